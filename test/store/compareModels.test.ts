import { describe, expect, it, vi } from 'vitest'
import { ChatMessage, TogetherError, Tool } from '../../src/core/index.js'
import {
  type Chat,
  type ChatTransport,
  compareModels,
  createChat,
  readMeta,
  type ThreadMessage,
} from '../../src/store/index.js'
import { tick } from './chat.js'
import { chunkOf, comparing, repliesOf, stepped } from './comparing.js'

const said = (chat: Chat) => repliesOf(chat).map(({ message }) => message.text)
const errors = (chat: Chat) => repliesOf(chat).map(({ error }) => error && [error.code, error.message, error.retryable])
const states = (chat: Chat) => repliesOf(chat).map(({ status }) => status)

describe('compareModels', () => {
  it('asks each model once, for one reply, and shows what they say as it comes, in the order of the models', async () => {
    const { chat, requests, streamOf } = comparing(['a', 'b', 'c'], {})
    void chat.sendMessage('Why?')
    await tick(20)
    expect(requests.map(({ model }) => model)).toEqual(['a', 'b', 'c'])
    for (const { generationKwargs } of requests) expect(generationKwargs).not.toHaveProperty('n')
    await streamOf('b').say('from b')
    await streamOf('a').say('from a')
    await streamOf('c').say('from c')
    await streamOf('b').say(', more')
    expect(said(chat)).toEqual(['from a', 'from b, more', 'from c'])
    expect(repliesOf(chat).map(({ message }) => message.meta.model)).toEqual(['served/a', 'served/b', 'served/c'])
    for (const model of ['c', 'a', 'b']) await streamOf(model).finish()
    expect(states(chat)).toEqual(['complete', 'complete', 'complete'])
    expect(new Set(repliesOf(chat).map(({ createdAt }) => createdAt)).size).toBe(1)
    expect(chat.view().status).toBe('ready')
  })

  it('passes parameters on to each', async () => {
    const { comparison, requests, ...rest } = comparing()
    const chat = createChat({ ...comparison, generationKwargs: { ...comparison.generationKwargs, temperature: 0.5 } })
    void chat.sendMessage('Why?', { generationKwargs: { max_tokens: 7 } })
    await tick(20)
    for (const { generationKwargs } of requests) expect(generationKwargs).toEqual({ temperature: 0.5, max_tokens: 7 })
    rest.chat.stop()
    chat.stop()
  })

  it('tells what each alone used and took, and sums it at the price of each', async () => {
    const prices = { 'served/a': { input: 1, output: 2 }, 'served/b': { input: 10, output: 20 } }
    const { chat, streamOf } = comparing(['a', 'b'], { prices })
    const sent = chat.sendMessage('Why?')
    await tick(20)
    await streamOf('a').say('One')
    await streamOf('a').finish(100, 10)
    await tick(60)
    await streamOf('b').say('Two')
    await streamOf('b').finish(300, 20)
    await sent
    const [a, b] = repliesOf(chat).map(readMeta)
    expect([a?.completionTokens, b?.completionTokens]).toEqual([100, 300])
    expect([a?.promptTokens, b?.promptTokens]).toEqual([10, 20])
    expect(b?.totalTime).toBeGreaterThan((a?.totalTime ?? 0) + 40)
    expect(b?.timeToFirstToken).toBeGreaterThan((a?.timeToFirstToken ?? 0) + 40)
    const usage = chat.view().usage
    expect(usage).toMatchObject({ requests: 2, prompt_tokens: 30, completion_tokens: 400, total_tokens: 430 })
    expect(usage.cost).toBeCloseTo((10 * 1 + 100 * 2 + 20 * 10 + 300 * 20) / 1e6, 12)
    expect(chat.usageOf(repliesOf(chat)[0]?.turnId).cost).toBe(usage.cost)
  })

  it('keeps all of that in an export', async () => {
    const { chat, comparison, streamOf } = comparing()
    const sent = chat.sendMessage('Why?')
    await tick(20)
    for (const model of ['a', 'b']) {
      await streamOf(model).say(model)
      await streamOf(model).finish(model === 'a' ? 3 : 4)
    }
    await sent
    const other = createChat({ ...comparison })
    other.import(JSON.parse(JSON.stringify(chat.export())))
    expect(repliesOf(other).map((each) => readMeta(each).completionTokens)).toEqual([3, 4])
    expect(other.view().usage).toEqual(chat.view().usage)
  })

  it('lets the others go on where one fails, and shows the error at that one', async () => {
    const { chat, requests, streamOf } = comparing()
    const sent = chat.sendMessage('Why?')
    await tick(20)
    await streamOf('a').say('Still')
    await streamOf('b').fail(new TogetherError({ code: 'overloaded', message: 'Busy.', status: 503 }))
    expect(states(chat)[0]).toBe('streaming')
    await streamOf('a').say(' here')
    await streamOf('a').finish()
    await sent
    expect(said(chat)).toEqual(['Still here', null])
    expect(states(chat)).toEqual(['complete', 'error'])
    expect(repliesOf(chat)[1]?.error?.code).toBe('overloaded')
    expect(readMeta(repliesOf(chat)[1] as ThreadMessage).model).toBe('b')
    expect(chat.view().status).toBe('ready')
    void chat.retry(repliesOf(chat)[1]?.id)
    await tick(20)
    expect(requests.map(({ model }) => model)).toEqual(['a', 'b', 'b'])
    chat.stop()
  })

  it('keeps what came where the first breaks off, and all where all fail', async () => {
    const { chat, streamOf } = comparing()
    const sent = chat.sendMessage('Why?')
    await tick(20)
    await streamOf('a').say('Half a')
    await streamOf('b').say('Whole')
    await streamOf('a').fail(new TogetherError({ code: 'network', message: 'Gone.' }))
    await streamOf('b').finish()
    await sent
    expect(said(chat)).toEqual(['Half a', 'Whole'])
    expect(states(chat)).toEqual(['interrupted', 'complete'])
    const again = chat.sendMessage('And now?')
    await tick(20)
    for (const model of ['a', 'b']) await streamOf(model).fail(new TogetherError({ code: 'network', message: 'Gone.' }))
    await again
    expect(states(chat)).toEqual(['error', 'error'])
    expect(chat.view().status).toBe('error')
  })

  it('shows at each which failed its own error, and where it was when it did', async () => {
    const { chat, reloaded, streamOf } = comparing(['a', 'b', 'c', 'd'])
    const sent = chat.sendMessage('Why?')
    await tick(20)
    await streamOf('a').say('Half')
    await streamOf('c').fail(new Error('Out of paper.'))
    await streamOf('b').fail(new TogetherError({ code: 'credit', message: 'No money for b.', status: 402 }))
    await streamOf('d').say('Whole')
    await streamOf('a').fail(new TogetherError({ code: 'network', message: 'a is gone.', retryable: true }))
    await streamOf('d').finish()
    await sent
    expect(states(chat)).toEqual(['interrupted', 'error', 'error', 'complete'])
    expect(errors(chat)).toEqual([
      ['network', 'a is gone.', true],
      ['credit', 'No money for b.', false],
      ['unknown', 'The request failed: Out of paper.', false],
      null,
    ])
    expect(repliesOf(chat).map((reply) => readMeta(reply).model)).toEqual(['served/a', 'b', 'c', 'served/d'])
    expect(errors(reloaded(chat))).toEqual(errors(chat))
  })

  it('takes a reply whose stream just ends for what it is, whatever becomes of the others', async () => {
    const transport: ChatTransport = {
      async *stream({ model }) {
        if (model === 'b') throw new TogetherError({ code: 'server', message: 'Down.' })
        yield chunkOf('a', 'All of it')
      },
    }
    const chat = createChat(compareModels(['a', 'b'], transport))
    await chat.sendMessage('Why?')
    expect(states(chat)).toEqual(['complete', 'error'])
    expect(errors(chat)[0]).toBeNull()
  })

  it('stops all of them, and keeps what they said', async () => {
    const { chat, requests, streamOf } = comparing()
    const sent = chat.sendMessage('Why?')
    await tick(20)
    await streamOf('a').say('A')
    await streamOf('b').say('B')
    chat.stop()
    await sent
    expect(requests.map(({ signal }) => signal.aborted)).toEqual([true, true])
    expect([said(chat), states(chat)]).toEqual([
      ['A', 'B'],
      ['stopped', 'stopped'],
    ])
  })

  it('goes on with the reply which was picked, and asks all of them again', async () => {
    const { chat, requests, streamOf } = comparing()
    const sent = chat.sendMessage('Why?')
    await tick(20)
    await streamOf('a').say('Because of A.')
    await streamOf('a').finish()
    await streamOf('b').say('Because of B.')
    await streamOf('b').finish()
    await sent
    chat.selectSibling(repliesOf(chat)[1]?.id ?? '')
    void chat.sendMessage('And then?')
    await tick(20)
    for (const { messages } of requests.slice(2))
      expect(messages.map(({ text }) => text)).toEqual(['Why?', 'Because of B.', 'And then?'])
    expect(requests.map(({ model }) => model)).toEqual(['a', 'b', 'a', 'b'])
    chat.stop()
  })

  it('continues a reply with the model whose reply it is', async () => {
    const { chat, requests, streamOf } = comparing()
    const sent = chat.sendMessage('Why?')
    await tick(20)
    await streamOf('a').say('Mine')
    await streamOf('b').say('Yours')
    chat.stop()
    await sent
    const [, second] = repliesOf(chat)
    chat.selectSibling(second?.id ?? '')
    const more = chat.continueMessage(second?.id)
    await tick(20)
    expect(requests.slice(2).map(({ model }) => model)).toEqual(['b'])
    await streamOf('b').say(', too')
    await streamOf('b').finish()
    await more
    expect(said(chat)).toEqual(['Mine', 'Yours, too'])
  })

  it('continues a reply with its own model after a reload, and once more after that', async () => {
    const { chat, reloaded, requests, streamOf } = comparing()
    const sent = chat.sendMessage('Why?')
    await tick(20)
    await streamOf('a').say('Yes')
    await streamOf('b').say('Yes')
    chat.stop()
    await sent
    const second = repliesOf(chat)[1]?.id ?? ''
    chat.selectSibling(second)
    let open = chat
    for (const word of [', and', ' no']) {
      open = reloaded(open)
      const more = open.continueMessage(second)
      await tick(20)
      await streamOf('b').say(word)
      open.stop()
      await more
    }
    expect(requests.slice(2).map(({ model }) => model)).toEqual(['b', 'b'])
    expect(said(open)).toEqual(['Yes', 'Yes, and no'])
  })

  it('goes on with the model which called a tool, as often as it calls', async () => {
    const look = new Tool({ name: 'look', description: 'Looks', parameters: { type: 'object' }, execute: () => 'seen' })
    const { chat, requests, streamOf } = comparing(['a', 'b'], { tools: [look] })
    const sent = chat.sendMessage('Why?')
    await tick(20)
    await streamOf('b').call()
    await streamOf('a').say('It is so.')
    await streamOf('a').finish()
    await sent
    const second = repliesOf(chat)[1]?.id ?? ''
    chat.selectSibling(second)
    const more = chat.continueMessage(second)
    await vi.waitFor(() => expect(requests).toHaveLength(3), 10_000)
    await streamOf('b').call()
    await vi.waitFor(() => expect(requests).toHaveLength(4), 10_000)
    await streamOf('b').say('I saw it.')
    await streamOf('b').finish()
    expect((await more).message.text).toBe('I saw it.')
    expect(requests.slice(2).map(({ model }) => model)).toEqual(['b', 'b'])
    expect(requests.at(-1)?.messages.map(({ role }) => role)).toEqual([
      'user',
      'assistant',
      'tool',
      'assistant',
      'tool',
    ])
  })

  it('goes on with it where a tool gave an image, which is sent as a message of its own', async () => {
    const image = { type: 'image', base64Image: 'iVBORw0KGgo=', mimeType: 'image/png' } as const
    const execute = () => [image]
    const look = new Tool({ name: 'look', description: 'Looks', parameters: { type: 'object' }, execute })
    const { chat, requests, streamOf } = comparing(['a', 'b'], { tools: [look] })
    const sent = chat.sendMessage('Why?')
    await tick(20)
    await streamOf('b').say('No.')
    await streamOf('b').finish()
    await streamOf('a').call()
    await vi.waitFor(() => expect(requests.length).toBeGreaterThan(2), 10_000)
    expect(requests.slice(2).map(({ model }) => model)).toEqual(['a'])
    chat.stop()
    await sent
  })

  it('asks all of them where prepareMessages begins their replies', async () => {
    const { chat, requests } = comparing(['a', 'b'], {
      prepareMessages: (messages: readonly ChatMessage[]) => [...messages, ChatMessage.fromAssistant('{')],
    })
    void chat.sendMessage('Why?')
    await tick(20)
    expect(requests.map(({ model }) => model)).toEqual(['a', 'b'])
    chat.stop()
  })

  it('goes on with the first where nobody remembers who was asked', async () => {
    const look = new Tool({ name: 'look', description: 'Looks', parameters: { type: 'object' } })
    const called = ChatMessage.fromAssistant(null, { toolCalls: [{ toolName: 'look', arguments: {}, id: 'c' }] })
    const [origin] = called.toolCalls
    const seen = origin ? [ChatMessage.fromTool('seen', origin)] : []
    const { chat, requests } = comparing(['a', 'b'], {
      tools: [look],
      initialMessages: [ChatMessage.fromUser('Why?'), called, ...seen],
    })
    void chat.retry()
    await tick(20)
    expect(requests.map(({ model }) => model)).toEqual(['a'])
    chat.stop()
    const before = createChat({
      transport: {
        async *stream() {
          yield chunkOf('unnamed', 'Half')
          throw new TogetherError({ code: 'network', message: 'Gone.' })
        },
      },
    })
    await before.sendMessage('Why?')
    chat.import(before.export())
    void chat.continueMessage()
    await tick(20)
    expect(requests.map(({ model }) => model)).toEqual(['a', 'a'])
    chat.stop()
  })

  it('keeps the order of the models, whoever speaks first, and a place for who is silent', async () => {
    const { chat, requests, streamOf } = comparing(['a', 'b', 'c'])
    const sent = chat.sendMessage('Why?')
    await tick(20)
    expect(repliesOf(chat)).toHaveLength(1)
    await streamOf('c').say('from c')
    expect(said(chat)).toEqual([null, null, 'from c'])
    await streamOf('a').say('from a')
    chat.stop()
    await sent
    expect(said(chat)).toEqual(['from a', null, 'from c'])
    void chat.retry(repliesOf(chat)[1]?.id)
    await tick(20)
    expect(requests.slice(3).map(({ model }) => model)).toEqual(['b'])
    chat.stop()
  })

  it('ends all requests where who reads leaves', async () => {
    const { comparison, requests, streamOf } = comparing()
    const { signal } = new AbortController()
    const asked = { messages: [], model: undefined, generationKwargs: {}, tools: [], toolsStrict: false }
    const stream = comparison.transport.stream({ ...asked, sendReasoning: false, signal, onRetry() {} })
    const reader = stream[Symbol.asyncIterator]()
    const first = reader.next()
    await tick(20)
    await streamOf('b').say('B')
    await first
    await reader.return?.()
    expect(requests.map((request) => request.signal.aborted)).toEqual([true, true])
  })

  it('asks one model alone where a call names it', async () => {
    const { chat, requests, streamOf } = comparing()
    const sent = chat.sendMessage('Why?', { model: 'z' })
    await tick(20)
    expect(requests.map(({ model, generationKwargs }) => [model, generationKwargs])).toEqual([['z', {}]])
    await streamOf('z').say('Alone')
    await streamOf('z').finish()
    await sent
    expect(said(chat)).toEqual(['Alone'])
  })

  it("takes the place of the conversation's own model", async () => {
    const { comparison, requests } = comparing()
    const chat = createChat({ model: 'x', ...comparison })
    void chat.sendMessage('Why?')
    await tick(20)
    expect(requests.map(({ model }) => model)).toEqual(['a', 'b'])
    chat.stop()
  })

  it('continues the reply which says just that, not one which says it, too', async () => {
    const { chat, requests, streamOf } = comparing()
    const sent = chat.sendMessage('Why?')
    await tick(20)
    await streamOf('a').say('The capital of France')
    await streamOf('b').say('The')
    chat.stop()
    await sent
    const second = repliesOf(chat)[1]?.id ?? ''
    chat.selectSibling(second)
    void chat.continueMessage(second)
    await tick(20)
    expect(requests.slice(2).map(({ model }) => model)).toEqual(['b'])
    chat.stop()
  })

  it('says "at least" where a model which broke off did not tell what it used', async () => {
    const { chat, streamOf } = comparing()
    const sent = chat.sendMessage('Why?')
    await tick(20)
    await streamOf('a').say('All')
    await streamOf('a').finish(7)
    await streamOf('b').say('Half')
    await streamOf('b').fail(new TogetherError({ code: 'network', message: 'Gone.' }))
    await sent
    expect(chat.view().usage).toMatchObject({ requests: 2, completion_tokens: 8, atLeast: true })
  })

  it('asks one model as always, and without any the transport alone', async () => {
    const { chat, requests, streamOf } = comparing(['a'])
    const sent = chat.sendMessage('Why?')
    await tick(20)
    await streamOf('a').say('Alone')
    await streamOf('a').finish(9)
    await sent
    expect(readMeta(repliesOf(chat)[0] as ThreadMessage).completionTokens).toBe(9)
    expect(requests[0]?.generationKwargs).toEqual({})
    const { transport } = stepped()
    expect(compareModels([], transport)).toEqual({ transport, generationKwargs: {} })
  })
})
