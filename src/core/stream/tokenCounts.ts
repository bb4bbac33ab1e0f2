import type { Usage } from './ReplyMeta.js'

/** Tokens of a request; undefined where it does not tell. */
export type TokenCounts = Readonly<
  Record<'prompt' | 'completion' | 'total' | 'cached' | 'reasoning', number | undefined>
>

/** Some counts come flat, some nested, and a nested one beside a flat 0. What is no count is none. */
export function tokenCounts(usage: Usage | null | undefined): TokenCounts {
  return {
    prompt: countOf(usage?.prompt_tokens),
    completion: countOf(usage?.completion_tokens),
    total: countOf(usage?.total_tokens),
    cached: countOf(usage?.cached_tokens) || countOf(usage?.prompt_tokens_details?.cached_tokens),
    reasoning: countOf(usage?.reasoning_tokens) || countOf(usage?.completion_tokens_details?.reasoning_tokens),
  }
}

function countOf(value: unknown): number | undefined {
  return typeof value === 'number' && value >= 0 && value < Infinity ? value : undefined
}
