import { describe, expect, it, vi } from 'vitest'
import { Tool, type ToolInit } from '../../src/core/index.js'
import { type Chat, createChat, createTogetherTransport } from '../../src/store/index.js'
import { deltaEvent, done, streamAnswer, streamed } from '../core/support/answers.js'
import { tick } from './chat.js'
import { call, calling, onlyCall, resultsIn, scriptedChat, until, untilCalls } from './scripted.js'

const toolOf = (name: string, execute: ToolInit['execute'], more: Partial<ToolInit> = {}) =>
  new Tool({ name, description: 'Does something', parameters: { type: 'object' }, execute, ...more })

/** A chat which is refused so often before it is answered. */
function refusedChat(times: number, waitMs: number): { chat: Chat; seen: string[]; count: () => number } {
  let requests = 0
  const seen: string[] = []
  const transport = createTogetherTransport({
    baseUrl: 'https://relay.test/v1',
    maxRetries: 2,
    async fetch() {
      if (++requests > times) return streamAnswer(streamed('Hello'))
      return new Response('{}', { status: 500, headers: { 'retry-after-ms': String(waitMs) } })
    },
  })
  const chat = createChat({ transport, model: 'm' })
  chat.store.subscribe(({ run: { phase, attempt, retryAt } }) => {
    const now = `${phase} ${attempt}${retryAt === null ? '' : ' until'}`
    if (seen.at(-1) !== now) seen.push(now)
  })
  return { chat, seen, count: () => requests }
}

describe('the state of a run', () => {
  it('shows each attempt and each wait', async () => {
    const { chat, seen } = refusedChat(2, 30)
    expect((await chat.sendMessage('hi')).status).toBe('complete')
    const waits = ['sending 1', 'retry-wait 1 until', 'sending 2', 'retry-wait 2 until', 'sending 3']
    expect(seen.filter((state) => state !== 'idle 0')).toEqual([...waits, 'streaming 3'])
    expect(chat.store.getState().ledger).toMatchObject([{ attempts: 3, model: 'm', isOpen: false }])
    expect(chat.view().usage).toMatchObject({ requests: 3, atLeast: true })
  })

  it('makes no attempt after a stop in a wait', async () => {
    const { chat, seen, count } = refusedChat(2, 20)
    const sent = chat.sendMessage('hi')
    await until(chat, () => chat.view().run.phase === 'retry-wait')
    chat.stop()
    expect((await sent).status).toBe('stopped')
    await tick(40)
    expect([seen.at(-1), count()]).toEqual(['idle 0', 1])
  })

  it('asks only while nothing else is open', async () => {
    const slow = toolOf('slow', () => tick(10))
    const pieces = [call('asked'), call('slow', {}, { index: 1, id: 'call_2' })]
    const tools = [toolOf('asked', () => 'ok', { needsApproval: true }), slow]
    const { chat } = scriptedChat([calling(pieces), 'Done.'], { tools })
    const sent = chat.sendMessage('go')
    await untilCalls(chat, 'awaiting-approval', 'running')
    expect(chat.view().run.phase).toBe('running-tools')
    await untilCalls(chat, 'awaiting-approval', 'done')
    expect(chat.view().run.phase).toBe('awaiting-approval')
    const phases: string[] = []
    chat.store.subscribe(({ run }) => phases.push(run.phase))
    chat.approveToolCall(chat.view().toolCalls[0]?.key ?? '')
    await sent
    expect(phases[0]).toBe('running-tools')
  })

  it('counts a round with one malformed call among others as one of repair', async () => {
    const pieces = [call('act'), call('act', '{', { index: 1, id: 'call_2' })]
    const { chat, bodies } = scriptedChat([calling(pieces)], { tools: [toolOf('act', () => 'ok')] })
    const { error } = await chat.sendMessage('go')
    expect([error?.code, error?.message, bodies.length]).toEqual(['tool-loop', expect.stringContaining('3 times'), 3])
  })
})

describe('several choices with calls', () => {
  it('go on with the first; the others keep theirs', async () => {
    const choice = (index: number) =>
      deltaEvent(
        { content: '', tool_calls: [{ index: 0, id: 'c', function: { name: 'act', arguments: '{}' } }] },
        { index },
      ) + deltaEvent({ content: '' }, { index, finish_reason: 'tool_calls' })
    const execute = vi.fn(() => 'ok')
    const options = { tools: [toolOf('act', execute)], generationKwargs: { n: 2 } }
    const { chat, bodies } = scriptedChat([choice(0) + choice(1) + done, 'Done.'], options)
    expect((await chat.sendMessage('go')).message.text).toBe('Done.')
    expect(execute).toHaveBeenCalledTimes(1)
    expect(chat.store.getState().toolCalls.map(({ status }) => status)).toEqual(['done', 'ready'])
    expect(resultsIn(bodies[1])).toEqual([['c', 'ok']])
  })
})

describe('an answer to a call', () => {
  it.each<[string, unknown, string]>([
    ['a text', 'closed', 'closed'],
    ['JSON', { why: 'closed' }, '{"why":"closed"}'],
    ['what is no JSON', 1n, expect.stringContaining('cannot be written as JSON') as unknown as string],
  ])('may be an error which is %s', async (_, result, says) => {
    const { chat, bodies } = scriptedChat([calling([call('ask')]), 'I see.'], { tools: [toolOf('ask', undefined)] })
    const sent = chat.sendMessage('go')
    await untilCalls(chat, 'ready')
    chat.addToolResult({ key: onlyCall(chat).key, result, error: true })
    await sent
    expect(onlyCall(chat)).toMatchObject({ status: 'failed', error: says })
    expect(resultsIn(bodies[1])).toEqual([['call_1', says]])
  })

  it('fails where it is no JSON', async () => {
    const { chat } = scriptedChat([calling([call('ask')]), 'I see.'], { tools: [toolOf('ask', undefined)] })
    const sent = chat.sendMessage('go')
    await untilCalls(chat, 'ready')
    chat.addToolResult({ key: onlyCall(chat).key, result: { amount: 1n } })
    await sent
    expect(onlyCall(chat).status).toBe('failed')
  })
})

describe('a check of arguments', () => {
  it('which throws runs nothing, and tells the model', async () => {
    const execute = vi.fn()
    const tool = toolOf('act', execute)
    vi.spyOn(tool, 'validate').mockRejectedValue(new Error('schema on fire'))
    const { chat, bodies } = scriptedChat([calling([call('act')]), 'I see.'], { tools: [tool] })
    expect((await chat.sendMessage('go')).status).toBe('complete')
    expect(execute).not.toHaveBeenCalled()
    expect(resultsIn(bodies[1])).toEqual([['call_1', expect.stringContaining('schema on fire')]])
  })
})
