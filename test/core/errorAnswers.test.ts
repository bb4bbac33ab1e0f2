import { describe, expect, it } from 'vitest'
import type { TogetherError } from '../../src/core/index.js'
import { event, streamAnswer } from './support/answers.js'
import { generatorOver, rejection } from './support/generators.js'

/** The error of an answer with this status and body. */
function refused(status: number, body: unknown, headers: Record<string, string> = {}): Promise<TogetherError> {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return rejection(generatorOver(() => new Response(text, { status, headers })).run('hi'))
}

/** The error of a stream which holds this one. */
function streamed(error: unknown): Promise<TogetherError> {
  return rejection(generatorOver(() => streamAnswer(event({ error }))).run('hi', { streamingCallback: () => {} }))
}

const gap = (count: number) => ' '.repeat(count)

describe('an answer with an error', () => {
  it.each([
    [400, 'bad-request', false],
    [401, 'authentication', false],
    [402, 'credit', false],
    [403, 'permission', false],
    [404, 'not-found', false],
    [405, 'bad-request', false],
    [408, 'server', true],
    [409, 'server', true],
    [413, 'too-large', false],
    [422, 'bad-request', false],
    [429, 'rate-limit', true],
    [499, 'bad-request', false],
    [500, 'server', true],
    [503, 'overloaded', true],
    [524, 'server', true],
    [529, 'overloaded', true],
  ])(
    '%i is %s, retryable: %s, with the status and the server’s words in its message',
    async (status, code, retryable) => {
      const error = await refused(status, { error: { message: 'so it is' } })
      expect(error).toMatchObject({ code, status, retryable })
      expect(error.message).toMatch(new RegExp(`^\\S.+\\. \\(${status}\\) so it is$`))
    },
  )

  it.each([
    ['error.message', { error: { message: ' why ', type: 't' } }, 'why', { message: ' why ', type: 't' }],
    ['error as a text', { error: 'why' }, 'why', 'why'],
    ['message', { message: 'why' }, 'why', { message: 'why' }],
    ['error_message', { error: null, error_message: 'why' }, 'why', { error: null, error_message: 'why' }],
    ['plain text', 'why\n', 'why', 'why\n'],
    ['a number', '7', null, 7],
    ['a list', '["why"]', null, ['why']],
    ['HTML', ' <html>why</html>', null, ' <html>why</html>'],
    ['HTML after white space', ' \n\t<html>why</html>', null, ' \n\t<html>why</html>'],
    ['HTML at once', '<html>why</html>', null, '<html>why</html>'],
    ['white space', ' \n ', null, ' \n '],
    ['nothing', '', null, ''],
    ['text with a tag in it', 'why <b>', 'why <b>', 'why <b>'],
  ])('has the words of %s', async (_, body, words, kept) => {
    const error = await refused(400, body)
    expect(error.message).toBe(`Together AI refused the request. (400)${words === null ? '' : ` ${words}`}`)
    expect(error.body).toEqual(kept)
  })

  it.each([
    [401, /API key/],
    [402, /credit/],
    [404, /model or address/],
    [413, /too large/],
    [429, /[Ww]ait/],
    [500, /had a problem/],
    [503, /overloaded/],
  ])('%i has advice of its own', async (status, advice) => {
    expect((await refused(status, {})).message).toMatch(advice)
  })

  it('has at most 2,000 characters of the server', async () => {
    const { message } = await refused(400, { error: { message: 'x'.repeat(2001) } })
    expect(message).toBe(`Together AI refused the request. (400) ${'x'.repeat(2000)}`)
  })

  it.each([
    'context length exceeded',
    'the contextlength',
    'context_length_exceeded',
    'over the maximum context',
    'CONTEXT WINDOW',
    'max_new_tokens<= 8',
    `max_new_tokens${gap(40)}<= 8`,
    'tokensexceed',
    `tokens${gap(40)}exceed`,
    'too many tokens',
    'too many input tokens',
    'the prompt is too long',
  ])('of 400, 403 and 422 speaks of the context length with %j', async (message) => {
    for (const status of [400, 403, 422])
      expect(await refused(status, { error: { message } })).toMatchObject({ code: 'context-length', retryable: false })
    expect(await refused(404, { error: { message } })).toMatchObject({ code: 'not-found' })
    expect(await streamed({ message })).toMatchObject({ code: 'context-length', retryable: false, status: 200 })
  })

  it.each([
    'context and length',
    `max_new_tokens${gap(41)}<= 8`,
    `tokens${gap(41)}exceed`,
    'too many output tokens',
    'too manytokens',
  ])('does not speak of it with %j', async (message) => {
    expect(await refused(400, { error: { message } })).toMatchObject({ code: 'bad-request' })
  })

  it.each([
    { error: { message: 'no', type: 'context_length_exceeded' } },
    { error: { message: 'no', code: 'context_length_exceeded' } },
    { error: { message: 'no' }, error_type: 'context_length_exceeded' },
  ])('has its kind in %o', async (body) => {
    expect(await refused(400, body)).toMatchObject({ code: 'context-length' })
  })

  it.each(['credit_limit', 'insufficient_quota', 'insufficient_credit', 'payment_required'])(
    'of 429 with %s is credit, of 400 not',
    async (type) => {
      expect(await refused(429, { error: { type } })).toMatchObject({ code: 'credit', retryable: false })
      expect(await refused(400, { error: { type } })).toMatchObject({ code: 'bad-request' })
    },
  )

  it.each([
    ['true', 400, true],
    ['false', 503, false],
    ['perhaps', 503, true],
    ['perhaps', 400, false],
  ])('with x-should-retry: %s and %i is retryable: %s', async (told, status, retryable) => {
    expect(await refused(status, 'no', { 'x-should-retry': told })).toMatchObject({ retryable })
  })

  it('keeps its status when the body breaks off', async () => {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode('{"error"')),
      pull: (controller) => controller.error(new TypeError('terminated')),
    })
    const error = await rejection(generatorOver(() => new Response(body, { status: 503 })).run('hi'))
    expect(error).toMatchObject({ code: 'overloaded', status: 503, body: '' })
  })

  it('is aborted when the caller stops while the body comes', async () => {
    const controller = new AbortController()
    const body = new ReadableStream<Uint8Array>({ pull: () => controller.abort() }, { highWaterMark: 0 })
    const generator = generatorOver(() => new Response(body, { status: 503 }))
    const error = await rejection(generator.run('hi', { signal: controller.signal }))
    expect(error).toMatchObject({ code: 'aborted' })
  })

  it('has no more than 256 KiB of a body in one piece', async () => {
    expect((await refused(500, 'x'.repeat(1_000_000))).body).toBe('x'.repeat(256 * 1024))
  })

  it('is not read on when more than 256 KiB of its body came', async () => {
    const seen = { pieces: 0, cancelled: false }
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          controller.enqueue(new Uint8Array(100 * 1024).fill(0x78))
          if (++seen.pieces === 20) controller.close()
        },
        cancel() {
          seen.cancelled = true
        },
      },
      { highWaterMark: 0 },
    )
    const error = await rejection(generatorOver(() => new Response(body, { status: 500 })).run('hi'))
    expect(error.body).toBe('x'.repeat(300 * 1024))
    expect(seen).toEqual({ pieces: expect.any(Number), cancelled: true })
    expect(seen.pieces).toBeLessThan(6)
  })
})

describe('an error in a stream', () => {
  it.each([
    ['rate_limit_exceeded', 'rate-limit', true],
    ['dynamic_request_limited', 'rate-limit', true],
    ['429', 'rate-limit', true],
    ['engine_overloaded', 'overloaded', true],
    ['service_unavailable', 'overloaded', true],
    ['503', 'overloaded', true],
    ['529', 'overloaded', true],
    ['server_error', 'server', true],
    ['internal', 'server', true],
    ['upstream', 'server', true],
    ['timeout', 'server', true],
    ['500', 'server', true],
    ['502', 'server', true],
    ['invalid_api_key', 'authentication', false],
    ['authentication_error', 'authentication', false],
    ['401', 'authentication', false],
    ['invalid_request_error', 'bad-request', false],
    ['404', 'bad-request', false],
    ['insufficient_quota', 'credit', false],
    ['1429', 'unknown', false],
    ['4290', 'unknown', false],
    ['5030', 'unknown', false],
    ['1503', 'unknown', false],
    ['5x0', 'unknown', false],
    ['4011', 'unknown', false],
    ['1401', 'unknown', false],
    ['dynamic__limited', 'unknown', false],
    ['odd', 'unknown', false],
  ])('of the type or code %s is %s, retryable: %s', async (kind, code, retryable) => {
    expect(await streamed({ message: 'no', type: kind })).toMatchObject({ code, retryable, status: 200, message: 'no' })
    expect(await streamed({ message: 'no', code: kind })).toMatchObject({ code, retryable })
  })

  it('has a code which is a number', async () => {
    expect(await streamed({ message: 'no', type: null, code: 503 })).toMatchObject({ code: 'overloaded' })
  })

  it('is not judged by its message, but for the context length', async () => {
    expect(await streamed({ message: 'rate_limit 503 server_error' })).toMatchObject({ code: 'unknown' })
  })

  it('says so when it has no message', async () => {
    const message = 'The server reported an error without a message.'
    for (const error of [{}, { message: ' ' }, { message: 7 }]) expect(await streamed(error)).toMatchObject({ message })
  })
})
