import { getEventListeners } from 'node:events'
import { describe, expect, it, vi } from 'vitest'
import { createInterruptibleReader } from '../../src/core/http/interruptible.js'
import { type ChatGeneratorInit, listModels } from '../../src/core/index.js'
import {
  bodyOf,
  completion,
  event,
  everyByte,
  jsonAnswer,
  streamAnswer,
  streamed,
  textEvent,
} from './support/answers.js'
import { generatorOver, rejection } from './support/generators.js'

/** A generator over this fetch, and what it was called with. */
function fetching(fetch: NonNullable<ChatGeneratorInit['fetch']>) {
  const sent: RequestInit[] = []
  const generator = generatorOver(() => new Response(), {
    fetch: (url, init) => {
      sent.push(init)
      return fetch(url, init)
    },
  })
  return { generator, sent }
}

/** A body which says `text` and then nothing; and why it was cancelled. */
function silentBody(text: string) {
  const cancelled: unknown[] = []
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new TextEncoder().encode(text)),
    cancel: (reason) => void cancelled.push(reason),
  })
  return { body, cancelled }
}

const nextTurn = () => new Promise((resolve) => setImmediate(resolve))
const streaming = { streamingCallback: () => {} }

describe('a request', () => {
  it('refuses redirects and has a signal of its own', async () => {
    const { generator, sent } = fetching(async () => jsonAnswer(completion('a')))
    const { signal } = new AbortController()
    await generator.run('hi', { signal })
    expect(sent).toMatchObject([{ method: 'POST', redirect: 'error', body: expect.any(String) }])
    expect(sent[0]?.signal).not.toBe(signal)
  })

  it('has no body when it is a GET', async () => {
    const sent: RequestInit[] = []
    const fetch = async (_: string, init: RequestInit) => {
      sent.push(init)
      return jsonAnswer([])
    }
    await listModels({ apiKey: 'test-key', fetch })
    expect(sent).toMatchObject([{ method: 'GET' }])
    expect(sent[0]).not.toHaveProperty('body')
  })

  it('of the models with an aborted signal does not leave', async () => {
    const fetch = vi.fn(async () => jsonAnswer([]))
    const models = listModels({ apiKey: 'test-key', fetch }, { signal: AbortSignal.abort() })
    await expect(models).rejects.toMatchObject({ code: 'aborted' })
    expect(fetch).not.toHaveBeenCalled()
  })

  it('which fetch throws at or rejects is a retryable network error with the cause', async () => {
    const cause = new TypeError('Failed to fetch')
    const throwing = fetching(() => {
      throw cause
    })
    const rejecting = fetching(() => Promise.reject(cause))
    for (const { generator } of [throwing, rejecting])
      expect(await rejection(generator.run('hi'))).toMatchObject({ code: 'network', retryable: true, cause })
  })

  it('is closed when its answer was read, and its body cancelled', async () => {
    const { body, cancelled } = silentBody(streamed('Hello'))
    const { generator, sent } = fetching(async () => streamAnswer(body))
    const { signal } = new AbortController()
    await generator.run('hi', { ...streaming, signal })
    expect(sent[0]?.signal).toMatchObject({ aborted: true, reason: { code: 'aborted' } })
    expect(cancelled).toMatchObject([{ code: 'aborted' }])
    expect(getEventListeners(signal, 'abort')).toHaveLength(0)
  })

  it('which is aborted ends at once and with the caller’s reason, though fetch does not heed the signal', async () => {
    const controller = new AbortController()
    const { body, cancelled } = silentBody(streamed('late'))
    let answer = (_: Response) => {}
    const { generator, sent } = fetching(() => new Promise((resolve) => (answer = resolve)))
    const run = rejection(generator.run('hi', { ...streaming, signal: controller.signal }))
    await nextTurn()
    controller.abort('changed my mind')
    expect(await run).toMatchObject({ code: 'aborted', cause: 'changed my mind' })
    expect(sent[0]?.signal).toMatchObject({ aborted: true, reason: { cause: 'changed my mind' } })
    answer(streamAnswer(body))
    await nextTurn()
    expect(cancelled).toMatchObject([{ code: 'aborted', cause: 'changed my mind' }])
  })

  it('whose late answer has no body, or one which cannot be cancelled, leaves nothing behind', async () => {
    for (const late of [new Response(null), streamAnswer(new ReadableStream({ cancel: () => Promise.reject('no') }))]) {
      const controller = new AbortController()
      let answer = (_: Response) => {}
      const { generator } = fetching(() => new Promise((resolve) => (answer = resolve)))
      const run = rejection(generator.run('hi', { signal: controller.signal }))
      await nextTurn()
      controller.abort()
      expect(await run).toMatchObject({ code: 'aborted' })
      answer(late)
      await nextTurn()
    }
  })

  it('which is aborted while its answer comes cancels the body with the reason', async () => {
    const controller = new AbortController()
    const { body, cancelled } = silentBody(textEvent('Half'))
    const streamingCallback = () => controller.abort('changed my mind')
    const { generator } = fetching(async () => streamAnswer(body))
    const error = await rejection(generator.run('hi', { streamingCallback, signal: controller.signal }))
    expect(error).toMatchObject({ code: 'aborted', cause: 'changed my mind', partial: { replies: [{ text: 'Half' }] } })
    expect(cancelled).toMatchObject([{ code: 'aborted', cause: 'changed my mind' }])
  })

  it('with a lost connection is a retryable network error with the cause', async () => {
    const cause = new TypeError('terminated')
    const body = new ReadableStream<Uint8Array>({ pull: (controller) => controller.error(cause) })
    const { generator } = fetching(async () => jsonAnswerOf(body))
    expect(await rejection(generator.run('hi'))).toMatchObject({ code: 'network', retryable: true, cause })
  })
})

describe('an answer', () => {
  it('is read with its characters whole, however it is cut', async () => {
    const pieces = everyByte(new TextEncoder().encode(JSON.stringify(completion('Grüße 👋'))))
    const { replies } = await generatorOver(() => jsonAnswerOf(bodyOf(pieces))).run('hi')
    expect(replies[0]?.text).toBe('Grüße 👋')
  })

  it('of any length is read whole', async () => {
    const text = 'x'.repeat(1_000_000)
    const pieces = [new TextEncoder().encode(JSON.stringify(completion(text)))]
    expect((await generatorOver(() => jsonAnswerOf(bodyOf(pieces))).run('hi')).replies[0]?.text).toBe(text)
  })

  it('without a body is a protocol error', async () => {
    const answer = () => new Response(null, { headers: { 'content-type': 'application/json' } })
    expect(await rejection(generatorOver(answer).run('hi'))).toMatchObject({ code: 'protocol', status: 200 })
  })

  it('has its content type in any case', async () => {
    const answer = () => new Response(streamed('Hello'), { headers: { 'content-type': 'Text/Event-Stream' } })
    expect((await generatorOver(answer).run('hi', streaming)).replies[0]?.text).toBe('Hello')
  })

  it('adds its request id to an error of its reader, and no other', async () => {
    const headers = { 'content-type': 'text/event-stream', 'x-request-id': 'request-1' }
    const withId = generatorOver(() => new Response(event({ error: 'no' }), { headers })).run('hi', streaming)
    expect((await rejection(withId)).requestId).toBe('request-1')
    const without = generatorOver(() => streamAnswer(event({ error: 'no' }))).run('hi', streaming)
    expect((await rejection(without)).requestId).toBeNull()
  })
})

describe('an interrupted reader', () => {
  it('rejects the pending and every later read with the first reason, and cancels once', async () => {
    const cancelled: unknown[] = []
    const reader = createInterruptibleReader(new ReadableStream({ cancel: (reason) => void cancelled.push(reason) }))
    const pending = reader.read().catch((reason) => reason)
    reader.interrupt('first')
    reader.interrupt('second')
    expect(await pending).toBe('first')
    await expect(reader.read()).rejects.toBe('first')
    expect(cancelled).toEqual(['first'])
  })

  it('needs no pending read, and a body which cannot be cancelled is left alone', async () => {
    const reader = createInterruptibleReader(new ReadableStream({ cancel: () => Promise.reject(new Error('no')) }))
    reader.interrupt('first')
    await expect(reader.read()).rejects.toBe('first')
  })
})

function jsonAnswerOf(body: ReadableStream<Uint8Array>): Response {
  return new Response(body, { headers: { 'content-type': 'application/json' } })
}
