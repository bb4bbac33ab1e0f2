import { afterEach, describe, expect, it } from 'vitest'
import type { ChatRun } from '../../src/core/index.js'
import { done, streamAnswer, streamed, textEvent } from './support/answers.js'
import { generatorOver, rejection } from './support/generators.js'

const unhandled: unknown[] = []
const note = (reason: unknown) => void unhandled.push(reason)
process.on('unhandledRejection', note)

afterEach(() => {
  unhandled.length = 0
})

async function textsOf(run: ChatRun): Promise<string[]> {
  const texts: string[] = []
  for await (const { content } of run) texts.push(content)
  return texts
}

/** A generator whose body is never finished by the server, and what became of the connection. */
function openEnded(text: string) {
  const seen: { cancelled: boolean; signal: AbortSignal | null } = { cancelled: false, signal: null }
  const generator = generatorOver(() => new Response(), {
    fetch: async (_, { signal }) => {
      seen.signal = signal ?? null
      return streamAnswer(
        new ReadableStream({
          start: (controller) => controller.enqueue(new TextEncoder().encode(text)),
          cancel() {
            seen.cancelled = true
          },
        }),
      )
    },
  })
  return { generator, seen }
}

describe('stream()', () => {
  it('gives its chunks, then its result', async () => {
    const run = generatorOver(() => streamAnswer(streamed('Hello'))).stream('hi')
    expect(await textsOf(run)).toEqual(['Hello', ''])
    expect(await run.result).toMatchObject({ replies: [{ text: 'Hello' }] })
  })

  it('gives its result to those who want no chunks', async () => {
    const run = generatorOver(() => streamAnswer(streamed('Hello'))).stream('hi')
    expect(await run.result).toMatchObject({ replies: [{ text: 'Hello' }] })
  })

  it('gives its result, awaited first and together with the loop', async () => {
    const run = generatorOver(() => streamAnswer(streamed('Hello'))).stream('hi')
    const result = run.result
    const [texts, { replies }] = await Promise.all([textsOf(run), result])
    expect(texts).toEqual(['Hello', ''])
    expect(replies[0]?.text).toBe('Hello')
    expect(await run.result).toEqual({ replies })
  })

  it('sends one request, and none before it is used', async () => {
    let requests = 0
    const generator = generatorOver(() => {
      requests++
      return streamAnswer(streamed('Hello'))
    })
    const run = generator.stream('hi')
    await new Promise((resolve) => setImmediate(resolve))
    expect(requests).toBe(0)
    await textsOf(run)
    await Promise.all([run.result, run.result])
    expect(requests).toBe(1)
  })

  it('gives a second loop a refusal', async () => {
    const run = generatorOver(() => streamAnswer(streamed('Hello'))).stream('hi')
    await textsOf(run)
    await expect(textsOf(run)).rejects.toMatchObject({ code: 'invalid-argument' })
  })

  it('closes the connection when the loop is left', async () => {
    const { generator, seen } = openEnded(textEvent('Hello'))
    const run = generator.stream('hi')
    for await (const { content } of run) {
      expect(content).toBe('Hello')
      break
    }
    await expect(run.result).rejects.toMatchObject({ code: 'aborted', partial: { replies: [{ text: 'Hello' }] } })
    expect(seen).toMatchObject({ cancelled: true, signal: { aborted: true } })
  })

  it('closes the connection when the loop throws', async () => {
    const { generator, seen } = openEnded(textEvent('Hello'))
    const loop = async () => {
      for await (const _ of generator.stream('hi')) throw new Error('broken view')
    }
    await expect(loop()).rejects.toThrow('broken view')
    await new Promise((resolve) => setImmediate(resolve))
    expect(seen).toMatchObject({ cancelled: true, signal: { aborted: true } })
  })

  it('rejects the loop and the result with the same error', async () => {
    const run = generatorOver(() => streamAnswer(textEvent('Half'))).stream('hi')
    const error = await rejection(textsOf(run))
    expect(error).toMatchObject({ code: 'truncated', partial: { replies: [{ text: 'Half' }] } })
    expect(await rejection(run.result)).toBe(error)
  })

  it('leaves no unhandled rejection when only the loop, or nothing, is awaited', async () => {
    const failing = generatorOver(() => new Response('no', { status: 400 }))
    await expect(textsOf(failing.stream('hi'))).rejects.toMatchObject({ code: 'bad-request' })
    void failing
      .stream('hi')
      [Symbol.asyncIterator]()
      .next()
      .catch(() => {})
    void generatorOver(() => streamAnswer(textEvent('Half')))
      .stream('hi')
      .result.catch(() => {})
    const { generator } = openEnded(textEvent('Hello'))
    for await (const _ of generator.stream('hi')) break
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(unhandled).toEqual([])
  })

  it('hands each chunk to the callback first', async () => {
    const order: string[] = []
    const generator = generatorOver(() => streamAnswer(`${textEvent('a')}${textEvent('b', 'stop')}${done}`))
    const run = generator.stream('hi', { streamingCallback: ({ content }) => order.push(`callback ${content}`) })
    for await (const { content } of run) order.push(`loop ${content}`)
    expect(order.filter((entry) => entry.endsWith('a'))).toEqual(['callback a', 'loop a'])
    expect(order.filter((entry) => entry.endsWith('b'))).toEqual(['callback b', 'loop b'])
  })

  it('gives a JSON answer as the result, without chunks', async () => {
    const choices = [{ index: 0, message: { role: 'assistant', content: 'Hello' }, finish_reason: 'stop' }]
    const body = JSON.stringify({ model: 'm', choices })
    const answer = () => new Response(body, { headers: { 'content-type': 'application/json' } })
    const run = generatorOver(answer).stream('hi')
    expect(await textsOf(run)).toEqual([])
    expect((await run.result).replies[0]?.text).toBe('Hello')
  })
})
