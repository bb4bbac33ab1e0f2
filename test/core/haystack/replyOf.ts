import type { ChatMessage } from '../../../src/core/index.js'
import type { HaystackCase } from '../../fixtures/load.js'

type Dict = Record<string, unknown>

/**
 * A reply's dict with what Haystack has in it: our meta holds `id`, `seed` and `warnings` beside that. What Haystack
 * logs about skipped tool calls is in our warnings.
 */
export function replyOf(reply: ChatMessage): Dict {
  const { id, seed, warnings = [], ...meta } = reply.meta as { id?: unknown; seed?: unknown; warnings?: string[] }
  const skippedCalls = warnings.filter((text) => text.includes('malformed JSON string')).length
  return { ...reply.toDict(), meta: withoutAddedNulls(meta), skippedCalls }
}

/** Haystack's reply in the same shape. */
export function theirReply(dict: { meta: Dict }, skippedCalls: number): Dict {
  return { ...dict, meta: withoutAddedNulls(dict.meta), skippedCalls }
}

export function warningsIn({ logged = [] }: HaystackCase['expected']): number {
  return logged.filter(({ message }: { message: string }) => message.includes('malformed JSON string')).length
}

/** The Python client adds keys with null to usage and logprobs; we keep both as they came. */
export function withoutAddedNulls(meta: Dict): Dict {
  const objects = Object.entries(meta).filter(([key, item]) => isObject(item) && ['usage', 'logprobs'].includes(key))
  return { ...meta, ...Object.fromEntries(objects.map(([key, item]) => [key, withoutNulls(item as object)])) }
}

function withoutNulls(value: object): object {
  const entries = Object.entries(value).filter(([, item]) => item !== null)
  return Object.fromEntries(entries.map(([key, item]) => [key, isObject(item) ? withoutNulls(item) : item]))
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
