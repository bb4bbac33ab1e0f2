import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { done, streamAnswer, textEvent } from '../support/answers.js'
import { generatorOver } from '../support/generators.js'
import { chatWith, resultOf } from './chat.js'
import { speedUpClock } from './clock.js'
import { type Exchange, type Script, startServer } from './server.js'

// What is loaded with the first request is there before a clock runs.
beforeAll(async () => {
  const server = await startServer((exchange) => {
    exchange.stream(tokens + done)
    exchange.end()
  })
  await chatWith(server).sendMessage('hi')
})

afterEach(() => {
  vi.useRealTimers()
})

const tokens = [1, 2, 3, 4, 5].map((number) => textEvent(`${number} `)).join('')
const minute = 60_000

/** Sends one message and gives the reply, and how long it took by the library's clock. */
async function send(script: Script) {
  speedUpClock(500)
  const server = await startServer(script)
  const chat = chatWith(server, { maxRetries: 0 })
  const startedAt = Date.now()
  const reply = await chat.sendMessage('hi')
  return { reply, tookMs: Date.now() - startedAt, server }
}

/** Sends `text` every so many ms of the library's clock until the connection closes. */
function repeat(exchange: Exchange, text: string, everyMs: number): void {
  const timer = setInterval(() => (exchange.isClosed() ? clearInterval(timer) : exchange.stream(text)), everyMs / 500)
}

function expectAbout(tookMs: number, wantedMs: number): void {
  expect(tookMs).toBeGreaterThanOrEqual(wantedMs)
  expect(tookMs).toBeLessThan(wantedMs * 1.3)
}

describe('timers', () => {
  it('N19 no headers for 60 seconds is a timeout of phase headers', async () => {
    const { reply, tookMs, server } = await send(() => {})
    expect(reply).toMatchObject({ status: 'error', error: { code: 'timeout', phase: 'headers', retryable: true } })
    expectAbout(tookMs, minute)
    await server.exchanges[0]?.closed
  })

  it('N20 no token for 60 seconds after the headers is a timeout of phase first-token', async () => {
    const { reply, tookMs, server } = await send((exchange) => exchange.stream())
    expect(reply).toMatchObject({ status: 'error', error: { code: 'timeout', phase: 'first-token' } })
    expectAbout(tookMs, minute)
    await server.exchanges[0]?.closed
  })

  it('N20 the first token has its own 60 seconds after slow headers', async () => {
    const { reply, tookMs } = await send(async (exchange) => {
      await new Promise((resolve) => setTimeout(resolve, 45_000))
      exchange.stream()
    })
    expect(reply).toMatchObject({ error: { code: 'timeout', phase: 'first-token' } })
    expectAbout(tookMs, 105_000)
  })

  it('N21 silence for 60 seconds between tokens is a timeout of phase idle, the text is kept', async () => {
    const { reply, tookMs, server } = await send((exchange) => exchange.stream(tokens))
    expect(resultOf(reply)).toEqual({ status: 'interrupted', code: 'timeout', text: '1 2 3 4 5 ' })
    expect(reply.error?.phase).toBe('idle')
    expectAbout(tookMs, minute)
    expect(server.exchanges).toHaveLength(1)
  })

  it('N22 keep-alive comments before the first token do not count', async () => {
    const { reply, tookMs } = await send((exchange) => {
      exchange.stream()
      repeat(exchange, ': ping\n\n', 5000)
    })
    expect(reply).toMatchObject({ status: 'error', error: { code: 'timeout', phase: 'first-token' } })
    expectAbout(tookMs, minute)
  })

  it('N22 keep-alive comments between tokens do not count', async () => {
    const { reply, tookMs } = await send((exchange) => {
      exchange.stream(tokens)
      repeat(exchange, ': ping\n\n', 5000)
    })
    expect(reply).toMatchObject({ status: 'interrupted', error: { code: 'timeout', phase: 'idle' } })
    expectAbout(tookMs, minute)
  })

  it('N22 a turn with a token every 20 seconds ends after 10 minutes', async () => {
    const { reply, tookMs } = await send((exchange) => {
      exchange.stream(textEvent('on '))
      repeat(exchange, textEvent('and on '), 20_000)
    })
    expect(reply).toMatchObject({ status: 'interrupted', error: { code: 'timeout', phase: 'total', retryable: false } })
    expect(reply.message.text).toMatch(/^on (and on ){20,}$/)
    expectAbout(tookMs, 10 * minute)
  })

  it('N23 after an hour of sleep what was buffered is read before the deadline counts', async () => {
    const { run, body } = sleeper()
    await vi.advanceTimersByTimeAsync(1000)
    vi.setSystemTime(Date.now() + 60 * minute)
    await vi.advanceTimersByTimeAsync(29_000) // the timer wakes up, late
    body.enqueue(bytes(`${textEvent('and awake', 'stop')}${done}`))
    await vi.advanceTimersByTimeAsync(1000)
    expect(await run).toMatchObject({ replies: [{ text: 'asleep and awake' }] })
  })

  it('N23 after an hour of sleep a dead stream ends within a second', async () => {
    const { run } = sleeper()
    await vi.advanceTimersByTimeAsync(1000)
    vi.setSystemTime(Date.now() + 60 * minute)
    await vi.advanceTimersByTimeAsync(29_000)
    await vi.advanceTimersByTimeAsync(1000)
    expect(await run).toMatchObject({ code: 'timeout', partial: { replies: [{ text: 'asleep ' }] } })
  })
})

/** A stream which sent one token when the machine goes to sleep; the total time is longer than the sleep. */
function sleeper() {
  vi.useFakeTimers()
  let body!: ReadableStreamDefaultController<Uint8Array>
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      body = controller
    },
  })
  body.enqueue(bytes(textEvent('asleep ')))
  const generator = generatorOver(() => streamAnswer(stream), { totalTimeoutMs: 120 * minute })
  const run = generator.run('hi', { streamingCallback: () => {} }).catch((error) => error)
  return { run, body }
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
