import { describe, expect, it } from 'vitest'
import { chatRequest, key, refusalFrom, setup } from './setup.js'

const event = 'data: {"choices":[{"index":0,"delta":{"content":"Hel"}}]}\n\n'
const told = (error: object) =>
  `data: ${JSON.stringify({ id: 'x', error: { message: `bad key ${key}`, ...error } })}\n\n`

const streaming = (text: string) =>
  setup({}, async () => new Response(text, { headers: { 'content-type': 'text/event-stream' } }))

const whole = (text: string) =>
  setup({}, async () => new Response(text, { headers: { 'content-type': 'application/json' } }))

/** The error of a text which is one event, and nothing else. */
function errorIn(text: string): { code: string; message: string } {
  const [, data = '{}'] = /^data: (.*)\n\n$/.exec(text) ?? []
  return JSON.parse(data).error
}

describe('an error inside a stream', () => {
  it.each([
    ['an object', told({}), 'upstream_error'],
    ['a text', `data: {"error":"bad key ${key}"}\n\n`, 'upstream_error'],
    ['a choice', `data: {"choices":[{"error": {"message":"${key}"}}]}\n\n`, 'upstream_error'],
    ['an event of that name', `event: error\ndata: {"message":"${key}"}\n\n`, 'upstream_error'],
    ['an event without an end', `data: {"error":{"message":"${key}`, 'upstream_error'],
    ['a code which clients act on', told({ code: 'model_not_available' }), 'model_not_available'],
    ['used-up credit', told({ type: 'credit_limit' }), 'credit_limit'],
    ['an object on several lines', `data: {"error":\ndata: {\r\ndata: "message":"${key}"}}\n\n`, 'upstream_error'],
    ['no JSON', `data: bad key ${key}\n\n`, 'upstream_protocol'],
    ['no event', `bad key ${key}\n\n`, 'upstream_protocol'],
  ])('as %s becomes one of the relay, and the end, after the events before it', async (_, error, code) => {
    const { relay, entries } = streaming(`${event}\r\n${error}${event}data: [DONE]\n\n`)
    const text = await (await relay(chatRequest())).text()
    expect(text.startsWith(`${event}\r\n`)).toBe(true)
    expect(errorIn(text.slice(event.length + 2))).toEqual({ code, message: expect.any(String) })
    expect(entries).toMatchObject([{ status: 200, code }])
    expect(JSON.stringify([text, entries])).not.toContain(key)
  })

  it.each(['\n', '\r\n'])('is no event whose data has several lines, each ended by %j', async (end) => {
    const lines = [
      'data: {"choices":',
      'data:[{"index":0,',
      'data: "delta":{"content":"Hello"}}]}',
      '',
      'data: [DONE]',
      '',
      '',
    ]
    const { relay, entries } = streaming(lines.join(end))
    expect(await (await relay(chatRequest())).text()).toBe(lines.join(end))
    expect(entries).toMatchObject([{ status: 200, code: null }])
  })

  it('closes the upstream', async () => {
    let isClosed = false
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode(told({}))),
      cancel: () => {
        isClosed = true
      },
    })
    const { relay } = setup({}, async () => new Response(body, { headers: { 'content-type': 'text/event-stream' } }))
    await (await relay(chatRequest())).text()
    expect(isClosed).toBe(true)
  })
})

describe('what is no error in a stream', () => {
  it.each([
    ['no error', 'data: {"error":null,"choices":[]}\n\n'],
    ['an empty one', 'data: {"error":"","choices":[]}\n\n'],
    ['words about one', `data: ${JSON.stringify({ choices: [{ delta: { content: '{"error": {"a":1}}' } }] })}\n\n`],
    ['a token of that name', 'data: {"logprobs":{"tokens":["error",":"],"top_logprobs":[{"error":-1}]}}\n\n'],
    ['a finish reason of that name', 'data: {"choices":[{"finish_reason":"error"}]}\n\n'],
    ['comments, names and numbers', ': ping\n\nevent: message\nid: 1\nretry: 5\ndata:{"a":1}\n\n'],
    ['carriage returns', 'data: {"a":1}\r\n\r\n: ping\r\n\r\ndata:\r\n\r\ndata: [DONE]\r\n\r\n'],
    ['a last event without its empty line', 'data: {"a":1}'],
  ])('passes as it came: %s', async (_, text) => {
    const { relay, entries } = streaming(event + text)
    expect(await (await relay(chatRequest())).text()).toBe(event + text)
    expect(entries).toMatchObject([{ status: 200, code: null }])
  })
})

describe('an error inside a whole reply of status 200', () => {
  it.each([
    ['an object', JSON.stringify({ error: { message: key } }), 502, 'upstream_error'],
    ['a text', JSON.stringify({ error: key }), 502, 'upstream_error'],
    ['used-up credit', JSON.stringify({ error: { message: key, code: 'credit_limit' } }), 402, 'credit_limit'],
    ['no object', JSON.stringify(`bad key ${key}`), 502, 'upstream_protocol'],
    ['no JSON', `bad key ${key}`, 502, 'upstream_protocol'],
    ['nothing', '', 502, 'upstream_protocol'],
  ])('as %s is a refusal of the relay', async (_, text, status, code) => {
    const { relay, entries } = whole(text)
    const refusal = await refusalFrom(await relay(chatRequest({ stream: false })))
    expect(refusal).toMatchObject({ status, code })
    expect(entries).toMatchObject([{ status, code }])
    expect(JSON.stringify([refusal, entries])).not.toContain(key)
  })

  it('passes where it is null', async () => {
    const { relay } = whole('{"choices":[],"error":null}')
    expect(await (await relay(chatRequest({ stream: false }))).json()).toEqual({ choices: [], error: null })
  })
})
