import { getEventListeners } from 'node:events'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { retryAfterMs, sleep } from '../../src/core/http/retry.js'
import { withRetries } from '../../src/core/http/withRetries.js'
import { type ChatGeneratorInit, preload, type RetryEvent } from '../../src/core/index.js'
import { completion, jsonAnswer } from './support/answers.js'
import { generatorOver } from './support/generators.js'

const now = Date.UTC(2026, 0, 1)

beforeAll(preload) // a fake clock does not wait for a module

beforeEach(() => {
  vi.useFakeTimers({ now })
})

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

/** The waits of a run which is refused `count` times, with this luck. */
async function waitsOf(
  count: number,
  luck: number,
  headers: Record<string, string> = {},
  init: ChatGeneratorInit = {},
) {
  vi.spyOn(Math, 'random').mockReturnValue(luck)
  const events: RetryEvent[] = []
  const at: number[] = []
  const generator = generatorOver(
    () => {
      at.push(Date.now() - now)
      return at.length > count ? jsonAnswer(completion('a')) : new Response('no', { status: 500, headers })
    },
    { maxRetries: 9, onRetry: (event) => void events.push(event), ...init },
  )
  const run = generator.run('hi').catch((error) => error)
  await vi.runAllTimersAsync()
  return { delays: events.map(({ delayMs }) => delayMs), at, result: await run }
}

/** What is thrown in a microtask of its own, which would be an uncaught exception. */
function catchInMicrotasks(): unknown[] {
  const thrown: unknown[] = []
  const queue = queueMicrotask
  vi.stubGlobal('queueMicrotask', (task: () => void) => {
    queue(() => {
      try {
        task()
      } catch (error) {
        thrown.push(error)
      }
    })
  })
  return thrown
}

describe('the wait before another attempt', () => {
  it('doubles from half a second to 8 seconds, and is waited', async () => {
    const { delays, at } = await waitsOf(7, 0)
    expect(delays).toEqual([500, 1000, 2000, 4000, 8000, 8000, 8000])
    expect(at).toEqual([0, 500, 1500, 3500, 7500, 15_500, 23_500, 31_500])
  })

  it('is up to a quarter shorter by chance', async () => {
    expect((await waitsOf(6, 1)).delays).toEqual([375, 750, 1500, 3000, 6000, 6000])
    expect((await waitsOf(1, 0.5)).delays).toEqual([437.5])
  })

  it('is up to a tenth longer than the server asks, by chance', async () => {
    expect((await waitsOf(1, 0, { 'retry-after-ms': '1000' })).delays).toEqual([1000])
    expect((await waitsOf(1, 1, { 'retry-after-ms': '1000' })).delays).toEqual([1100])
  })

  it('may be asked for up to a minute', async () => {
    expect((await waitsOf(1, 0, { 'retry-after-ms': '60000' })).delays).toEqual([60_000])
    const { delays, result } = await waitsOf(1, 0, { 'retry-after-ms': '60001' })
    expect(delays).toEqual([])
    expect(result).toMatchObject({ code: 'server', retryAfterMs: 60_001, attempts: 1 })
  })

  it('comes as often as maxRetries says', async () => {
    const { delays, at, result } = await waitsOf(9, 0, {}, { maxRetries: 2 })
    expect(delays).toEqual([500, 1000])
    expect(at).toHaveLength(3)
    expect(result).toMatchObject({ status: 500, attempts: 3 })
  })

  it('is not shortened or ended by an onRetry which throws; its error is thrown on its own', async () => {
    const thrown = catchInMicrotasks()
    const onRetry = () => {
      throw new Error('broken view')
    }
    const { at, result } = await waitsOf(1, 0, {}, { onRetry })
    expect(at).toEqual([0, 500])
    expect(result).toMatchObject({ replies: [{ text: 'a' }] })
    expect(thrown).toMatchObject([{ message: 'broken view' }])
  })
})

describe('an attempt', () => {
  it('needs no onRetry', async () => {
    const thrown = catchInMicrotasks()
    const { at } = await waitsOf(1, 0, {}, { onRetry: undefined })
    expect([at, thrown]).toEqual([[0, 500], []])
  })

  it('which throws what is no TogetherError is the last, and its error stays what it is', async () => {
    const broken = new RangeError('ours')
    const attempt = vi.fn(() => Promise.reject(broken))
    const never = () => false
    const options = { maxRetries: 2, signal: undefined, wasShown: never, canRefresh: never }
    await expect(withRetries({ ...options, clean: (error) => error }, attempt)).rejects.toBe(broken)
    expect(attempt).toHaveBeenCalledTimes(1)
  })
})

describe('headers from a function', () => {
  it('are asked for again after a 401 only: another failure gets no attempt beyond maxRetries', async () => {
    const { at, result } = await waitsOf(9, 0, {}, { maxRetries: 0, apiKey: null, headers: () => ({}) })
    expect(at).toEqual([0])
    expect(result).toMatchObject({ status: 500, attempts: 1 })
  })
})

describe('what a server asks for', () => {
  it.each<[Record<string, string>, number | null]>([
    [{}, null],
    [{ 'retry-after-ms': '1.5' }, 1.5],
    [{ 'retry-after-ms': '0', 'retry-after': '2' }, 2000],
    [{ 'retry-after-ms': '-1', 'retry-after': '2' }, 2000],
    [{ 'retry-after-ms': ' ', 'retry-after': '2' }, 2000],
    [{ 'retry-after-ms': 'Infinity', 'retry-after': '2' }, 2000],
    [{ 'retry-after': new Date(now + 3000).toUTCString(), 'x-ratelimit-reset': '9' }, 3000],
    [{ 'retry-after': new Date(now).toUTCString(), 'x-ratelimit-reset': '9' }, 9000],
    [{ 'retry-after': new Date(now - 1000).toUTCString() }, null],
    [{ 'retry-after': 'soon', 'x-ratelimit-reset': '0.5' }, 500],
    [{ 'x-ratelimit-reset': 'soon' }, null],
  ])('with %o is %j ms', (headers, ms) => {
    expect(retryAfterMs(new Headers(headers), now)).toBe(ms)
    expect(retryAfterMs(new Headers(headers))).toBe(ms)
  })
})

describe('a wait', () => {
  it('leaves no listener behind when it is over', async () => {
    const { signal } = new AbortController()
    const waiting = sleep(1000, signal)
    expect(getEventListeners(signal, 'abort')).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(1000)
    await waiting
    expect(getEventListeners(signal, 'abort')).toHaveLength(0)
  })

  it('leaves no timer and no listener behind when it is aborted', async () => {
    const controller = new AbortController()
    const waiting = sleep(1000, controller.signal).catch((error) => error)
    controller.abort('changed my mind')
    expect(await waiting).toMatchObject({ code: 'aborted', cause: 'changed my mind' })
    expect(vi.getTimerCount()).toBe(0)
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0)
  })

  it('with an aborted signal rejects at once', async () => {
    const { signal } = new AbortController()
    const aborted = AbortSignal.abort()
    await expect(sleep(1000, aborted)).rejects.toMatchObject({ code: 'aborted' })
    expect(vi.getTimerCount()).toBe(0)
    expect(getEventListeners(aborted, 'abort')).toHaveLength(0)
    expect(getEventListeners(signal, 'abort')).toHaveLength(0)
  })

  it('needs no signal', async () => {
    const waiting = sleep(1000, undefined)
    await vi.advanceTimersByTimeAsync(1000)
    await expect(waiting).resolves.toBeUndefined()
  })
})
