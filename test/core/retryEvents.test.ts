import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { preload, type RetryEvent } from '../../src/core/index.js'
import { completion, jsonAnswer, streamAnswer, streamed } from './support/answers.js'
import { generatorOver } from './support/generators.js'

beforeAll(preload) // a fake clock does not wait for a module

beforeEach(() => {
  vi.useFakeTimers()
  vi.spyOn(Math, 'random').mockReturnValue(0)
})

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

function refusal(status: number, headers: Record<string, string> = {}): Response {
  return jsonAnswer({ error: { message: `refused with ${status}` } }, { status, headers })
}

/** Runs against these answers in order; gives what `onRetry` was told. */
async function eventsOf(...answers: Response[]) {
  const events: RetryEvent[] = []
  const generator = generatorOver(() => answers.shift() ?? jsonAnswer(completion('a')), {
    maxRetries: 5,
    onRetry: (event) => void events.push(event),
  })
  const run = generator.run('hi').catch((error) => error)
  await vi.runAllTimersAsync()
  return { events, result: await run }
}

describe('onRetry', () => {
  it('is told the attempt which failed, its error, and the wait', async () => {
    const { events, result } = await eventsOf(refusal(500), refusal(503))
    expect(events).toMatchObject([
      { attempt: 1, delayMs: 500, error: { status: 500, attempts: 1 } },
      { attempt: 2, delayMs: 1000, error: { code: 'overloaded', attempts: 2 } },
    ])
    expect(result).toMatchObject({ replies: [{ text: 'a' }] })
  })

  it('is not told the last failure', async () => {
    const { events, result } = await eventsOf(...Array.from({ length: 6 }, () => refusal(500)))
    expect(events.map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4, 5])
    expect(result).toMatchObject({ code: 'server', attempts: 6 })
  })
})

describe('the wait', () => {
  it.each([
    ['x-ratelimit-reset in seconds', { 'x-ratelimit-reset': '3' }, 3000],
    ['retry-after before x-ratelimit-reset', { 'retry-after': '2', 'x-ratelimit-reset': '9' }, 2000],
    ['retry-after-ms before both', { 'retry-after-ms': '1500', 'retry-after': '2', 'x-ratelimit-reset': '9' }, 1500],
    ['fractions of seconds', { 'retry-after': '0.25' }, 250],
    ['no x-ratelimit-reset of zero', { 'x-ratelimit-reset': '0' }, 500],
  ])('knows %s', async (_, headers: Record<string, string>, delayMs) => {
    const { events } = await eventsOf(refusal(429, headers))
    expect(events).toMatchObject([{ delayMs, error: { retryAfterMs: delayMs === 500 ? null : delayMs } }])
  })

  it('of more than a minute in x-ratelimit-reset fails at once', async () => {
    const { events, result } = await eventsOf(refusal(429, { 'x-ratelimit-reset': '61' }))
    expect(events).toEqual([])
    expect(result).toMatchObject({ code: 'rate-limit', retryAfterMs: 61_000, attempts: 1 })
  })
})

describe('a model which answers as a stream only', () => {
  const streamingRequired = () =>
    jsonAnswer({ error: { message: 'stream it', code: 'streaming_required', param: 'stream' } }, { status: 400 })

  it('is asked again once, as a stream', async () => {
    const sent: boolean[] = []
    const generator = generatorOver(() => new Response(), {
      fetch: async (_, { body }) => {
        const { stream } = JSON.parse(String(body))
        sent.push(stream)
        return stream ? streamAnswer(streamed('Hello')) : streamingRequired()
      },
    })
    expect(await generator.run('hi')).toMatchObject({ replies: [{ text: 'Hello' }] })
    expect(sent).toEqual([false, true])
  })

  it('which refuses the stream too is an error', async () => {
    let requests = 0
    const generator = generatorOver(() => {
      requests++
      return streamingRequired()
    })
    await expect(generator.run('hi')).rejects.toMatchObject({ code: 'streaming-required', status: 400 })
    expect(requests).toBe(2)
  })
})
