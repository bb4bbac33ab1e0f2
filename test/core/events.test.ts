import { describe, expect, it } from 'vitest'
import { type EventStreamOptions, parseEventStream, type ServerSentEvent } from '../../src/core/index.js'
import { bodyOf } from './support/answers.js'

const bytesOf = (text: string) => new TextEncoder().encode(text)

async function eventsOf(pieces: readonly (string | Uint8Array)[], options: EventStreamOptions = {}) {
  const events: ServerSentEvent[] = []
  const body = bodyOf(pieces.map((piece) => (typeof piece === 'string' ? bytesOf(piece) : piece)))
  for await (const event of parseEventStream(body, options)) events.push(event)
  return events
}

/** A body which gives `text`, then breaks or waits; and whether it was cancelled. */
function openBody(text: string, broken: Error | null = null) {
  const seen: { cancelled: unknown[] } = { cancelled: [] }
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(bytesOf(text)),
    pull(controller) {
      if (broken) controller.error(broken)
    },
    cancel: (reason) => void seen.cancelled.push(reason),
  })
  return { body, seen }
}

describe('parseEventStream', () => {
  it('names an event and keeps the last id for the events after it', async () => {
    expect(await eventsOf(['data: a\n\nid: 7\nevent: ping\ndata: b\n\ndata: c\n\n'])).toEqual([
      { event: 'message', data: 'a', id: '' },
      { event: 'ping', data: 'b', id: '7' },
      { event: 'message', data: 'c', id: '7' },
    ])
  })

  it('drops a byte order mark at the beginning only', async () => {
    const events = await eventsOf(['\uFEFFdata: a\n\ndata: \uFEFFb\n\n'])
    expect(events.map(({ data }) => data)).toEqual(['a', '\uFEFFb'])
  })

  it('drops one byte order mark, a second one is part of the field’s name', async () => {
    expect(await eventsOf(['\uFEFF\uFEFFdata: a\n\ndata: b\n\n'])).toMatchObject([{ data: 'b' }])
  })

  it('replaces a character which the end cut', async () => {
    expect(await eventsOf(['data: a', Uint8Array.of(0xc3)])).toMatchObject([{ data: 'a\uFFFD' }])
  })

  it('ignores fields it does not know, and a retry which is no number', async () => {
    expect(await eventsOf(['color: red\nretry: soon\ndata: a\n\n'])).toMatchObject([{ data: 'a' }])
  })

  it('reads an event as large as the bound', async () => {
    const text = `data: ${'x'.repeat(44)}\n\n`
    expect(await eventsOf([text], { maxEventBytes: 44 })).toHaveLength(1)
    await expect(eventsOf([text], { maxEventBytes: 43 })).rejects.toMatchObject({ code: 'limit' })
  })

  it('gives the events before one which is too large in the same chunk to nobody', async () => {
    const events = parseEventStream(bodyOf([bytesOf(`data: a\n\ndata: ${'x'.repeat(100)}\n\ndata: b\n\n`)]), {
      maxEventBytes: 50,
    })
    await expect(events.next()).rejects.toMatchObject({ code: 'limit' })
    expect(await events.next()).toEqual({ done: true, value: undefined })
  })

  it('cancels the body once when the loop is left', async () => {
    const { body, seen } = openBody('data: a\n\ndata: b\n\n')
    for await (const { data } of parseEventStream(body)) {
      expect(data).toBe('a')
      break
    }
    expect(seen.cancelled).toEqual([undefined])
  })

  it('cancels the body with the error when an event is too large', async () => {
    const { body, seen } = openBody(`data: ${'x'.repeat(100)}\n\n`)
    await expect(parseEventStream(body, { maxEventBytes: 50 }).next()).rejects.toMatchObject({ code: 'limit' })
    expect(seen.cancelled).toMatchObject([{ code: 'limit' }])
  })

  it('drops the pending event of a broken body and throws its error', async () => {
    const broken = new TypeError('terminated')
    const { body } = openBody('data: a\n\ndata: pend', broken)
    const events = parseEventStream(body)
    expect(await events.next()).toMatchObject({ value: { data: 'a' } })
    await expect(events.next()).rejects.toBe(broken)
  })
})
