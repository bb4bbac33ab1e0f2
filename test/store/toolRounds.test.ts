import { describe, expect, it, vi } from 'vitest'
import { Tool, type ToolInit } from '../../src/core/index.js'
import { tick } from './chat.js'
import { call, calling, onlyCall, resultsIn, rolesOf, scriptedChat, until, untilCalls } from './scripted.js'

const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

function toolOf(name: string, execute: ToolInit['execute'], more: Partial<ToolInit> = {}): Tool {
  return new Tool({ name, description: 'Does something', parameters: { type: 'object' }, execute, ...more })
}

const pay = (execute: ToolInit['execute'] = () => 'paid') => toolOf('pay', execute, { needsApproval: true })

describe('a call which needs approval', () => {
  it('runs once it is approved', async () => {
    const execute = vi.fn(() => 'paid')
    const { chat, bodies } = scriptedChat([calling([call('pay', { sum: 5 })]), 'Thanks.'], { tools: [pay(execute)] })
    const sent = chat.sendMessage('go')
    await untilCalls(chat, 'awaiting-approval')
    expect(chat.view()).toMatchObject({ status: 'streaming', run: { phase: 'awaiting-approval' } })
    chat.approveToolCall(onlyCall(chat).key)
    chat.approveToolCall(onlyCall(chat).key)
    expect((await sent).message.text).toBe('Thanks.')
    expect(execute.mock.calls).toEqual([[{ sum: 5 }, expect.anything()]])
    expect(resultsIn(bodies[1])).toEqual([['call_1', 'paid']])
  })

  it('is refused with a reason, which the model is told', async () => {
    const execute = vi.fn()
    const { chat, bodies } = scriptedChat([calling([call('pay')]), 'I see.'], { tools: [pay(execute)] })
    const sent = chat.sendMessage('go')
    await untilCalls(chat, 'awaiting-approval')
    chat.rejectToolCall(onlyCall(chat).key, 'Too much.')
    await sent
    expect(onlyCall(chat)).toMatchObject({ status: 'rejected', error: 'Too much.', result: undefined })
    expect(resultsIn(bodies[1])).toEqual([['call_1', 'Too much.']])
    expect(chat.view().messages[2]?.message.toolCallResult?.error).toBe(true)
    expect(execute).not.toHaveBeenCalled()
  })

  it('is not asked for where its arguments are wrong', async () => {
    const { chat } = scriptedChat([calling([call('pay', {})]), 'I see.'], {
      tools: [toolOf('pay', undefined, { needsApproval: true, parameters: { type: 'object', required: ['sum'] } })],
    })
    await chat.sendMessage('go')
    expect(onlyCall(chat).status).toBe('invalid')
  })

  it('is asked for beside calls which run meanwhile', async () => {
    const quick = toolOf('quick', () => 'ok')
    const pieces = [call('pay'), call('quick', {}, { index: 1, id: 'call_2' })]
    const { chat, bodies } = scriptedChat([calling(pieces), 'Thanks.'], { tools: [pay(), quick] })
    const sent = chat.sendMessage('go')
    await untilCalls(chat, 'awaiting-approval', 'done')
    expect(chat.view().run.phase).toBe('awaiting-approval')
    chat.approveToolCall(onlyKey(chat.view().toolCalls[0]))
    await sent
    expect(resultsIn(bodies[1])).toEqual([
      ['call_1', 'paid'],
      ['call_2', 'ok'],
    ])
  })

  it('is approved for good: its tool is not asked about again, another is', async () => {
    const pieces = [
      call('pay'),
      call('pay', {}, { index: 1, id: 'call_2' }),
      call('send', {}, { index: 2, id: 'call_3' }),
    ]
    const { chat, bodies } = scriptedChat([calling(pieces), calling([call('pay')]), 'Thanks.'], {
      tools: [pay(), toolOf('send', () => 'sent', { needsApproval: true })],
    })
    const sent = chat.sendMessage('go')
    await untilCalls(chat, 'awaiting-approval', 'awaiting-approval', 'awaiting-approval')
    chat.approveToolCall(onlyKey(chat.view().toolCalls[0]), { always: true })
    await untilCalls(chat, 'done', 'done', 'awaiting-approval')
    expect(chat.view().run.phase).toBe('awaiting-approval')
    chat.approveToolCall(onlyKey(chat.view().toolCalls[2]))
    await sent
    expect(bodies).toHaveLength(3)
    expect(chat.view().toolCalls.map(({ status }) => status)).toEqual(['done', 'done', 'done', 'done'])
  })

  it('is asked for again in the conversation which takes the place of an approved one', async () => {
    const { chat } = scriptedChat([calling([call('pay')]), 'Thanks.', calling([call('pay')]), 'Thanks.'], {
      tools: [pay()],
    })
    const sent = chat.sendMessage('go')
    await untilCalls(chat, 'awaiting-approval')
    chat.approveToolCall(onlyCall(chat).key, { always: true })
    await sent
    chat.clear()
    void chat.sendMessage('go')
    await untilCalls(chat, 'awaiting-approval')
    chat.stop()
  })
})

describe('tools of one reply', () => {
  it('run at the same time', async () => {
    let running = 0
    let most = 0
    const slow = toolOf('slow', async () => {
      most = Math.max(most, ++running)
      await tick(5)
      running -= 1
    })
    const pieces = [0, 1, 2].map((index) => call('slow', {}, { index, id: `call_${index}` }))
    const { chat } = scriptedChat([calling(pieces), 'Done.'], { tools: [slow] })
    await chat.sendMessage('go')
    expect(most).toBe(3)
  })

  it('do not keep each other from their results', async () => {
    const pieces = [call('bad'), call('good', {}, { index: 1, id: 'call_2' })]
    const bad = toolOf('bad', () => Promise.reject(new Error('no')))
    const { chat, bodies } = scriptedChat([calling(pieces), 'Done.'], { tools: [bad, toolOf('good', () => 'yes')] })
    await chat.sendMessage('go')
    expect(resultsIn(bodies[1])).toEqual([
      ['call_1', 'Error: no'],
      ['call_2', 'yes'],
    ])
  })

  it('get the arguments as the schema has them, a signal and the id', async () => {
    const execute = vi.fn()
    const { chat } = scriptedChat([calling([call('act', '')]), 'Done.'], { tools: [toolOf('act', execute)] })
    await chat.sendMessage('go')
    expect(execute).toHaveBeenCalledExactlyOnceWith({}, { signal: expect.any(AbortSignal), toolCallId: 'call_1' })
  })
})

describe('a result', () => {
  it.each<[string, unknown, string, unknown]>([
    ['a text', 'sunny', 'sunny', 'sunny'],
    ['no text', '', '', ''],
    ['JSON', { city: 'Zürich', days: [1, 2] }, '{"city": "Zürich", "days": [1, 2]}', { city: 'Zürich', days: [1, 2] }],
    ['JSON with line breaks in it', { a: 'x,\n  y' }, '{"a": "x,\\n  y"}', { a: 'x,\n  y' }],
    ['a number', 5, '5', 5],
    ['nothing', undefined, 'null', null],
    ['a date', new Date(0), '1970-01-01T00:00:00.000Z', '1970-01-01T00:00:00.000Z'],
    ['an empty list', [], '[]', []],
    ['what looks like a part and is none', [{ type: 'text' }], '[{"type": "text"}]', [{ type: 'text' }]],
  ])('may be %s', async (_, value, sent, kept) => {
    const { chat, bodies } = scriptedChat([calling([call('act')]), 'Done.'], { tools: [toolOf('act', () => value)] })
    await chat.sendMessage('go')
    expect(resultsIn(bodies[1])).toEqual([['call_1', sent]])
    expect(onlyCall(chat)).toMatchObject({ status: 'done', result: kept, error: null })
    expect(onlyCall(chat).finishedAt).toBeGreaterThanOrEqual(onlyCall(chat).startedAt ?? Number.NaN)
  })

  it("with an image is sent as text, and the image follows as a user's", async () => {
    const parts = [
      { type: 'text', text: 'A map:' },
      { type: 'image', base64Image: png },
    ]
    const pieces = [call('act'), call('act', {}, { index: 1, id: 'call_2' })]
    const { chat, bodies } = scriptedChat([calling(pieces), 'Nice.'], { tools: [toolOf('act', () => parts)] })
    await chat.sendMessage('go')
    const image = { type: 'image_url', image_url: { url: `data:image/png;base64,${png}` } }
    expect(bodies[1]?.messages.slice(2)).toEqual([
      { role: 'tool', tool_call_id: 'call_1', content: 'A map:\n[image]' },
      { role: 'tool', tool_call_id: 'call_2', content: 'A map:\n[image]' },
      { role: 'user', content: [{ type: 'text', text: 'What the tools returned:' }, image, image] },
    ])
    expect(rolesOf(chat)).toEqual(['user', 'assistant', 'tool', 'tool', 'assistant'])
    expect(chat.view().toolCalls[0]?.result).toMatchObject(parts)
  })
})

describe('a call which the application answers', () => {
  it('waits for it, and the turn goes on', async () => {
    const { chat, bodies } = scriptedChat([calling([call('ask')]), 'Blue, then.'], {
      tools: [toolOf('ask', undefined)],
    })
    const sent = chat.sendMessage('go')
    await untilCalls(chat, 'ready')
    expect(chat.view().run.phase).toBe('running-tools')
    chat.addToolResult({ key: onlyCall(chat).key, result: { color: 'blue' } })
    expect((await sent).message.text).toBe('Blue, then.')
    expect(resultsIn(bodies[1])).toEqual([['call_1', '{"color": "blue"}']])
  })

  it('is answered with an error', async () => {
    const { chat, bodies } = scriptedChat([calling([call('ask')]), 'I see.'], { tools: [toolOf('ask', undefined)] })
    const sent = chat.sendMessage('go')
    await untilCalls(chat, 'ready')
    chat.addToolResult({ key: onlyCall(chat).key, result: { why: 'closed' }, error: true })
    await sent
    expect(onlyCall(chat)).toMatchObject({ status: 'failed', error: '{"why":"closed"}' })
    expect(resultsIn(bodies[1])).toEqual([['call_1', '{"why":"closed"}']])
  })

  it('is over for the run where there are no tools, and goes on when it is answered', async () => {
    const { chat, bodies } = scriptedChat([calling([call('ask'), call('more', {}, { index: 1, id: 'call_2' })]), 'Ok.'])
    expect((await chat.sendMessage('go')).status).toBe('complete')
    expect(chat.view()).toMatchObject({ status: 'ready', run: { phase: 'idle' } })
    const [ask, more] = chat.view().toolCalls.map(({ key }) => key) as [string, string]
    chat.addToolResult({ key: ask, result: 'blue' })
    await tick(5)
    expect(bodies).toHaveLength(1)
    chat.addToolResult({ key: more, result: 'no' })
    await until(chat, () => bodies.length === 2 && chat.view().status === 'ready')
    expect(chat.view().messages.at(-1)?.message.text).toBe('Ok.')
    expect(resultsIn(bodies[1])).toEqual([
      ['call_1', 'blue'],
      ['call_2', 'no'],
    ])
  })

  it('is refused where it is unknown, or no longer the end of the conversation', async () => {
    const { chat } = scriptedChat([calling([call('ask')]), 'Ok.'])
    await chat.sendMessage('go')
    await chat.sendMessage('never mind')
    const { key } = onlyCall(chat)
    expect(() => chat.addToolResult({ key: 'nope', result: 1 })).toThrow(
      expect.objectContaining({ code: 'invalid-argument' }),
    )
    expect(() => chat.addToolResult({ key, result: 1 })).toThrow(expect.objectContaining({ code: 'busy' }))
    expect(chat.view().status).toBe('ready')
  })
})

describe('a turn with tools which is stopped, fails or breaks off', () => {
  it('runs the tools it offered, and ends with the error when they became unusable meanwhile', async () => {
    const act = toolOf('act', () => 'ok')
    const streamingCallback = () => chat.configure({ tools: [act, act] })
    const { chat } = scriptedChat([calling([call('act')]), 'Done.'], { tools: [act], streamingCallback })
    const { status, error } = await chat.sendMessage('go')
    expect([status, error?.code]).toEqual(['error', 'invalid-argument'])
    expect([onlyCall(chat).status, chat.view().run.phase]).toEqual(['done', 'idle'])
  })

  it('is not begun by an answer while its tools are unusable', async () => {
    const { chat, bodies } = scriptedChat([calling([call('ask')]), 'Done.'])
    await chat.sendMessage('go')
    const answer = { key: onlyCall(chat).key, result: 'blue' }
    chat.configure({ tools: [toolOf('ask', undefined), toolOf('ask', undefined)] })
    expect(() => chat.addToolResult(answer)).toThrow(expect.objectContaining({ code: 'invalid-argument' }))
    chat.configure({ tools: undefined })
    chat.addToolResult(answer)
    await until(chat, () => bodies.length === 2 && chat.view().status === 'ready')
    expect(chat.view().messages.at(-1)?.message.text).toBe('Done.')
  })

  it('is retried from its results: no tool runs twice, no message is doubled', async () => {
    const execute = vi.fn(() => 'ok')
    const broken = 'data: {broken\n\n'
    const { chat, bodies } = scriptedChat([calling([call('act')]), broken, 'Done.'], {
      tools: [toolOf('act', execute)],
    })
    expect((await chat.sendMessage('go')).status).toBe('error')
    expect((await chat.retry()).message.text).toBe('Done.')
    expect(execute).toHaveBeenCalledTimes(1)
    expect(bodies[2]?.messages).toEqual(bodies[1]?.messages)
    expect(rolesOf(chat)).toEqual(['user', 'assistant', 'tool', 'assistant'])
  })

  it('goes on after a stop while tools ran, when it is retried', async () => {
    const pieces = [call('slow'), call('slow', {}, { index: 1, id: 'call_2' })]
    const tools = [toolOf('slow', () => new Promise(() => {}))]
    const { chat, bodies } = scriptedChat([calling(pieces), 'Too slow.'], { tools })
    const sent = chat.sendMessage('go')
    await untilCalls(chat, 'running', 'running')
    chat.stop()
    await sent
    expect((await chat.retry()).message.text).toBe('Too slow.')
    expect(resultsIn(bodies[1])).toEqual([
      ['call_1', 'The call was stopped.'],
      ['call_2', 'The call was stopped.'],
    ])
    expect(rolesOf(chat)).toEqual(['user', 'assistant', 'tool', 'tool', 'assistant'])
  })

  it('leaves no call behind when its wordless reply is asked for again', async () => {
    const bad = calling([call('act', '{"a":')])
    const { chat } = scriptedChat([bad, bad, bad, 'Done.'], { tools: [toolOf('act', () => 'ok')] })
    expect((await chat.sendMessage('go')).error?.code).toBe('tool-loop')
    await chat.retry()
    const { toolCalls, tree } = chat.store.getState()
    expect(toolCalls.filter(({ messageId }) => !tree.nodes.has(messageId))).toEqual([])
  })
})

function onlyKey(state: { key: string } | undefined): string {
  return state?.key ?? ''
}
