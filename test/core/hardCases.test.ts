import { describe, expect, it } from 'vitest'
import { extendError } from '../../src/core/http/TogetherError.js'
import { isTogetherError, type StreamingChunk, TogetherAIChatGenerator, TogetherError } from '../../src/core/index.js'
import { createThinkSplitter } from '../../src/core/stream/splitThink.js'
import { done, event, streamAnswer } from './support/answers.js'
import { generatorOver, rejection } from './support/generators.js'

const text = (content: string, finish_reason: string | null = null) =>
  event({ model: 'm', choices: [{ index: 0, delta: { content }, finish_reason }] })
const never = () => new Promise<never>(() => {})
const collect = { streamingCallback: () => {} }

/** A body which sends this and then does what `end` does with it. */
function bodyOf(start: string, end: (controller: ReadableStreamDefaultController<Uint8Array>) => void): Response {
  let isFirst = true
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (isFirst) controller.enqueue(new TextEncoder().encode(start))
      else end(controller)
      isFirst = false
    },
  })
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
}

describe('a reply whose finish reason came', () => {
  it('is whole, though the connection breaks after it', async () => {
    const answer = () => bodyOf(text('Hi', 'stop'), (controller) => controller.error(new TypeError('reset')))
    const { replies } = await generatorOver(answer).run('x', collect)
    expect(replies[0]?.text).toBe('Hi')
  })

  it('is whole, though the server keeps the connection open', async () => {
    const answer = () => bodyOf(text('Hi', 'stop'), () => never())
    const { replies } = await generatorOver(answer, { timeoutMs: 60 }).run('x', collect)
    expect(replies[0]?.text).toBe('Hi')
  })

  it('is whole, though the event after it is cut', async () => {
    const answer = () => streamAnswer(`${text('Hi', 'stop')}data: {"choices":[],"usa`)
    const { replies } = await generatorOver(answer).run('x', collect)
    expect(replies[0]?.text).toBe('Hi')
  })
})

describe('a stream which says nothing', () => {
  it('is an error, with [DONE] too', async () => {
    expect((await rejection(generatorOver(() => streamAnswer(done)).run('x', collect))).code).toBe('truncated')
  })
})

describe('an abort', () => {
  it('ends a run whose callback never settles, and leaves no listener', async () => {
    const controller = new AbortController()
    const run = generatorOver(() => streamAnswer(`${text('Hi')}${done}`)).run('x', {
      streamingCallback: never,
      signal: controller.signal,
    })
    setTimeout(() => controller.abort(), 10)
    expect((await rejection(run)).code).toBe('aborted')
  })

  it('ends a run whose headers never come', async () => {
    const controller = new AbortController()
    const run = generatorOver(() => streamAnswer(done), { headers: never }).run('x', { signal: controller.signal })
    setTimeout(() => controller.abort(), 10)
    expect((await rejection(run)).code).toBe('aborted')
  })

  it('is a timeout of the headers phase where nobody aborts', async () => {
    const run = generatorOver(() => streamAnswer(done), { headers: never, timeoutMs: 20 }).run('x')
    expect(await rejection(run)).toMatchObject({ code: 'timeout', phase: 'headers' })
  })
})

describe('headers', () => {
  it('are one each, whatever case they are written in', async () => {
    let sent: Headers = new Headers()
    const generator = new TogetherAIChatGenerator({
      apiKey: 'own-key',
      headers: { Authorization: 'Bearer mine', 'Content-Type': 'application/json; charset=utf-8' },
      fetch: async (_, init) => {
        sent = new Headers(init.headers)
        return streamAnswer(`${text('Hi', 'stop')}${done}`)
      },
    })
    await generator.run('x', collect)
    expect([sent.get('authorization'), sent.get('content-type')]).toEqual([
      'Bearer mine',
      'application/json; charset=utf-8',
    ])
  })
})

describe('an error', () => {
  it('does not keep an old message in its stack', () => {
    const error = new TogetherError({ code: 'unknown', message: 'with secret-7' })
    const cleaned = extendError(error, { message: 'without' })
    expect(cleaned.stack).not.toContain('secret-7')
    expect(cleaned.stack).toMatch(/^TogetherError: without\n +at /)
  })

  it('of a fetch which gives no response is a TogetherError', async () => {
    const run = new TogetherAIChatGenerator({ apiKey: null, maxRetries: 0, fetch: async () => undefined as never }).run(
      'x',
    )
    expect(isTogetherError(await run.catch((error: unknown) => error))).toBe(true)
  })

  it('of 300,000 warnings is none', async () => {
    const warnings = Array.from({ length: 300_000 }, () => ({ message: 'w' }))
    const answer = () =>
      streamAnswer(
        `${event({ choices: [{ index: 0, delta: { content: 'a' }, finish_reason: 'stop' }], warnings })}${done}`,
      )
    const { replies } = await generatorOver(answer).run('x', collect)
    expect(replies[0]?.meta.warnings).toHaveLength(300_000)
  })
})

describe('the iterator of a run', () => {
  it('answers calls which are made at once, and throws its error once', async () => {
    const run = generatorOver(() => streamAnswer(text('a') + text('b'))).stream('x')
    const iterator = run[Symbol.asyncIterator]()
    const results = await Promise.all([iterator.next(), iterator.next()])
    expect(results.map(({ value }) => (value as StreamingChunk).content)).toEqual(['a', 'b'])
    await expect(iterator.next()).rejects.toMatchObject({ code: 'truncated' })
    expect(await iterator.next()).toEqual({ done: true, value: undefined })
  })

  it('refuses to begin after chunks were missed', async () => {
    const run = generatorOver(() => streamAnswer(`${text('a', 'stop')}${done}`)).stream('x')
    await run.result
    expect(() => run[Symbol.asyncIterator]()).toThrowError(/from its beginning/)
  })
})

describe('reasoning in the content', () => {
  it('costs the same for each delta, however long it is', () => {
    const timeOf = (count: number) => {
      const splitter = createThinkSplitter()
      splitter.push('<think>')
      const started = performance.now()
      for (let place = 0; place < count; place++) splitter.push('x')
      return performance.now() - started
    }
    timeOf(20_000)
    expect(timeOf(400_000)).toBeLessThan(2000)
  })
})
