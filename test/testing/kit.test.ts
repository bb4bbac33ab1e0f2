import { setupServer } from 'msw/node'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { controlledStream, reply, status, togetherHandlers } from '../../src/testing/index.js'
import { chatRequest, chunksFrom, chunksOf, contentOf } from './wire.js'

describe('togetherHandlers', () => {
  const server = setupServer()
  afterEach(() => {
    server.resetHandlers()
    server.close()
    vi.restoreAllMocks()
  })

  it('answer fetch through msw, at any origin and path', async () => {
    server.listen({ onUnhandledRequest: 'error' })
    server.use(...togetherHandlers({ tokensPerSecond: 0, script: [reply('Through msw'), status(401)] }))
    expect(contentOf(await chunksFrom(fetch(chatRequest({}))))).toBe('Through msw')
    expect((await fetch(chatRequest({}))).status).toBe(401)
    const models = await (await fetch('http://elsewhere.test/api/together/models')).json()
    expect(models).toHaveLength(9)
  })

  it('answer at a base URL only, when given one', async () => {
    vi.spyOn(console, 'error').mockReturnValue() // msw prints what it refuses
    server.listen({ onUnhandledRequest: 'error' })
    server.use(...togetherHandlers({ baseUrl: 'https://api.test/v1/', tokensPerSecond: 0 }))
    expect((await fetch('https://api.test/v1/models')).status).toBe(200)
    await expect(fetch('https://other.test/v1/models')).rejects.toThrow()
  })
})

describe('controlledStream', () => {
  it('sends what it is told, step by step', async () => {
    const stream = controlledStream()
    const response = await stream.fetch('https://api.test/v1/chat/completions')
    const reader = response.body?.getReader()
    let text = ''
    const reading = (async () => {
      for (;;) {
        const result = await reader?.read()
        if (!result || result.done) return
        text += new TextDecoder().decode(result.value)
      }
    })()
    await stream.text('Hel')
    expect(contentOf(chunksOf(text))).toBe('Hel')
    await stream.text('lo')
    await stream.reasoning('Hm')
    await stream.toolCall({ id: 'call_1', name: 'look' })
    await stream.toolCall({ arguments: '{}' })
    await stream.event({ choices: [], usage: null })
    await stream.bytes(': keep-alive\n\n')
    await stream.finish({ finishReason: 'length' })
    await reading
    expect(contentOf(chunksOf(text.replace(': keep-alive\n\n', '')))).toBe('Hello')
    expect(text).toContain('"finish_reason":"length"')
    expect(text.endsWith('data: [DONE]\n\n')).toBe(true)
    expect(stream.isCancelled).toBe(false)
  })

  it('ends without [DONE], or breaks', async () => {
    const closed = controlledStream()
    await closed.text('Hel')
    await closed.close()
    expect(await closed.response().text()).not.toContain('[DONE]')
    const broken = controlledStream()
    const reading = expect(broken.response().text()).rejects.toThrow('reset')
    await broken.error(new Error('reset'))
    await reading
  })

  it('tells when the client cancels the body', async () => {
    const stream = controlledStream()
    await stream.response().body?.cancel()
    await stream.cancelled
    expect(stream.isCancelled).toBe(true)
    await stream.text('to nobody')
  })

  it('tells when the client aborts its signal', async () => {
    const stream = controlledStream()
    const client = new AbortController()
    const response = await stream.fetch('https://api.test/', { signal: client.signal })
    client.abort()
    await stream.cancelled
    await expect(response.text()).rejects.toMatchObject({ name: 'AbortError' })
  })
})
