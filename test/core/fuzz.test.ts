import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  ChatMessage,
  foldChunks,
  isTogetherError,
  type StreamingChunk,
  type TogetherError,
} from '../../src/core/index.js'
import { bodyOf } from './support/answers.js'
import { generatorOver } from './support/generators.js'
import { type FuzzedAnswer, fuzzedAnswers } from './support/mutations.js'

/** FUZZ_RUNS=100000 for all of them: about five times as long. */
const runs = Number(process.env.FUZZ_RUNS ?? 20_000)
const hangMs = 5000
/** What a server's fault may be called: its own word in an `error` object, or ours. */
const codes = [
  'truncated',
  'protocol',
  'limit',
  'unknown',
  'server',
  'overloaded',
  'rate-limit',
  'credit',
  'authentication',
  'bad-request',
  'context-length',
]
const prototypes = [Object.prototype, Array.prototype, String.prototype, Function.prototype]
const untouched = prototypes.map(fingerprint)

it(`survives ${runs} random and mutated answers`, { timeout: runs * 10 }, async () => {
  await fc.assert(
    fc.asyncProperty(fuzzedAnswers, async (answer) => {
      const { replies, chunks, error } = await withinTime(read(answer))
      expectSame(prototypes.map(fingerprint), untouched)
      if (error) expectPlain(error)
      for (const chunk of chunks) expectSame(wrongTypesIn(chunk), [])
      for (const reply of replies) expectStorable(reply)
      if (replies.length === 1 && replies[0] && chunks.length > 0) expectFolded(replies[0], chunks)
    }),
    { numRuns: runs, seed: 20_261_121, endOnFailure: true },
  )
})

interface Outcome {
  replies: ChatMessage[]
  chunks: StreamingChunk[]
  error: TogetherError | null
}

async function read({ type, pieces, stream }: FuzzedAnswer): Promise<Outcome> {
  const chunks: StreamingChunk[] = []
  const streamingCallback = stream ? (chunk: StreamingChunk) => void chunks.push(chunk) : null
  const generator = generatorOver(() => new Response(bodyOf(pieces), { headers: { 'content-type': type } }))
  try {
    const { replies } = await generator.run('hi', { streamingCallback })
    return { replies, chunks, error: null }
  } catch (error) {
    if (!isTogetherError(error)) throw error
    return { replies: [], chunks, error }
  }
}

async function withinTime<T>(run: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('hangs')), hangMs)
  })
  try {
    return await Promise.race([run, late])
  } finally {
    clearTimeout(timer)
  }
}

/** An error can be logged, does not blame the caller for the server, and brings along messages. */
function expectPlain(error: TogetherError): void {
  const { name, code } = JSON.parse(JSON.stringify(error))
  expectSame({ name, code }, { name: 'TogetherError', code: error.code })
  if (!codes.includes(code)) expect(codes).toContain(code)
  for (const reply of error.partial?.replies ?? []) expectStorable(reply)
}

/** A reply can be written and read again, and its fields are what their types say. */
function expectStorable(reply: ChatMessage): void {
  expectSame(ChatMessage.fromDict(JSON.parse(JSON.stringify(reply))), reply)
  expectSame(Number.isSafeInteger(reply.meta.index), true)
  for (const { id } of reply.toolCalls) expectSame(id === null || typeof id === 'string', true)
}

/** The only choice of a reply has index 0, whatever its chunks said. */
function expectFolded(reply: ChatMessage, chunks: readonly StreamingChunk[]): void {
  expectSame(foldChunks(chunks).withMeta({ index: 0 }), reply.withMeta({ index: 0 }))
}

/** `toEqual`, asked only where there is something to show: it is slow. */
function expectSame(have: unknown, want: unknown): void {
  if (!isDeepStrictEqual(have, want)) expect(have).toEqual(want)
}

/** The fields of a chunk which are not what their type says. */
function wrongTypesIn({ content, index, toolCalls, start, finishReason, reasoning, meta }: StreamingChunk): string[] {
  const isText = (value: unknown) => value === null || typeof value === 'string'
  const isPlace = (value: unknown) => value === null || Number.isSafeInteger(value)
  const calls = toolCalls ?? []
  const checks: Record<string, boolean> = {
    content: typeof content === 'string',
    index: isPlace(index),
    start: typeof start === 'boolean',
    finishReason: isText(finishReason),
    reasoning: reasoning === null || typeof reasoning.reasoningText === 'string',
    'meta.index': isPlace(meta.index ?? null),
    'toolCalls.index': calls.every((call) => Number.isSafeInteger(call.index)),
    'toolCalls.texts': calls.every((call) => [call.id, call.toolName, call.arguments].every(isText)),
  }
  return Object.keys(checks).filter((name) => !checks[name])
}

function fingerprint(prototype: object): string {
  return Reflect.ownKeys(prototype).map(String).join()
}
