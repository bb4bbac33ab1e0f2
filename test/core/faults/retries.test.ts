import { describe, expect, it } from 'vitest'
import type { RetryEvent } from '../../../src/core/index.js'
import { streamed } from '../support/answers.js'
import { generatorOver } from '../support/generators.js'
import { chatWith, resultOf, watchRun } from './chat.js'
import { realNow, speedUpClock } from './clock.js'
import { type Script, startServer } from './server.js'

const hello: Script = (exchange) => {
  exchange.stream(streamed('Hello'))
  exchange.end()
}

function refuse(status: number, headers: Record<string, string> = {}, error: object = { message: 'no' }): Script {
  return (exchange) => exchange.answer(status, { error }, headers)
}

/** The wait before the second attempt, as told and as waited, both in ms. */
async function waitAfter(headers: Record<string, string>): Promise<{ told: number; waited: number }> {
  speedUpClock(100)
  const times: number[] = []
  const note =
    (next: Script): Script =>
    (exchange) => {
      times.push(Date.now())
      return next(exchange)
    }
  const server = await startServer(note(refuse(429, headers)), note(hello))
  const events: RetryEvent[] = []
  const init = {
    fetch: undefined,
    apiBaseUrl: server.url,
    maxRetries: 2,
    onRetry: (event: RetryEvent) => void events.push(event),
  }
  await generatorOver(() => new Response(), init).run('hi', { streamingCallback: () => {} })
  const [first = 0, second = 0] = times
  return { told: events[0]?.delayMs ?? 0, waited: second - first }
}

describe('retries', () => {
  it('N13 a retry-after of 2 seconds is waited for, and seen', async () => {
    const { told, waited } = await waitAfter({ 'retry-after': '2' })
    expect(told).toBeGreaterThanOrEqual(2000)
    expect(told).toBeLessThanOrEqual(2200)
    expect(waited).toBeGreaterThanOrEqual(2000)
    expect(waited).toBeLessThan(6000) // the clock steps by 200 ms, sockets take their own time
  })

  it('N13 the wait is a state of the conversation, with its end', async () => {
    const server = await startServer(refuse(429, { 'retry-after': '2' }))
    const chat = chatWith(server)
    const retryAt = new Promise<number | null>((resolve) => {
      chat.store.subscribe(({ run }) => run.phase === 'retry-wait' && resolve(run.retryAt))
    })
    const sent = chat.sendMessage('hi')
    const left = ((await retryAt) ?? 0) - Date.now()
    expect(left).toBeGreaterThan(1500)
    expect(left).toBeLessThanOrEqual(2200)
    expect(chat.view().status).toBe('submitted')
    chat.stop()
    await sent
  })

  it('N13 a retry-after above 60 seconds fails at once', async () => {
    const server = await startServer(refuse(429, { 'retry-after': '61' }), hello)
    const reply = await chatWith(server).sendMessage('hi')
    expect(reply).toMatchObject({ status: 'error', error: { code: 'rate-limit', retryAfterMs: 61_000, attempts: 1 } })
    expect(server.exchanges).toHaveLength(1)
  })

  it('N14 a retry-after which is a date is waited for', async () => {
    const { told } = await waitAfter({ 'retry-after': new Date(Date.now() + 10_000).toUTCString() })
    expect(told).toBeGreaterThan(5000)
    expect(told).toBeLessThanOrEqual(11_000)
  })

  it.each([
    ['past', new Date(0).toUTCString()],
    ['garbage', 'soon'],
    ['negative', '-5'],
    ['empty', ''],
  ])('N14 a retry-after which is %s means the normal wait', async (_, value) => {
    const { told } = await waitAfter({ 'retry-after': value })
    expect(told).toBeGreaterThanOrEqual(375)
    expect(told).toBeLessThanOrEqual(500)
  })

  it.each([
    [402, { message: 'no credit', type: 'credit_limit' }],
    [429, { message: 'quota', code: 'insufficient_quota' }],
    [429, { message: 'free tier', type: 'credit_limit' }],
  ])('N15 %i for want of money (%o) is not tried again', async (status, error) => {
    const server = await startServer(refuse(status, { 'retry-after-ms': '1' }, error), hello)
    const reply = await chatWith(server).sendMessage('hi')
    expect(reply).toMatchObject({ status: 'error', error: { code: 'credit', status, retryable: false } })
    expect(server.exchanges).toHaveLength(1)
  })

  it.each([408, 409, 429, 500, 502, 503, 504, 520, 524, 529])('N16 %i is tried three times', async (status) => {
    const server = await startServer(refuse(status, { 'retry-after-ms': '1' }))
    const reply = await chatWith(server).sendMessage('hi')
    expect(reply).toMatchObject({ status: 'error', error: { status, retryable: true, attempts: 3 } })
    expect(server.exchanges).toHaveLength(3)
  })

  it('N16 the third attempt may succeed', async () => {
    const failing = refuse(503, { 'retry-after-ms': '1' })
    const server = await startServer(failing, failing, hello)
    const chat = chatWith(server)
    const seen = watchRun(chat)
    expect(resultOf(await chat.sendMessage('hi'))).toEqual({ status: 'complete', code: null, text: 'Hello' })
    expect(seen.attempts).toEqual([0, 1, 2, 3, 0])
  })

  it('N16 x-should-retry wins', async () => {
    const not = await startServer(refuse(500, { 'x-should-retry': 'false' }), hello)
    expect(await chatWith(not).sendMessage('hi')).toMatchObject({ error: { status: 500, retryable: false } })
    expect(not.exchanges).toHaveLength(1)
    const anyway = await startServer(refuse(400, { 'x-should-retry': 'true', 'retry-after-ms': '1' }), hello)
    expect(resultOf(await chatWith(anyway).sendMessage('hi'))).toMatchObject({ status: 'complete', text: 'Hello' })
  })

  it.each([
    [400, 'bad-request'],
    [401, 'authentication'],
    [403, 'permission'],
    [404, 'not-found'],
    [413, 'too-large'],
    [422, 'bad-request'],
  ])('N17 %i is not tried again, and no key is in its error', async (status, code) => {
    const message = 'Incorrect API key provided: tgp_v1_abcdefghijklmnop'
    const server = await startServer(refuse(status, { 'retry-after-ms': '1' }, { message }), hello)
    const { error } = await chatWith(server).sendMessage('hi')
    expect(error).toMatchObject({ code, status, retryable: false })
    expect(error?.message).toContain('Incorrect API key provided: [redacted]')
    expect(`${JSON.stringify(error)} ${error?.stack}`).not.toContain('tgp_v1_')
    expect(server.exchanges).toHaveLength(1)
  })

  it('A02 a stop during the wait ends within 50 ms, and nothing is sent any more', { retry: 2 }, async () => {
    const server = await startServer(refuse(429, { 'retry-after': '20' }), hello)
    const chat = chatWith(server)
    const waiting = new Promise<void>((resolve) => {
      chat.store.subscribe(({ run }) => run.phase === 'retry-wait' && resolve())
    })
    const sent = chat.sendMessage('hi')
    await waiting
    speedUpClock(1000)
    const stoppedAt = realNow()
    chat.stop()
    expect(resultOf(await sent)).toEqual({ status: 'stopped', code: null, text: null })
    expect(realNow() - stoppedAt).toBeLessThan(50)
    await new Promise((resolve) => setTimeout(resolve, 60_000)) // of the fast clock
    expect(server.exchanges).toHaveLength(1)
  })

  it('A02 a run which is aborted during the wait rejects within 50 ms', { retry: 2 }, async () => {
    const server = await startServer(refuse(429, { 'retry-after': '20' }), hello)
    const controller = new AbortController()
    let abortedAt = 0
    const onRetry = () =>
      void setTimeout(() => {
        abortedAt = realNow()
        controller.abort()
      }, 5)
    const generator = generatorOver(() => new Response(), {
      fetch: undefined,
      apiBaseUrl: server.url,
      maxRetries: 2,
      onRetry,
    })
    await expect(generator.run('hi', { signal: controller.signal })).rejects.toMatchObject({
      code: 'aborted',
      attempts: 1,
    })
    expect(realNow() - abortedAt).toBeLessThan(50)
    expect(server.exchanges).toHaveLength(1)
  })
})
