import { describe, expect, it } from 'vitest'
import { createChat, createTogetherTransport } from '../../../src/store/index.js'
import { done, streamed, textEvent } from '../support/answers.js'
import { chatWith, resultOf, threadOf, watchRun } from './chat.js'
import { speedUpClock } from './clock.js'
import { startServer } from './server.js'

describe('the connection', () => {
  it('N01 a refused connection is tried three times, then is a retryable network error; the message stays', async () => {
    speedUpClock(100)
    const server = await startServer()
    await server.close()
    const chat = chatWith(server)
    const reply = await chat.sendMessage('hi')
    expect(reply).toMatchObject({
      status: 'error',
      error: { code: 'network', retryable: true, attempts: 3, status: null },
    })
    expect(threadOf(chat)).toEqual(['user: hi', 'assistant: '])
  })

  it('N01 a fetch which rejects is tried three times', async () => {
    speedUpClock(100)
    let calls = 0
    const fetch = async () => {
      calls++
      throw new TypeError('Failed to fetch')
    }
    const chat = createChat({ transport: createTogetherTransport({ fetch }) })
    expect(resultOf(await chat.sendMessage('hi'))).toMatchObject({ status: 'error', code: 'network' })
    expect(calls).toBe(3)
  })

  it('N02 a connection lost before the first token is tried again under the same message', async () => {
    speedUpClock(100)
    const server = await startServer(
      (exchange) => {
        exchange.stream(': hello\n\n')
        setTimeout(exchange.reset, 10)
      },
      (exchange) => {
        exchange.stream(streamed('Hello'))
        exchange.end()
      },
    )
    const chat = chatWith(server)
    const seen = watchRun(chat)
    const sent = chat.sendMessage('hi')
    const ids = chat.view().messageIds
    expect(resultOf(await sent)).toEqual({ status: 'complete', code: null, text: 'Hello' })
    expect(ids).toHaveLength(2)
    expect(chat.view().messageIds).toEqual(ids)
    expect(seen).toEqual({
      phases: ['idle', 'sending', 'retry-wait', 'sending', 'streaming', 'idle'],
      attempts: [0, 1, 2, 0],
    })
  })

  it.each([1, 5, 9])(
    'N03 a connection lost after %i of 10 tokens keeps them all and is not tried again',
    async (count) => {
      speedUpClock(100)
      const words = Array.from({ length: 10 }, (_, place) => `word${place} `)
      const server = await startServer(
        (exchange) =>
          exchange.stream(
            words
              .slice(0, count)
              .map((word) => textEvent(word))
              .join(''),
          ),
        (exchange) => {
          exchange.stream(streamed(words.join('')))
          exchange.end()
        },
      )
      let tokens = 0
      const streamingCallback = () => {
        tokens++
        if (tokens === count) server.exchanges[0]?.reset()
      }
      const chat = chatWith(server, {}, { streamingCallback })
      const reply = await chat.sendMessage('hi')
      expect(resultOf(reply)).toEqual({ status: 'interrupted', code: 'network', text: words.slice(0, count).join('') })
      expect(reply.error?.cause).toBeInstanceOf(Error)
      expect(server.exchanges).toHaveLength(1)
      expect(resultOf(await chat.retry())).toEqual({ status: 'complete', code: null, text: words.join('') })
      expect(server.exchanges[1]?.body.messages).toEqual([{ role: 'user', content: 'hi' }])
      expect(threadOf(chat)).toEqual(['user: hi', `assistant: ${words.join('')}`])
    },
  )

  it('N18 a redirect is not followed, so that no other origin sees the key', async () => {
    const other = await startServer((exchange) => {
      exchange.stream(`${textEvent('stolen', 'stop')}${done}`)
      exchange.end()
    })
    const location = `${other.url}/chat/completions`
    const server = await startServer((exchange) => exchange.answer(307, '', { location }))
    const chat = chatWith(server, { apiKey: 'test-key', maxRetries: 0 })
    expect(resultOf(await chat.sendMessage('hi'))).toEqual({ status: 'error', code: 'network', text: null })
    expect(server.exchanges[0]?.headers.authorization).toBe('Bearer test-key')
    expect(other.exchanges).toEqual([])
  })
})
