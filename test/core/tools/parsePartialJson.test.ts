import { describe, expect, it } from 'vitest'
import { isTogetherError, parsePartialJson } from '../../../src/core/index.js'
import { createRandom } from '../support/random.js'

const values = Array.from({ length: 200 }, (_, seed) => generate(createRandom(seed + 1), 0))
const writings: [string, (value: unknown) => string][] = [
  ['without white space', (value) => JSON.stringify(value)],
  ['indented', (value) => JSON.stringify(value, null, 2)],
  ['with escapes', (value) => JSON.stringify(value).replace(/[\u0080-\uffff]/g, escaped)],
]

/** Such a number is not shown until its next digit; see the test which fails below. */
const endsAtPoint = /\d\.$/

describe.each(writings)('every prefix of 200 values, written %s', (_, write) => {
  it('parses to a prefix of the value', () => {
    for (const value of values) {
      for (const prefix of prefixesOf(write(value))) {
        const shown = parsePartialJson(prefix)
        if (!isPrefix(shown, value)) expect({ prefix, shown }).toEqual({ prefix, shown: value })
      }
    }
  })

  it('shows no less than the prefix before it', () => {
    for (const value of values) {
      let before: unknown
      for (const prefix of prefixesOf(write(value)).filter((text) => !endsAtPoint.test(text))) {
        const shown = parsePartialJson(prefix)
        if (!isPrefix(before, shown)) expect({ prefix, shown }).toEqual({ prefix, shown: before })
        before = shown
      }
    }
  })

  it('ends with the value itself', () => {
    for (const value of values) expect(parsePartialJson(write(value))).toEqual(value)
  })
})

describe('parsePartialJson', () => {
  it.each([
    ['12.', 12],
    ['-1.25e+', -1.25],
    ['{"a":-98.', { a: -98 }],
    ['[1,2e', [1, 2]],
  ])('goes on showing a number when its point or exponent begins: %j', (text, value) => {
    expect(parsePartialJson(text)).toEqual(value)
  })

  it.each([
    ['', undefined],
    ['  ', undefined],
    ['tru', undefined],
    ['-', undefined],
    ['"', ''],
    ['"Par', 'Par'],
    ['{', {}],
    ['{"ci', {}],
    ['{"city"', {}],
    ['{"city":', {}],
    ['{"city":n', {}],
    ['{"city":"Par', { city: 'Par' }],
    ['{"city":"Paris"', { city: 'Paris' }],
    ['{"city":"Paris",', { city: 'Paris' }],
    ['{"city":"Paris","da', { city: 'Paris' }],
    ['{"list":[1,', { list: [1] }],
    ['{"list":[1,{"a":tr', { list: [1, {}] }],
    ['[[', [[]]],
    [' \n[ "a" , "b', ['a', 'b']],
  ])('shows what is certain of %j', (text, value) => {
    expect(parsePartialJson(text)).toEqual(value)
  })

  it.each([
    ['"a\\', 'a'],
    ['"a\\\\', 'a\\'],
    ['"a\\"', 'a"'],
    ['"a\\u00e', 'a'],
    ['"a\\u00e9', 'aé'],
    ['"a\\\\u00e', 'a\\u00e'],
    ['{"a":"b\\n', { a: 'b\n' }],
    ['{"a\\"b":"c', { 'a"b': 'c' }],
    ['"[{,:', '[{,:'],
  ])('knows escapes and signs inside texts: %j', (text, value) => {
    expect(parsePartialJson(text)).toEqual(value)
  })

  it.each([['}'], [']'], ['[}'], ['{]'], ['{a:1'], ["{'a':1"], ['abc'], ['undefined'], ['NaN']])(
    'shows nothing wrong of %j, which is no JSON',
    (text) => {
      expect([undefined, {}]).toContainEqual(parsePartialJson(text))
    },
  )

  it('gives `__proto__` as a property and changes no prototype', () => {
    const shown = parsePartialJson('{"__proto__":{"polluted":true},"a":"b') as object
    expect(Object.hasOwn(shown, '__proto__')).toBe(true)
    expect(Object.getPrototypeOf(shown)).toBe(Object.prototype)
    expect({}).not.toHaveProperty('polluted')
  })

  it('refuses more than 128 levels, with a code', () => {
    expect(parsePartialJson('['.repeat(128))).toBeDefined()
    expect(codeOf(() => parsePartialJson('['.repeat(129)))).toBe('limit')
    expect(codeOf(() => parsePartialJson('{"a":'.repeat(129)))).toBe('limit')
    expect(parsePartialJson(`"${'['.repeat(1000)}`)).toBe('['.repeat(1000)) // inside a text they are no levels
  })

  it('refuses more than 16 MiB, with a code', () => {
    expect(codeOf(() => parsePartialJson(`"${'a'.repeat(16 * 1024 * 1024)}`))).toBe('limit')
  })
})

function codeOf(body: () => unknown): string | null {
  try {
    body()
    return null
  } catch (error) {
    return isTogetherError(error) ? error.code : 'not a TogetherError'
  }
}

function prefixesOf(text: string): string[] {
  return Array.from({ length: text.length + 1 }, (_, end) => text.slice(0, end))
}

/** Whether `shown` is what a value looks like before it is complete: texts and numbers cut, lists and objects shorter. */
function isPrefix(shown: unknown, value: unknown): boolean {
  if (shown === undefined || Object.is(shown, value)) return true
  if (typeof shown === 'string') return typeof value === 'string' && value.startsWith(shown)
  if (typeof shown === 'number') return typeof value === 'number' && textOf(value).startsWith(textOf(shown))
  if (typeof shown !== 'object' || shown === null || typeof value !== 'object' || value === null) return false
  if (Array.isArray(shown) !== Array.isArray(value)) return false
  const entries = Object.entries(shown)
  const names = Object.keys(value).slice(0, entries.length)
  return entries.every(([name, item], place) => {
    const whole = (value as Record<string, unknown>)[name]
    return names[place] === name && (place === entries.length - 1 ? isPrefix(item, whole) : isSame(item, whole))
  })
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

/** `-0` too: it is how `-0.5` begins. */
function textOf(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value)
}

function escaped(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`
}

/** A value of any JSON type; numbers have no exponent, so that their beginning is a beginning of their text. */
function generate(random: () => number, depth: number): unknown {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T
  const many = () => Array.from({ length: Math.floor(random() * 4) })
  switch (pick(depth > 3 ? ['text', 'number', 'word'] : ['text', 'number', 'word', 'list', 'object', 'object'])) {
    case 'text':
      return many()
        .map(() =>
          pick(['a', 'Paris ', '"', '\\', '\n', '\\u00', '{', ']', ',', ': ', 'é', '漢', '😀', '\u2028', '\u0001']),
        )
        .join('')
    case 'number':
      return pick([0, 1, -1, 12, 0.5, -0.25, 1234567, -98.75, 100])
    case 'list':
      return many().map(() => generate(random, depth + 1))
    case 'object':
      return Object.fromEntries(
        many().map((_, place) => [
          pick(['a', 'b c', '"', '\\', '', 'é', 'x,y:z']) + place,
          generate(random, depth + 1),
        ]),
      )
    default:
      return pick([true, false, null])
  }
}
