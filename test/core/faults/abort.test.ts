import { getEventListeners } from 'node:events'
import { describe, expect, it } from 'vitest'
import { streamAnswer, streamed, textEvent } from '../support/answers.js'
import { generatorOver } from '../support/generators.js'
import { chatWith, resultOf, threadOf } from './chat.js'
import { realNow } from './clock.js'
import { type Exchange, type Script, startServer } from './server.js'

const tenTokens = Array.from({ length: 10 }, (_, place) => `${place} `)

const hello: Script = (exchange) => {
  exchange.stream(streamed('Hello'))
  exchange.end()
}

/** How long the server has to wait for the connection to close, in ms. */
async function msUntilClosed(exchange: Exchange | undefined): Promise<number> {
  const startedAt = realNow()
  await exchange?.closed
  return realNow() - startedAt
}

describe('abort', () => {
  it('A01 a stop right after a send lets no request leave', async () => {
    const server = await startServer(hello)
    const chat = chatWith(server)
    const sent = chat.sendMessage('hi')
    chat.stop()
    expect(chat.view().status).toBe('ready')
    expect(resultOf(await sent)).toEqual({ status: 'stopped', code: null, text: null })
    expect(resultOf(await chat.sendMessage('again'))).toMatchObject({ status: 'complete' })
    expect(server.exchanges).toHaveLength(1)
  })

  it('A01 a run with an aborted signal calls no fetch', async () => {
    let calls = 0
    const generator = generatorOver(() => {
      calls++
      return streamAnswer(streamed('Hello'))
    })
    const signal = AbortSignal.abort(new Error('changed my mind'))
    await expect(generator.run('hi', { signal })).rejects.toMatchObject({ code: 'aborted' })
    await expect(generator.stream('hi', { signal }).result).rejects.toMatchObject({ code: 'aborted' })
    expect(calls).toBe(0)
  })

  it('A03 a stop while waiting for headers cancels the request; the reply is stopped, no error', async () => {
    const arrived = signalled()
    const server = await startServer(arrived.now, hello)
    const chat = chatWith(server)
    const sent = chat.sendMessage('hi')
    await arrived.promise
    chat.stop()
    expect(resultOf(await sent)).toEqual({ status: 'stopped', code: null, text: null })
    expect(await msUntilClosed(server.exchanges[0])).toBeLessThan(500)
    expect(chat.view()).toMatchObject({ status: 'ready', error: null })
    expect(server.exchanges).toHaveLength(1)
  })

  it('A04 a stop after 10 tokens keeps them, closes the connection, and applies no late token', async () => {
    const server = await startServer((exchange) => exchange.stream(tenTokens.map((token) => textEvent(token)).join('')))
    const tenth = signalled()
    let tokens = 0
    const streamingCallback = () => void (++tokens === 10 && tenth.now())
    const chat = chatWith(server, {}, { streamingCallback })
    const sent = chat.sendMessage('hi')
    await tenth.promise
    server.exchanges[0]?.stream(textEvent('late', 'stop'))
    chat.stop()
    expect(resultOf(await sent)).toEqual({ status: 'stopped', code: null, text: tenTokens.join('') })
    expect(await msUntilClosed(server.exchanges[0])).toBeLessThan(500)
    await new Promise((resolve) => setTimeout(resolve, 30)) // what was on its way has arrived
    expect(tokens).toBe(10)
    expect(threadOf(chat)).toEqual(['user: hi', `assistant: ${tenTokens.join('')}`])
    expect(chat.view()).toMatchObject({ status: 'ready', messages: [{}, { status: 'stopped' }] })
  })

  it('A04 an aborted run rejects with what had arrived, and closes the connection', async () => {
    const server = await startServer((exchange) => exchange.stream(tenTokens.map((token) => textEvent(token)).join('')))
    const controller = new AbortController()
    let tokens = 0
    const streamingCallback = () => void (++tokens === 10 && controller.abort())
    const generator = generatorOver(() => new Response(), { fetch: undefined, apiBaseUrl: server.url })
    await expect(generator.run('hi', { signal: controller.signal, streamingCallback })).rejects.toMatchObject({
      code: 'aborted',
      partial: { replies: [{ text: tenTokens.join('') }] },
    })
    expect(await msUntilClosed(server.exchanges[0])).toBeLessThan(500)
  })

  it('A06 a stop after the end, twice, or from onFinish changes nothing', async () => {
    const server = await startServer(hello)
    const chat = chatWith(server, {}, { onFinish: () => chat.stop() })
    const reply = await chat.sendMessage('hi')
    chat.stop()
    chat.stop()
    expect(resultOf(reply)).toEqual({ status: 'complete', code: null, text: 'Hello' })
    expect(chat.view()).toMatchObject({ status: 'ready', messages: [{}, { status: 'complete' }] })
    expect(resultOf(await chat.sendMessage('again'))).toMatchObject({ status: 'complete' })
  })

  it('A06 a second stop of a running reply changes nothing', async () => {
    const server = await startServer((exchange) => exchange.stream(textEvent('Hello')))
    const first = signalled()
    const chat = chatWith(server, {}, { streamingCallback: first.now })
    const sent = chat.sendMessage('hi')
    await first.promise
    chat.stop()
    chat.stop()
    expect(resultOf(await sent)).toEqual({ status: 'stopped', code: null, text: 'Hello' })
  })

  it('A06 aborting the signal of a finished run changes nothing', async () => {
    const controller = new AbortController()
    const run = generatorOver(() => streamAnswer(streamed('Hello'))).stream('hi', { signal: controller.signal })
    const { replies } = await run.result
    controller.abort()
    expect(replies[0]?.text).toBe('Hello')
    expect(await run.result).toEqual({ replies })
  })

  it('A07 1,000 runs with one signal leave no listener on it', async () => {
    const { signal } = new AbortController()
    const fetches: RequestInit[] = []
    const generator = generatorOver(() => new Response(), {
      fetch: async (_, request) => {
        fetches.push(request)
        return fetches.length % 3 === 0 ? new Response('no', { status: 400 }) : streamAnswer(streamed('Hello'))
      },
    })
    for (let round = 0; round < 250; round++) {
      await generator.run('hi', { signal, streamingCallback: () => {} }).catch(() => {})
      await generator.stream('hi', { signal }).result.catch(() => {})
      await firstOf(generator.stream('hi', { signal })).catch(() => {})
      const run = generator.stream('hi', { signal })
      await Promise.allSettled([run.result, run.result])
    }
    expect(fetches).toHaveLength(1000)
    expect(getEventListeners(signal, 'abort')).toHaveLength(0)
    expect(fetches.every((request) => request.signal !== signal)).toBe(true)
  })
})

async function firstOf<T>(list: AsyncIterable<T>): Promise<T | undefined> {
  for await (const item of list) return item
  return undefined
}

function signalled(): { promise: Promise<void>; now: () => void } {
  let now = () => {}
  const promise = new Promise<void>((resolve) => {
    now = resolve
  })
  return { promise, now }
}
