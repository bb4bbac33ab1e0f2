import { describe, expect, it } from 'vitest'
import { redact } from '../../src/core/http/redact.js'
import { TogetherError } from '../../src/core/index.js'

const letters = (count: number) => 'aB3_'.repeat(count).slice(0, count)
const hex = (count: number) => '3fA0'.repeat(count).slice(0, count)
const capitals = (count: number) => 'AB3Z'.repeat(count).slice(0, count)

/** A shape, and the fewest characters which make one. */
const shapes: readonly (readonly [string, (count: number) => string, number])[] = [
  ['Together AI', (count) => `tgp_v1_${letters(count)}`, 6],
  ['a later version', (count) => `tgp_v12_${letters(count)}`, 6],
  ['Together AI before 2025', hex, 64],
  ['OpenAI', (count) => `sk-${letters(count)}`, 8],
  ['Stripe', (count) => `rk_${letters(count)}`, 8],
  ['Groq', (count) => `gsk_${letters(count)}`, 16],
  ['GitHub', (count) => `ghp_${letters(count)}`, 16],
  ['GitHub, fine-grained', (count) => `github_pat_${letters(count)}`, 16],
  ['Google', (count) => `AIza${letters(count)}`, 20],
  ['Google OAuth', (count) => `ya29.${letters(count)}`, 20],
  ['Amazon', (count) => `ASIA${capitals(count)}`, 16],
  ['Slack', (count) => `xoxp-${letters(count)}`, 8],
  ['a JSON Web Token', (count) => `eyJ${letters(count)}.${letters(8)}.${letters(1)}`, 8],
  ['the middle of a JSON Web Token', (count) => `eyJ${letters(8)}.${letters(count)}.${letters(3)}`, 8],
]

describe('a key', () => {
  it.each(shapes)('of %s is one from its shortest form on', (_, shape, fewest) => {
    expect(redact(`(${shape(fewest)})`)).toBe('([redacted])')
    expect(redact(`(${shape(fewest - 1)})`)).toBe(`(${shape(fewest - 1)})`)
  })

  it.each(shapes)('of %s is none in the middle of a word', (_, shape, fewest) => {
    expect(redact(`x${shape(fewest)}`)).toBe(`x${shape(fewest)}`)
  })

  it.each(shapes.filter(([, shape]) => !/^(3f|ASIA)/.test(shape(64))))(
    'of %s is redacted to its end, wherever it stands',
    (_, shape, fewest) => {
      const key = shape(fewest + 40)
      expect(redact(`${key} and ${key}.`)).toBe('[redacted] and [redacted].')
    },
  )

  it.each([hex(65), `ASIA${capitals(17)}`])('of a fixed length is none when it is longer (%s)', (text) => {
    expect(redact(text)).toBe(text)
  })

  it.each([
    ['Bearer abc123', 'Bearer [redacted]'],
    ['bearer   abc123', 'bearer [redacted]'],
    ['Basic a.~+/=-', 'Basic [redacted]'],
    ['Bearer abc12', 'Bearer abc12'],
    ['aBearer abc123', 'aBearer abc123'],
    ['api_key=abc123', 'api_key=[redacted]'],
    ['apikey : "abc123", "b"', 'apikey : "[redacted]", "b"'],
    ['API-KEY abc123', 'API-KEY abc123'],
    ["'access_token'='abc123'", "'access_token'='[redacted]'"],
    ['accessToken:abc123;x', 'accessToken:[redacted];x'],
    ['secret=abc123&x=1', 'secret=[redacted]&x=1'],
    ['secret=abc12', 'secret=abc12'],
    ['secret=  abc123', 'secret=  [redacted]'],
    ['Authorization: Bearer abc123', 'Authorization: Bearer [redacted]'],
    ['Authorization: Basic abc123', 'Authorization: Basic [redacted]'],
    ['Authorization: abc123', 'Authorization: [redacted]'],
  ])('is known by the word before it: %j', (text, redacted) => {
    expect(redact(text)).toBe(redacted)
  })

  it('which is given is redacted everywhere, from four characters on', () => {
    const value = { abcd: ['abcd', { deep: 'x abcd y abcd' }], other: 'abc' }
    expect(redact(value, ['abc', 'abcd'])).toEqual({
      '[redacted]': ['[redacted]', { deep: 'x [redacted] y [redacted]' }],
      other: 'abc',
    })
  })
})

describe('a body', () => {
  it('keeps what is no text', () => {
    const body = { a: null, b: 7, c: false, d: undefined, e: [null] }
    expect(redact(body)).toStrictEqual(body)
  })

  it('is cut below 32 levels', () => {
    let body: unknown = { end: 'here' }
    for (let level = 0; level < 32; level++) body = level % 2 ? [body] : { a: body }
    expect(JSON.stringify(redact(body))).toContain('{"end":"here"}')
    expect(JSON.stringify(redact([body]))).toContain('"[…]"')
  })

  it('of an error is a copy', () => {
    const body = { key: 'tgp_v1_abcdefgh' }
    const error = new TogetherError({ code: 'unknown', message: 'no', body })
    expect(error.body).toEqual({ key: '[redacted]' })
    expect(body.key).toBe('tgp_v1_abcdefgh')
  })
})
