import { beforeEach, describe, expect, it, vi } from 'vitest'
import { completion, jsonAnswer, streamAnswer, streamed } from './support/answers.js'

const engine = '../../src/core/engine.js'

beforeEach(() => {
  vi.resetModules()
  vi.doUnmock(engine)
})

/** As when the page lost its network, or a new version of the site took the old files away. */
function failToLoad(times: number): void {
  let left = times
  vi.doMock(engine, (importOriginal) => {
    if (left-- > 0) throw new TypeError('Failed to fetch dynamically imported module')
    return importOriginal()
  })
}

const freshCore = () => import('../../src/core/index.js')

describe('the part which makes requests', () => {
  it('is loaded by the first request, and not before', async () => {
    const loaded = vi.fn()
    vi.doMock(engine, (importOriginal) => {
      loaded()
      return importOriginal()
    })
    const { TogetherAIChatGenerator } = await freshCore()
    const generator = new TogetherAIChatGenerator({ apiKey: null, fetch: async () => jsonAnswer(completion('a')) })
    generator.toDict()
    expect(loaded).not.toHaveBeenCalled()
    await generator.run('hi')
    await generator.run('hi')
    expect(loaded).toHaveBeenCalledTimes(1)
  })

  it('is a TogetherError where it cannot be loaded, and is asked for again by the next request', async () => {
    failToLoad(1)
    const { TogetherAIChatGenerator, isTogetherError } = await freshCore()
    const generator = new TogetherAIChatGenerator({ apiKey: null, fetch: async () => jsonAnswer(completion('a')) })
    const error = await generator.run('hi').catch((thrown: unknown) => thrown)
    expect(isTogetherError(error)).toBe(true)
    expect(error).toMatchObject({ code: 'network', retryable: true, status: null, attempts: 0 })
    expect((await generator.run('hi')).replies[0]?.text).toBe('a')
  })

  it('is waited for no longer than the signal and the timer allow', async () => {
    vi.doMock(engine, () => new Promise(() => {}))
    const { TogetherAIChatGenerator, isTogetherError } = await freshCore()
    const fetch = vi.fn()
    const generator = new TogetherAIChatGenerator({ apiKey: null, fetch, timeoutMs: 20 })
    const slow = await generator.run('hi').catch((thrown: unknown) => thrown)
    expect(slow).toMatchObject({ code: 'timeout', phase: 'headers', retryable: true })
    const controller = new AbortController()
    const stopped = generator.run('hi', { signal: controller.signal }).catch((thrown: unknown) => thrown)
    controller.abort()
    const error = await stopped
    expect(isTogetherError(error) && error.code).toBe('aborted')
    expect(fetch).not.toHaveBeenCalled()
  })

  it('is there at once where together-react/engine was imported', async () => {
    failToLoad(0)
    await import('../../src/store/provideEngine.js')
    failToLoad(9)
    const { TogetherAIChatGenerator } = await freshCore()
    const generator = new TogetherAIChatGenerator({ apiKey: null, fetch: async () => jsonAnswer(completion('a')) })
    expect((await generator.run('hi')).replies[0]?.text).toBe('a')
  })

  it('is loaded ahead by preload, which never rejects', async () => {
    failToLoad(1)
    const { preload, listModels } = await freshCore()
    await expect(preload()).resolves.toBeUndefined()
    await preload()
    const models = listModels({ apiKey: null, fetch: async () => jsonAnswer([{ id: 'a' }]) })
    expect(await models).toEqual([{ id: 'a' }])
  })

  it('sends the messages as they were at the call', async () => {
    const { TogetherAIChatGenerator, ChatMessage } = await freshCore()
    const bodies: { messages: unknown[] }[] = []
    const fetch = async (_: unknown, init?: RequestInit) => {
      bodies.push(JSON.parse(String(init?.body)))
      return streamAnswer(streamed('a'))
    }
    const second = { role: 'user', content: [{ text: 'two' }] }
    const messages = [ChatMessage.fromUser('one'), second]
    const run = new TogetherAIChatGenerator({ apiKey: null, fetch }).run(messages, { streamingCallback: () => {} })
    messages.push(ChatMessage.fromUser('three'))
    second.content = [{ text: 'changed' }]
    await run
    expect(bodies[0]?.messages).toEqual([
      { role: 'user', content: 'one' },
      { role: 'user', content: 'two' },
    ])
  })
})
