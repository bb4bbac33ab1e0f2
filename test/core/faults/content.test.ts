import { afterEach, describe, expect, it, vi } from 'vitest'
import {
  completion,
  deltaEvent,
  done,
  event,
  jsonAnswer,
  streamAnswer,
  streamed,
  textEvent,
} from '../support/answers.js'
import { generatorOver, rejection } from '../support/generators.js'
import { chatWith, resultOf } from './chat.js'
import { startServer } from './server.js'

afterEach(() => {
  vi.restoreAllMocks()
})

const tokens = [1, 2, 3, 4, 5].map((number) => textEvent(`${number} `)).join('')

/** Sends a message which is answered by an event stream of this text. */
async function send(text: string) {
  const server = await startServer((exchange) => {
    exchange.stream(text)
    exchange.end()
  })
  return { reply: await chatWith(server).sendMessage('hi'), server }
}

async function read(text: string) {
  const { replies } = await generatorOver(() => streamAnswer(text)).run('hi', { streamingCallback: () => {} })
  return replies
}

describe('what a stream holds', () => {
  it.each([
    ['data', '', 'server_error', 'engine_dead', 'server', true],
    ['event: error', 'event: error\n', 'overloaded_error', '503', 'overloaded', true],
    ['data of a bad request', '', 'invalid_request_error', 'bad', 'bad-request', false],
  ])(
    'N10 an error in the stream (%s) ends the turn with its own words',
    async (_, head, type, code, ours, retryable) => {
      const body = { message: 'the engine died', type, code, param: null }
      const { reply, server } = await send(`${tokens}${head}${event({ error: body })}${textEvent('late')}${done}`)
      expect(resultOf(reply)).toEqual({ status: 'error', code: ours, text: '1 2 3 4 5 ' })
      expect(reply.error).toMatchObject({ message: 'the engine died', body, retryable })
      expect(server.exchanges).toHaveLength(1)
    },
  )

  it('N11 an event which is not JSON ends the turn, and its text goes nowhere', async () => {
    const printed = (['log', 'info', 'warn', 'error', 'debug'] as const).map((name) => vi.spyOn(console, name))
    const { reply } = await send(`${tokens}data: {secret prompt\n\n${textEvent('late', 'stop')}${done}`)
    expect(resultOf(reply)).toEqual({ status: 'error', code: 'protocol', text: '1 2 3 4 5 ' })
    expect(`${JSON.stringify(reply.error)} ${reply.error?.cause} ${reply.error?.stack}`).not.toContain('secret')
    for (const spy of printed) expect(spy).not.toHaveBeenCalled()
  })

  it.each([
    ['text/html', '<html><body>Hello from the proxy</body></html>'],
    ['text/plain', 'Bad gateway, says the proxy'],
    ['application/json', '"a text"'],
    ['application/json', '{"status":"fine"}'],
  ])('N12 a 200 with %s and no reply in it is a protocol error', async (type, text) => {
    const server = await startServer((exchange) => exchange.answer(200, text, { 'content-type': type }))
    const reply = await chatWith(server).sendMessage('hi')
    expect(resultOf(reply)).toEqual({ status: 'error', code: 'protocol', text: null })
    expect(reply.error?.status).toBe(200)
  })

  it('N12 a 200 with an error in JSON has its words', async () => {
    const server = await startServer((exchange) => exchange.answer(200, { error: { message: 'not today' } }))
    const { status, error } = await chatWith(server).sendMessage('hi')
    expect({ status, message: error?.message }).toEqual({ status: 'error', message: 'not today' })
  })

  it('N12 a JSON reply to a streamed request is the reply', async () => {
    const server = await startServer((exchange) => exchange.answer(200, completion('Hello')))
    const generator = generatorOver(() => new Response(), { fetch: undefined, apiBaseUrl: server.url })
    const { replies } = await generator.run('hi', { streamingCallback: () => {} })
    expect(replies.map(({ text }) => text)).toEqual(['Hello'])
    expect(server.exchanges[0]?.body.stream).toBe(true)
    expect(resultOf(await chatWith(server).sendMessage('hi'))).toEqual({
      status: 'complete',
      code: null,
      text: 'Hello',
    })
  })

  it('N27 an empty finish reason is none', async () => {
    const error = await rejection(read(`${textEvent('Hello', '')}`))
    expect(error).toMatchObject({ code: 'truncated', partial: { replies: [{ text: 'Hello' }] } })
  })

  it('N27 eos is a stop', async () => {
    const generator = generatorOver(() => streamAnswer(`${textEvent('Hello')}${textEvent('', 'eos')}`))
    const finishReasons: unknown[] = []
    const { replies } = await generator.run('hi', {
      streamingCallback: (chunk) => finishReasons.push(chunk.finishReason),
    })
    expect(finishReasons).toEqual([null, 'stop'])
    expect(replies[0]?.meta.finish_reason).toBe('eos')
  })

  it('N27 empty choices, usage alone, a null delta and missing indexes are read', async () => {
    const usage = { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 }
    const [reply, ...others] = await read(
      [
        event({ model: 'm', choices: [] }),
        event({ model: 'm', choices: null }),
        event({ model: 'm', choices: [{ delta: null, finish_reason: null }] }),
        event({ model: 'm', choices: [{ delta: { content: 'Hel' } }] }),
        event({ model: 'm', choices: [{ delta: { content: null } }] }),
        event({ model: 'm', choices: [{ delta: { content: 'lo', tool_calls: null } }] }),
        event({
          model: 'm',
          choices: [{ delta: { tool_calls: [{ id: 'c', function: { name: 'f', arguments: '{}' } }] } }],
        }),
        event({ model: 'm', choices: [{ delta: {}, finish_reason: 'stop' }] }),
        event({ model: 'm', choices: [], usage }),
        done,
      ].join(''),
    )
    expect(others).toEqual([])
    expect(reply).toMatchObject({ text: 'Hello', toolCalls: [{ id: 'c', toolName: 'f' }] })
    expect(reply?.meta).toMatchObject({ index: 0, finish_reason: 'stop', usage })
  })

  it('N28 interleaved and re-ordered choices are kept apart', async () => {
    const piece = (index: number, content: string, finish_reason: string | null = null) =>
      deltaEvent({ content }, { index, finish_reason })
    const both = event({
      model: 'm',
      choices: [
        { index: 1, delta: { content: 'B2' }, finish_reason: null },
        { index: 0, delta: { content: 'A2' }, finish_reason: null },
      ],
    })
    const text = [piece(1, 'B1'), piece(0, 'A1'), both, piece(1, 'B3', 'stop'), piece(0, 'A3', 'length'), done].join('')
    const replies = await read(text)
    expect(replies.map((reply) => [reply.meta.index, reply.text, reply.meta.finish_reason])).toEqual([
      [0, 'A1A2A3', 'length'],
      [1, 'B1B2B3', 'stop'],
    ])
  })

  it('N28 128 choices are read, 129 are a limit error', async () => {
    const choices = (count: number) =>
      Array.from({ length: count }, (_, index) => deltaEvent({ content: `${index}` }, { index, finish_reason: 'stop' }))
    expect(await read(choices(128).join(''))).toHaveLength(128)
    expect(await rejection(read(choices(129).join('')))).toMatchObject({ code: 'limit' })
    const listed = Array.from({ length: 129 }, (_, index) => ({
      index,
      message: { content: '' },
      finish_reason: 'stop',
    }))
    const whole = generatorOver(() => jsonAnswer({ model: 'm', choices: listed })).run('hi')
    expect(await rejection(whole)).toMatchObject({ code: 'limit' })
  })

  it('N28 more than 128 tool calls are a limit error', async () => {
    const calls = Array.from({ length: 129 }, (_, index) =>
      deltaEvent({ tool_calls: [{ index, id: `c${index}`, function: { name: 'f', arguments: '{}' } }] }),
    )
    expect(await rejection(read(`${calls.join('')}${streamed('')}`))).toMatchObject({ code: 'limit' })
  })
})
