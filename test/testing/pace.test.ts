import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createSimulator, reply } from '../../src/testing/index.js'
import { chatRequest, chunksOf } from './wire.js'

const words = Array.from({ length: 200 }, (_, index) => ` word${index}`).join('')

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** Starts to read and counts the tokens as they come. */
function count(response: Response) {
  const seen = { tokens: 0, reads: 0, isDone: false }
  const reader = response.body?.getReader()
  const decoder = new TextDecoder()
  const read = async () => {
    for (;;) {
      const result = await reader?.read()
      if (!result || result.done) break
      seen.reads += 1
      seen.tokens += chunksOf(decoder.decode(result.value)).length
    }
    seen.isDone = true
  }
  void read().catch(() => {})
  return { seen, cancel: () => reader?.cancel() }
}

describe('the pace', () => {
  it('is 40 tokens per second unless said otherwise', async () => {
    const { seen } = count(await createSimulator({ script: [reply(words)] })(chatRequest({})))
    await vi.advanceTimersByTimeAsync(1000)
    expect(seen.tokens).toBe(40)
    expect(seen.reads).toBe(40)
  })

  it('reaches 2,000 tokens per second with several tokens per tick', async () => {
    const simulator = createSimulator({ tokensPerSecond: 2000, script: [reply(words + words + words)] })
    const { seen } = count(await simulator(chatRequest({})))
    await vi.advanceTimersByTimeAsync(100)
    expect(seen.tokens).toBeGreaterThan(180)
    expect(seen.tokens).toBeLessThanOrEqual(202)
    expect(seen.reads).toBeLessThan(seen.tokens)
  })

  it('may be set by a step', async () => {
    const step = reply({ text: words, tokensPerSecond: 10 })
    const { seen } = count(await createSimulator({ tokensPerSecond: 0, script: [step] })(chatRequest({})))
    await vi.advanceTimersByTimeAsync(1000)
    expect(seen.tokens).toBe(10)
  })

  it('holds for whole replies, which come after the time their tokens take', async () => {
    const simulator = createSimulator({ tokensPerSecond: 10, script: [reply('one two three four')] })
    const { seen } = count(await simulator(chatRequest({ stream: false })))
    await vi.advanceTimersByTimeAsync(300)
    expect(seen.isDone).toBe(false)
    await vi.advanceTimersByTimeAsync(400)
    expect(seen.isDone).toBe(true)
  })

  it('needs no timer when it is as fast as possible', async () => {
    for (const tokensPerSecond of [0, Number.POSITIVE_INFINITY]) {
      const response = await createSimulator({ tokensPerSecond, script: [reply(words)] })(chatRequest({}))
      expect(chunksOf(await response.text()).length).toBeGreaterThan(200)
    }
  })

  it('sends nothing ahead of a reader that does not read', async () => {
    const response = await createSimulator({ tokensPerSecond: 1000, script: [reply(words)] })(chatRequest({}))
    await vi.advanceTimersByTimeAsync(1000)
    expect(vi.getTimerCount()).toBe(0)
    await response.body?.cancel()
  })
})

describe('a client that goes away', () => {
  it('stops the timer by cancelling the body', async () => {
    const { cancel } = count(await createSimulator()(chatRequest({})))
    await vi.advanceTimersByTimeAsync(60)
    expect(vi.getTimerCount()).toBe(1)
    await cancel()
    expect(vi.getTimerCount()).toBe(0)
  })

  it('stops the timer by its signal, and reads an AbortError', async () => {
    const client = new AbortController()
    const response = await createSimulator()(chatRequest({}, client.signal))
    const reading = response.text()
    await vi.advanceTimersByTimeAsync(60)
    client.abort()
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' })
    expect(vi.getTimerCount()).toBe(0)
  })
})
