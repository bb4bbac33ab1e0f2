import { describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { ChatMessage, type StreamingChunk, Tool } from '../../src/core/index.js'
import { type Chat, type ChatTransport, createChat } from '../../src/store/index.js'
import { chatOver, steppedChat, thread, tick } from './chat.js'

const chunk = (more: Partial<StreamingChunk>): StreamingChunk => ({
  content: '',
  meta: { index: 0 },
  index: 0,
  toolCalls: null,
  toolCallResult: null,
  start: false,
  finishReason: null,
  reasoning: null,
  componentInfo: null,
  ...more,
})
const over = (...chunks: StreamingChunk[]): ChatTransport => ({
  async *stream() {
    yield* chunks
  },
})
const run = new Tool({
  name: 'run',
  description: 'Runs',
  parameters: { type: 'object' },
  needsApproval: true,
  execute: () => 'ran',
})

async function callsRun(
  streamAt: (
    place: number,
  ) => Promise<{ toolCall(piece: object): Promise<void>; finish(options?: object): Promise<void> }>,
  place: number,
) {
  const stream = await streamAt(place)
  await stream.toolCall({ index: 0, id: `c${place}`, name: 'run', arguments: '{}' })
  await stream.finish({ finishReason: 'tool_calls' })
}

describe('a transport which sends what cannot be kept', () => {
  it('ends the turn with an error; the conversation goes on', async () => {
    const cycle: Record<string, unknown> = {}
    cycle.self = cycle
    const chat = createChat({
      transport: over(chunk({ content: 'a' }), chunk({ meta: { index: 0, logprobs: cycle } })),
    })
    expect(await chat.sendMessage('one')).toMatchObject({ status: 'error', message: { text: 'a' } })
    expect(chat.view().run.phase).toBe('idle')
    chat.configure({ transport: over(chunk({ content: 'b', finishReason: 'stop' })) })
    expect(await chat.sendMessage('two')).toMatchObject({ status: 'complete', message: { text: 'b' } })
  })
})

describe('a subscriber', () => {
  it('which throws changes nothing', async () => {
    const reported: unknown[] = []
    const onError = (error: unknown) => reported.push(error)
    process.on('uncaughtException', onError)
    const chat = createChat({ transport: over(chunk({ content: 'a', finishReason: 'stop' })) })
    chat.store.subscribe(() => {
      throw new Error('mine')
    })
    expect(await chat.sendMessage('one')).toMatchObject({ status: 'complete', message: { text: 'a' } })
    await tick()
    process.off('uncaughtException', onError)
    expect(reported.length).toBeGreaterThan(0)
  })

  it.each(['queue', 'interrupt'] as const)('which sends at once starts no second run (%s)', async (whenBusy) => {
    const { chat, streamAt, bodies } = steppedChat({ whenBusy })
    const unsubscribe = chat.store.subscribe(() => {
      unsubscribe()
      void chat.sendMessage('from a subscriber')
    })
    const sent = chat.sendMessage('one')
    await (await streamAt(0)).finish()
    await sent
    await (await streamAt(1)).finish()
    while (chat.view().run.phase !== 'idle') await tick()
    expect(thread(chat).map(([role]) => role)).toEqual(['user', 'assistant', 'user', 'assistant'])
    expect(bodies).toHaveLength(2)
  })

  it('which sends at once is refused where sends are refused while busy', async () => {
    const { chat, streamAt, bodies } = steppedChat({ whenBusy: 'refuse' })
    let second: Promise<unknown> = Promise.resolve()
    const unsubscribe = chat.store.subscribe(() => {
      unsubscribe()
      second = chat.sendMessage('from a subscriber')
    })
    const sent = chat.sendMessage('one')
    await (await streamAt(0)).finish()
    await sent
    expect(await second).toMatchObject({ status: 'error', error: { code: 'busy' } })
    expect(bodies).toHaveLength(1)
  })

  it.each([
    ['regenerate', (chat: Chat) => chat.regenerate()],
    ['retry', (chat: Chat) => chat.retry()],
    ['an interrupting send', (chat: Chat) => chat.sendMessage('two')],
  ])('which sends on hearing that a run was stopped by %s starts no second run', async (_, verb) => {
    const { chat, streamAt, bodies, streams } = steppedChat({ whenBusy: 'interrupt' })
    void chat.sendMessage('one')
    await (await streamAt(0)).text('half')
    const unsubscribe = chat.store.subscribe(({ run: { phase } }) => {
      if (phase !== 'idle') return
      unsubscribe()
      void chat.sendMessage('from a subscriber')
    })
    const done = verb(chat)
    const next = await streamAt(1)
    await tick(5)
    expect(streams).toHaveLength(2)
    await next.finish()
    await done
    await (await streamAt(2)).finish()
    while (chat.view().run.phase !== 'idle') await tick()
    expect(bodies).toHaveLength(3)
    expect(chat.view().messages.every(({ status }) => status === 'complete' || status === 'stopped')).toBe(true)
  })

  it('which clears the conversation on hearing of the message stops it from being sent', async () => {
    const { chat, bodies } = steppedChat()
    const unsubscribe = chat.store.subscribe(() => {
      unsubscribe()
      chat.clear()
    })
    expect(await chat.sendMessage('one')).toMatchObject({ status: 'stopped', error: null })
    await tick(5)
    expect([chat.view().messages, bodies, chat.view().run.phase]).toEqual([[], [], 'idle'])
  })

  it('which sends while the conversation is cleared sends into the new one, and nothing comes back', async () => {
    const { chat, streamAt } = steppedChat()
    void chat.sendMessage('one')
    await (await streamAt(0)).text('half')
    const unsubscribe = chat.store.subscribe(({ run: { phase } }) => {
      if (phase !== 'idle') return
      unsubscribe()
      void chat.sendMessage('again')
    })
    chat.clear()
    await tick(5)
    expect(thread(chat).filter(([, text]) => text === 'one' || text === 'half')).toEqual([])
    const { chat: copy } = chatOver(async () => new Response())
    copy.import(chat.export())
    chat.stop()
  })
})

describe('clearing', () => {
  it('S14 in the middle of a reply stays cleared, whatever still arrives', async () => {
    const { chat, streamAt } = steppedChat()
    const sent = chat.sendMessage('one')
    const stream = await streamAt(0)
    await stream.text('half')
    chat.clear()
    expect(await sent).toMatchObject({ status: 'stopped', message: { text: 'half' } })
    await stream.text(' more').catch(() => {})
    await tick(40)
    expect([chat.view().messages, chat.view().run.phase, stream.isCancelled]).toEqual([[], 'idle', true])
  })
})

describe('files', () => {
  const file = () => new File(['a'], 'a.txt', { type: 'text/plain' })

  it('keep their place before what is sent after them', async () => {
    const { chat, streamAt } = steppedChat()
    const sends = [chat.sendMessage({ text: 'first', files: [file()] }), chat.sendMessage('second')]
    for (const place of [0, 1]) await (await streamAt(place)).finish()
    await Promise.all(sends)
    expect(
      thread(chat)
        .filter(([role]) => role === 'user')
        .map(([, text]) => text),
    ).toEqual(['first', 'second'])
  })

  it('of a conversation which is cleared meanwhile are not sent to the next', async () => {
    const { chat, bodies } = steppedChat()
    const sent = chat.sendMessage({ text: 'first', files: [file()] })
    chat.clear()
    expect(await sent).toMatchObject({ status: 'stopped', error: null })
    await tick(5)
    expect([chat.view().messages, bodies]).toEqual([[], []])
  })
})

describe('a file which is never read', () => {
  it('holds nobody once the conversation is replaced', async () => {
    const { chat, streamAt } = steppedChat()
    const stuck = Object.assign(new File(['a'], 'a.txt'), { arrayBuffer: () => new Promise(() => {}) })
    const sends = [chat.sendMessage({ text: 'a', files: [stuck as File] }), chat.sendMessage('b')]
    await tick(5)
    chat.clear()
    expect(await Promise.all(sends)).toMatchObject([{ status: 'stopped' }, { status: 'stopped' }])
    const next = chat.sendMessage('c')
    await (await streamAt(0)).finish()
    expect(await next).toMatchObject({ status: 'complete' })
  })
})

describe('going on', () => {
  it('keeps "continue" when it is refused, and the reason why the reply had ended', async () => {
    const initial = steppedChat()
    const sent = initial.chat.sendMessage('go')
    const stream = await initial.streamAt(0)
    await stream.text('Hello')
    await stream.finish({ finishReason: 'length' })
    await sent
    const again = initial.chat.continueMessage()
    await (await initial.streamAt(1)).error()
    expect(await again).toMatchObject({
      status: 'interrupted',
      error: { code: 'network' },
      message: { text: 'Hello', meta: { finish_reason: 'length' } },
    })
  })

  it('asks for one choice', async () => {
    const { chat, streamAt, bodies } = steppedChat({ generationKwargs: { n: 2 } })
    const sent = chat.sendMessage('go')
    const stream = await streamAt(0)
    await stream.event({
      choices: [
        { index: 0, delta: { content: 'one' } },
        { index: 1, delta: { content: 'two' } },
      ],
    })
    await stream.close()
    await sent
    const again = chat.continueMessage()
    const next = await streamAt(1)
    await next.text(' more')
    await next.finish()
    expect(await again).toMatchObject({ status: 'complete', message: { text: 'one more' } })
    expect(bodies[1]).toMatchObject({ n: 1 })
  })
})

describe('choices', () => {
  it('which come in another order than asked for are all kept', async () => {
    const { chat, streamAt } = steppedChat()
    const sent = chat.sendMessage('go')
    const stream = await streamAt(0)
    await stream.event({ choices: [{ index: 1, delta: { content: 'ONE' } }] })
    await stream.event({ choices: [{ index: 0, delta: { content: 'ZERO' } }] })
    for (const index of [0, 1]) await stream.event({ choices: [{ index, delta: {}, finish_reason: 'stop' }] })
    await stream.event('[DONE]')
    await sent
    const { ids } = chat.siblings(chat.view().messages[1]?.id ?? '')
    const texts = ids.map((id) => chat.store.getState().tree.nodes.get(id)?.message.text)
    expect(texts.sort()).toEqual(['ONE', 'ZERO'])
  })

  it('which call tools are answered once they are chosen', async () => {
    const { chat, streamAt, bodies } = steppedChat({ tools: [run], generationKwargs: { n: 2 } })
    const sent = chat.sendMessage('go')
    const stream = await streamAt(0)
    const call = { index: 0, id: 'c', type: 'function', function: { name: 'run', arguments: '{}' } }
    await stream.event({ choices: [{ index: 0, delta: { content: 'text' }, finish_reason: 'stop' }] })
    await stream.event({ choices: [{ index: 1, delta: { tool_calls: [call] }, finish_reason: 'tool_calls' }] })
    await stream.event('[DONE]')
    await sent
    const other = chat.siblings(chat.view().messages[1]?.id ?? '').ids[1] ?? ''
    chat.selectSibling(other)
    const done = chat.continueMessage()
    while (chat.view().run.phase !== 'awaiting-approval') await tick()
    chat.approveToolCall(chat.view().toolCalls[0]?.key ?? '')
    const next = await streamAt(1)
    await next.text('ran it')
    await next.finish()
    expect(await done).toMatchObject({ status: 'complete', message: { text: 'ran it' } })
    expect(bodies[1]?.messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'tool'])
  })
})

describe('structured replies', () => {
  it('show their whole text before it is checked', async () => {
    const schema = z.object({ a: z.number() })
    let release = () => {}
    const slow = {
      ...schema,
      '~standard': {
        ...schema['~standard'],
        validate: async (value: unknown) => {
          await new Promise<void>((resolve) => {
            release = resolve
          })
          return { value: value as { a: number } }
        },
      },
      toJSONSchema: () => ({ type: 'object' }),
    }
    const { chat, streamAt } = steppedChat({ responseFormat: slow })
    const sent = chat.sendMessage('go')
    const stream = await streamAt(0)
    await stream.text('{"a":')
    await stream.text('1}')
    await stream.finish()
    while (release.toString() === '() => {}') await tick()
    expect(thread(chat).at(-1)).toEqual(['assistant', '{"a":1}'])
    release()
    expect(await sent).toMatchObject({ status: 'complete', object: { a: 1 } })
  })

  it('can be stopped while they are checked, also by who hears of the text', async () => {
    const never = {
      '~standard': { version: 1 as const, vendor: 'test', validate: () => new Promise<never>(() => {}) },
      toJSONSchema: () => ({ type: 'object' }),
    }
    const { chat, streamAt } = steppedChat({ responseFormat: never })
    chat.store.subscribe(({ tree, run: { phase } }) => {
      const head = tree.head === null ? undefined : tree.nodes.get(tree.head)
      if (head?.status === 'complete' && head.message.role === 'assistant' && phase !== 'idle') chat.stop()
    })
    const sent = chat.sendMessage('go')
    const stream = await streamAt(0)
    await stream.text('{"a":1}')
    await stream.finish()
    expect(await sent).toMatchObject({ status: 'complete', message: { text: '{"a":1}' } })
    expect(chat.view().run.phase).toBe('idle')
  })

  it('are each held against the schema', async () => {
    const { chat, streamAt } = steppedChat({ responseFormat: z.object({ a: z.number() }), generationKwargs: { n: 2 } })
    const sent = chat.sendMessage('go')
    const stream = await streamAt(0)
    await stream.event({ choices: [{ index: 0, delta: { content: '{"a":1}' }, finish_reason: 'stop' }] })
    await stream.event({ choices: [{ index: 1, delta: { content: '{"bad":true}' }, finish_reason: 'stop' }] })
    await stream.event('[DONE]')
    const first = await sent
    expect(first).toMatchObject({ object: { a: 1 }, error: null })
    chat.selectSibling(chat.siblings(first.id).ids[1] ?? '')
    expect(chat.view().error).toMatchObject({ code: 'invalid-output' })
  })

  it('with a value which JSON cannot say are exported without it', async () => {
    const schema = Object.assign(z.object({ a: z.number().transform(BigInt) }), {
      toJSONSchema: () => ({ type: 'object' }),
    })
    const { chat, streamAt } = steppedChat({ responseFormat: schema })
    const sent = chat.sendMessage('go')
    const stream = await streamAt(0)
    await stream.text('{"a":1}')
    await stream.finish()
    expect(await sent).toMatchObject({ object: { a: 1n } })
    expect(chat.export().messages.at(-1)).not.toHaveProperty('object')
  })
})

describe('tools', () => {
  it('allowed for always are asked for again when another tool takes their name', async () => {
    const { chat, streamAt } = steppedChat({ tools: [run] })
    void chat.sendMessage('go')
    await callsRun(streamAt, 0)
    while (chat.view().run.phase !== 'awaiting-approval') await tick()
    chat.approveToolCall(chat.view().toolCalls[0]?.key ?? '', { always: true })
    await streamAt(1)
    const execute = vi.fn(() => 'other')
    const other = new Tool({
      name: 'run',
      description: 'Another',
      parameters: { type: 'object' },
      needsApproval: true,
      execute,
    })
    chat.configure({ tools: [other] })
    await callsRun(streamAt, 1)
    await callsRun(streamAt, 2)
    while (chat.view().run.phase !== 'awaiting-approval') await tick()
    expect(chat.view().toolCalls.map(({ status }) => status)).toEqual(['done', 'done', 'awaiting-approval'])
    expect(execute).not.toHaveBeenCalled()
    chat.stop()
  })

  it('allowed for always are those which the call was offered with', async () => {
    const dangerous = vi.fn(() => 'gone')
    const del = (description: string, execute: () => string) =>
      new Tool({ name: 'run', description, parameters: { type: 'object' }, needsApproval: true, execute })
    const { chat, streamAt } = steppedChat({ tools: [del('Dangerous', dangerous)] })
    const sent = chat.sendMessage('go', { tools: [del('Harmless', () => 'fine')] })
    await callsRun(streamAt, 0)
    while (chat.view().run.phase !== 'awaiting-approval') await tick()
    chat.approveToolCall(chat.view().toolCalls[0]?.key ?? '', { always: true })
    await (await streamAt(1)).finish()
    await sent
    void chat.sendMessage('again')
    await callsRun(streamAt, 2)
    while (chat.view().run.phase !== 'awaiting-approval') await tick()
    expect(dangerous).not.toHaveBeenCalled()
    chat.stop()
  })

  it('whose arguments cannot be checked fail; that is no fault of the model', async () => {
    const broken = new Tool({ name: 'run', description: 'Runs', parameters: { type: 'object' }, execute: () => 'ran' })
    Object.defineProperty(broken, 'validate', { value: () => Promise.reject(new Error('no code')) })
    const { chat, streamAt } = steppedChat({ tools: [broken] })
    void chat.sendMessage('go')
    await callsRun(streamAt, 0)
    await streamAt(1)
    expect(chat.view().toolCalls[0]).toMatchObject({ status: 'failed', error: expect.stringMatching(/no code/) })
    chat.stop()
  })

  it('which never settle leave no timer when they are stopped', async () => {
    const stuck = new Tool({
      name: 'run',
      description: 'Runs',
      parameters: { type: 'object' },
      execute: () => new Promise(() => {}),
    })
    const clear = vi.spyOn(globalThis, 'clearTimeout')
    const set = vi.spyOn(globalThis, 'setTimeout')
    const { chat, streamAt } = steppedChat({ tools: [stuck] })
    void chat.sendMessage('go')
    await callsRun(streamAt, 0)
    while (chat.view().toolCalls[0]?.status !== 'running') await tick()
    const place = set.mock.calls.findIndex(([, ms]) => ms === 60_000 && true)
    const timers = set.mock.results.filter((_, at) => set.mock.calls[at]?.[1] === 60_000).map(({ value }) => value)
    expect(place).toBeGreaterThanOrEqual(0)
    chat.stop()
    for (const timer of timers) expect(clear).toHaveBeenCalledWith(timer)
    vi.restoreAllMocks()
  })

  it('keep their results when the model cannot be brought to call well', async () => {
    const ran = vi.fn(() => 'ran')
    const good = new Tool({ name: 'good', description: 'Good', parameters: { type: 'object' }, execute: ran })
    const { chat, streamAt } = steppedChat({ tools: [good] })
    const sent = chat.sendMessage('go')
    for (const place of [0, 1, 2]) {
      const stream = await streamAt(place)
      await stream.toolCall({ index: 0, id: `g${place}`, name: 'good', arguments: '{}' })
      await stream.toolCall({ index: 1, id: `b${place}`, name: 'good', arguments: '{oops' })
      await stream.finish({ finishReason: 'tool_calls' })
    }
    expect(await sent).toMatchObject({ status: 'error', error: { code: 'tool-loop' } })
    expect(ran).toHaveBeenCalledTimes(3)
    expect(thread(chat).filter(([role]) => role === 'tool')).toHaveLength(6)
    const again = chat.retry()
    const stream = await streamAt(3)
    await stream.text('done')
    await stream.finish()
    expect(await again).toMatchObject({ status: 'complete' })
    expect(ran).toHaveBeenCalledTimes(3)
  })
})

describe('what a verb is given', () => {
  it('an assistant message is not edited, nothing is not sent, a click event is no id', async () => {
    const { chat, bodies, streamAt } = steppedChat({
      initialMessages: [ChatMessage.fromUser('q'), ChatMessage.fromAssistant('a')],
    })
    const reply = chat.view().messages[1]?.id ?? ''
    expect(await chat.editMessage(reply, 'x')).toMatchObject({ status: 'error', error: { code: 'invalid-argument' } })
    expect(await chat.sendMessage('')).toMatchObject({ status: 'error', error: { code: 'invalid-message' } })
    expect(bodies).toEqual([])
    const again = chat.retry({ type: 'click' } as never)
    await (await streamAt(0)).finish()
    expect(await again).toMatchObject({ status: 'complete' })
  })
})
