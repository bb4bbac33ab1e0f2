import fc, { type Arbitrary } from 'fast-check'
import { wireFixtures } from '../../fixtures/load.js'

/** An answer which a server gave, or never would. */
export interface FuzzedAnswer {
  type: string
  /** Whether it was asked for as a stream. */
  stream: boolean
  pieces: Uint8Array[]
}

type Text = { text: string; type: string; stream: boolean }

const fixtures: readonly Text[] = wireFixtures('/chat/completions')
  .filter(({ status }) => status === 200)
  .map(({ body, headers, request }) => ({
    text: new TextDecoder().decode(body),
    type: headers['content-type'] ?? '',
    stream: request.stream === true,
  }))

const eventStreams = fixtures.filter(({ type }) => type.includes('event-stream'))
const encoder = new TextEncoder()

const hostileTexts = [
  '',
  '[DONE]',
  '__proto__',
  'constructor',
  'toString',
  '<think>',
  '</think>',
  '<think></think>',
  '{"a":',
  '{}',
  'null',
  '[]',
  'data: x\n\n',
  '\u0000',
  '\ud800',
  '\u2028',
  '\ufeff',
  'eos',
  'stop',
  'x'.repeat(5000),
]

const hostile: Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    ...hostileTexts,
    null,
    true,
    false,
    0,
    -1,
    0.5,
    127,
    128,
    1e9,
    1e308,
    Number.MAX_SAFE_INTEGER + 2,
    [],
    {},
    [null],
    [[]],
    { message: {} },
    { error: { message: 5 } },
    { constructor: { prototype: { polluted: true } } },
    JSON.parse('{"__proto__":{"polluted":true}}'),
    nestedLists(40),
    Array.from({ length: 200 }, (_, index) => ({ index })),
  ),
  fc.jsonValue({ maxDepth: 2 }),
)

function nestedLists(depth: number): unknown {
  return depth === 0 ? [] : [nestedLists(depth - 1)]
}

const knownKeys = [
  'content',
  'reasoning',
  'reasoning_content',
  'tool_calls',
  'function',
  'finish_reason',
  'error',
  'warnings',
  'message',
]

type Path = readonly (string | number)[]

/** Every place of a JSON value, and a few more where a key could be. */
function pathsIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path]
  const keys = Array.isArray(value) ? value.map((_, place) => place) : [...Object.keys(value), ...knownKeys]
  return [path, ...keys.flatMap((key) => pathsIn((value as Record<string | number, unknown>)[key], [...path, key]))]
}

function withValue(value: unknown, [key, ...rest]: Path, put: unknown): unknown {
  if (key === undefined) return put
  if (Array.isArray(value)) return value.map((item, place) => (place === key ? withValue(item, rest, put) : item))
  const fields = value as Record<string, unknown>
  return Object.fromEntries([...Object.entries(fields), [key, withValue(fields[key], rest, put)]])
}

function withHostileJson(json: string, place: number, put: unknown): string {
  try {
    const value: unknown = JSON.parse(json)
    const paths = pathsIn(value)
    return JSON.stringify(withValue(value, paths[place % paths.length] ?? [], put))
  } catch {
    return json
  }
}

const hostileEvents: Arbitrary<(text: Text) => Text> = fc
  .array(fc.tuple(fc.nat(60), fc.nat(9999), hostile), { minLength: 1, maxLength: 4 })
  .map((changes) => ({ text, type, stream }) => {
    if (!type.includes('event-stream'))
      return { text: changes.reduce((json, [, field, put]) => withHostileJson(json, field, put), text), type, stream }
    const events = text.split('\n\n')
    for (const [place, field, put] of changes) {
      const at = place % events.length
      const [head, json] = events[at]?.split('data: ', 2) ?? []
      if (json !== undefined) events[at] = `${head}data: ${withHostileJson(json, field, put)}`
    }
    return { text: events.join('\n\n'), type, stream }
  })

/** Drops, doubles, swaps and cuts whole lines, and mixes in those of another stream. */
const shuffledLines: Arbitrary<(text: Text) => Text> = fc
  .tuple(
    fc.array(fc.tuple(fc.constantFrom('drop', 'double', 'swap', 'cut'), fc.nat(200)), { maxLength: 4 }),
    fc.nat(999),
    fc.boolean(),
  )
  .map(([edits, other, isMixed]) => ({ text, type, stream }) => {
    let events = text.split('\n\n')
    if (isMixed) {
      const guests = eventStreams[other % eventStreams.length]?.text.split('\n\n') ?? []
      events = Array.from({ length: Math.max(events.length, guests.length) }, (_, place) => [
        events[place],
        guests[place],
      ])
        .flat()
        .filter((event) => event !== undefined)
    }
    for (const [edit, place] of edits) edited(events, edit, place % Math.max(1, events.length))
    return { text: events.join('\n\n'), type, stream }
  })

function edited(events: string[], edit: string, at: number): void {
  if (edit === 'drop') events.splice(at, 1)
  if (edit === 'double') events.splice(at, 0, events[at] ?? '')
  if (edit === 'swap') events.push(...events.splice(at, 1))
  if (edit === 'cut') events.length = at
}

const otherKind: Arbitrary<(text: Text) => Text> = fc
  .tuple(fc.constantFrom('text/event-stream', 'application/json', 'text/html', 'text/plain', ''), fc.boolean())
  .map(([type, stream]) => ({ text }) => ({ text, type, stream }))

const inventedText: Arbitrary<Text> = fc
  .tuple(
    fc.array(
      fc.oneof(
        hostile.map((value) => JSON.stringify(value)),
        fc.string(),
      ),
      { maxLength: 6 },
    ),
    fc.boolean(),
  )
  .map(([events, stream]) => ({
    text: events.map((event) => `data: ${event}\n\n`).join(''),
    type: 'text/event-stream',
    stream,
  }))

const mutatedText: Arbitrary<Text> = fc
  .tuple(
    fc.constantFrom(...fixtures),
    fc.array(
      fc.oneof(
        { arbitrary: hostileEvents, weight: 6 },
        { arbitrary: shuffledLines, weight: 3 },
        { arbitrary: otherKind, weight: 1 },
      ),
      { maxLength: 3 },
    ),
  )
  .map(([fixture, changes]) => changes.reduce((text, change) => change(text), fixture))

type ByteEdit = readonly [kind: 'flip' | 'drop' | 'double' | 'cut', place: number, value: number]

const byteEdits: Arbitrary<ByteEdit[]> = fc.array(
  fc.tuple(fc.constantFrom('flip' as const, 'drop' as const, 'double' as const, 'cut' as const), fc.nat(), fc.nat(255)),
  { maxLength: 3 },
)

function withByteEdit(bytes: Uint8Array, [kind, place, value]: ByteEdit): Uint8Array {
  const at = place % Math.max(1, bytes.length)
  const end = at + 1 + (value % 30)
  switch (kind) {
    case 'flip':
      return bytes.map((byte, each) => (each === at ? byte ^ value : byte))
    case 'drop':
      return Uint8Array.of(...bytes.subarray(0, at), ...bytes.subarray(end))
    case 'double':
      return Uint8Array.of(...bytes.subarray(0, end), ...bytes.subarray(at))
    case 'cut':
      return bytes.subarray(0, at)
    default:
      return kind satisfies never
  }
}

function cutAt(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const cuts = places.map((place) => place % (bytes.length + 1)).sort((a, b) => a - b)
  return [...cuts, bytes.length].map((end, place) => bytes.subarray(cuts[place - 1] ?? 0, end))
}

export const fuzzedAnswers: Arbitrary<FuzzedAnswer> = fc
  .tuple(
    fc.oneof({ arbitrary: mutatedText, weight: 9 }, { arbitrary: inventedText, weight: 1 }),
    fc.oneof({ arbitrary: fc.constant([]), weight: 2 }, { arbitrary: byteEdits, weight: 1 }),
    fc.array(fc.nat(), { maxLength: 5 }),
  )
  .map(([{ text, type, stream }, edits, cuts]) => {
    const bytes = edits.reduce(withByteEdit, encoder.encode(text))
    return { type, stream, pieces: cutAt(bytes, cuts) }
  })
