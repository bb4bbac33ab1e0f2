import { describe, expect, it } from 'vitest'
import { ChatMessage, TogetherError } from '../../src/core/index.js'
import { costOf, type RequestRecord, readMeta, remediesOf, sumUsage, trimToContext } from '../../src/store/index.js'
import { chatOver, steppedChat } from './chat.js'

const record = (more: Partial<RequestRecord> = {}): RequestRecord => ({
  id: 'r',
  turnId: 't',
  model: 'm',
  usage: { prompt_tokens: 100, completion_tokens: 50, total_tokens: 150 },
  chunks: 50,
  attempts: 1,
  isOpen: false,
  ...more,
})

describe('the ledger', () => {
  it('sums requests, cached and reasoning tokens in both of their places', () => {
    const sum = sumUsage([
      record({ usage: { prompt_tokens: 10, completion_tokens: 5, cached_tokens: 4 } }),
      record({
        usage: {
          prompt_tokens: 20,
          completion_tokens: 7,
          total_tokens: 30,
          prompt_tokens_details: { cached_tokens: 8 },
          completion_tokens_details: { reasoning_tokens: 3 },
        },
      }),
    ])
    expect(sum).toEqual({
      requests: 2,
      prompt_tokens: 30,
      completion_tokens: 12,
      total_tokens: 45,
      cached_tokens: 12,
      reasoning_tokens: 3,
      atLeast: false,
      cost: null,
    })
  })

  it('finds counts flat or nested, as the line of a reply does', () => {
    const flat = { cached_tokens: 4, reasoning_tokens: 3 }
    const nested = {
      cached_tokens: 0,
      prompt_tokens_details: { cached_tokens: 4 },
      completion_tokens_details: { reasoning_tokens: 3 },
    }
    for (const details of [flat, nested]) {
      const usage = { prompt_tokens: 10, completion_tokens: 5, ...details }
      expect(sumUsage([record({ usage })])).toMatchObject({ cached_tokens: 4, reasoning_tokens: 3 })
      const { cachedTokens, reasoningTokens } = readMeta({
        message: ChatMessage.fromAssistant('hi', { meta: { usage } }),
        timing: null,
      })
      expect([cachedTokens, reasoningTokens]).toEqual([4, 3])
    }
  })

  it('counts what is known of stopped and retried requests as at least', () => {
    expect(sumUsage([record({ usage: null, chunks: 9 })])).toMatchObject({ completion_tokens: 9, atLeast: true })
    expect(sumUsage([record({ attempts: 3 })])).toMatchObject({ requests: 3, completion_tokens: 50, atLeast: true })
    expect(sumUsage([])).toMatchObject({ requests: 0, atLeast: false, cost: null })
  })

  it('estimates the cost where every model has a price', () => {
    const prices = { m: { input: 2, output: 4, cached_input: 1 } }
    const cached = record({ usage: { prompt_tokens: 100, completion_tokens: 50, cached_tokens: 40 } })
    expect(costOf(cached, prices)).toBeCloseTo((60 * 2 + 40 * 1 + 50 * 4) / 1e6, 12)
    expect(sumUsage([cached, record({ model: 'other' })], prices).cost).toBeNull()
    expect(costOf(record({ model: 'constructor' }), {})).toBeNull()
  })

  it('counts n replies of one request once, and what was stopped too', async () => {
    const { chat, streamAt } = steppedChat({ generationKwargs: { n: 2 } })
    const done = chat.sendMessage('two')
    const stream = await streamAt(0)
    await stream.event({ choices: [{ index: 0, delta: { content: 'a' } }] })
    await stream.event({ choices: [{ index: 1, delta: { content: 'b' } }] })
    await stream.event({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] })
    await stream.event({
      choices: [{ index: 1, delta: {}, finish_reason: 'stop' }],
      usage: { prompt_tokens: 3, completion_tokens: 4, total_tokens: 7 },
    })
    await stream.event('[DONE]')
    await done
    expect(chat.view().usage).toMatchObject({ requests: 1, total_tokens: 7, atLeast: false })
    void chat.sendMessage('more')
    const second = await streamAt(1)
    await second.text('x')
    await second.text('y')
    chat.stop()
    expect(chat.view().usage).toMatchObject({ requests: 2, completion_tokens: 6, atLeast: true })
    expect(chat.usageOf(chat.view().turns[0]?.id)).toMatchObject({ requests: 1, total_tokens: 7 })
  })
})

describe('trimToContext', () => {
  const turn = (name: string, size: number) => [
    ChatMessage.fromUser(`${name} ${'q'.repeat(size)}`),
    ChatMessage.fromAssistant(`${name} ${'a'.repeat(size)}`),
  ]
  const info = { model: undefined, tools: [], step: 1, last: null }
  const texts = (messages: readonly ChatMessage[]) => messages.map(({ text }) => text?.split(' ')[0])

  it('keeps the system prompt and the newest turns, the last one whatever its size', async () => {
    const messages = [
      ChatMessage.fromSystem('Be brief.'),
      ...turn('one', 500),
      ...turn('two', 500),
      ...turn('three', 500),
    ]
    const trim = trimToContext({ contextLength: 800, reserve: 100 })
    expect(texts(await trim(messages, info))).toEqual(['Be', 'two', 'two', 'three', 'three'])
    expect(texts(await trimToContext({ contextLength: 1, reserve: 0 })(messages, info))).toEqual([
      'Be',
      'three',
      'three',
    ])
    expect(await trimToContext({ contextLength: 100_000 })(messages, info)).toEqual(messages)
  })

  it('takes a turn with its tools as a whole', async () => {
    const call = { toolName: 'f', arguments: {}, id: 'c' }
    const tools = [
      ChatMessage.fromUser('old question'),
      ChatMessage.fromAssistant(null, { toolCalls: [call] }),
      ChatMessage.fromTool('x'.repeat(2000), call),
      ChatMessage.fromAssistant('old answer'),
    ]
    const trimmed = await trimToContext({ contextLength: 300, reserve: 0 })([...tools, ...turn('new', 50)], info)
    expect(texts(trimmed)).toEqual(['new', 'new'])
  })

  it('counts by the last usage', async () => {
    const messages = [...turn('one', 500), ...turn('two', 500)]
    const dense = { ...info, last: { messages, usage: { prompt_tokens: 2000 } } }
    expect(texts(await trimToContext({ contextLength: 1000, reserve: 0 })(messages, dense))).toEqual(['two', 'two'])
    const sparse = { ...info, last: { messages, usage: { prompt_tokens: 100 } } }
    expect(await trimToContext({ contextLength: 150, reserve: 0 })(messages, sparse)).toEqual(messages)
  })

  it('counts the messages once where several models were asked at once', async () => {
    const messages = [...turn('one', 500), ...turn('two', 500)]
    const part = (prompt_tokens: number) => ({ model: 'm', usage: { prompt_tokens }, chunks: 1 })
    const usage = { prompt_tokens: 1750, by_model: [part(550), part(600), part(600)] }
    const compared = { ...info, last: { messages, usage } }
    expect(await trimToContext({ contextLength: 650, reserve: 0 })(messages, compared)).toEqual(messages)
    expect(texts(await trimToContext({ contextLength: 550, reserve: 0 })(messages, compared))).toEqual(['two', 'two'])
  })

  it('is asked before each request, with what the last one was', async () => {
    const seen: unknown[] = []
    const { chat, bodies, streamAt } = steppedChat({
      prepareMessages: async (messages, { step, last }) => {
        seen.push([messages.length, step, last?.usage.prompt_tokens ?? null])
        return messages.slice(-1)
      },
    })
    const first = chat.sendMessage('one')
    await (await streamAt(0)).finish()
    await first
    const second = chat.sendMessage('two')
    await (await streamAt(1)).finish()
    await second
    expect(seen[0]).toEqual([1, 1, null])
    expect(seen[1]).toMatchObject([2, 1, 10])
    expect(bodies[1]?.messages).toEqual([{ role: 'user', content: 'two' }])
  })

  it('whose failure is the error of the reply', async () => {
    const { chat, bodies } = chatOver(async () => new Response(), {
      prepareMessages: () => {
        throw new Error('no room')
      },
    })
    expect(await chat.sendMessage('one')).toMatchObject({ status: 'error', error: { message: /no room/ } })
    expect(bodies).toEqual([])
  })
})

describe('sendReasoning', () => {
  it('sends what the model thought back, where it is asked for', async () => {
    const initialMessages = [ChatMessage.fromUser('q'), ChatMessage.fromAssistant('a', { reasoning: 'because' })]
    for (const sendReasoning of [true, false]) {
      const { chat, bodies, streamAt } = steppedChat({ initialMessages, sendReasoning })
      const done = chat.sendMessage('next')
      await (await streamAt(0)).finish()
      await done
      const expected = { role: 'assistant', content: 'a', ...(sendReasoning && { reasoning: 'because' }) }
      expect(bodies[0]?.messages[1]).toEqual(expected)
    }
  })
})

describe('what can be done about an error', () => {
  const error = (code: TogetherError['code'], more: Partial<TogetherError> = {}) =>
    new TogetherError({ code, message: 'x', ...(more as object) })

  it('fits the error', () => {
    expect(remediesOf(error('context-length'), 0, false).actions).toEqual(['edit', 'switch-model'])
    expect(remediesOf(error('rate-limit', { retryable: true, retryAfterMs: 2000 }), 1000, false)).toEqual({
      actions: ['retry'],
      waitUntil: 3000,
    })
    expect(remediesOf(error('truncated'), 0, true).actions).toEqual(['continue', 'retry'])
    expect(remediesOf(error('truncated'), 0, false).actions).toEqual(['retry'])
    expect(remediesOf(error('network', { retryable: true }), 0, true).actions).toEqual(['continue', 'retry'])
    expect(remediesOf(error('credit'), 0, false).actions).toEqual([])
  })
})
