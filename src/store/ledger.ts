import { type TokenCounts, tokenCounts } from '../core/stream/tokenCounts.js'
import { createId } from './createId.js'
import type { Prices, RequestRecord } from './types.js'

/** Tokens of several requests, and what they cost. */
export interface UsageSum {
  readonly requests: number
  readonly prompt_tokens: number
  readonly completion_tokens: number
  readonly total_tokens: number
  readonly cached_tokens: number
  readonly reasoning_tokens: number
  /** Whether a request was stopped, broke off or was retried, so that more was used than is known. */
  readonly atLeast: boolean
  /** An estimate in US dollars: the API does not state its unit of price. Null where a price is not known. */
  readonly cost: number | null
}

/** What a cost is asked for. */
type Used = Pick<RequestRecord, 'model' | 'usage' | 'chunks'>

export function openRecord(turnId: string): RequestRecord {
  return { id: createId(), turnId, model: null, usage: null, chunks: 0, attempts: 1, isOpen: true }
}

/** The sum of requests. `n` replies of one request count once. */
export function sumUsage(records: readonly RequestRecord[], prices: Prices = {}): UsageSum {
  // Where several models were asked at once each was a request of its own.
  const each = records.flatMap((record) => record.usage?.by_model?.map((part) => ({ ...record, ...part })) ?? record)
  const sum = (read: (record: RequestRecord) => number) => each.reduce((total, record) => total + read(record), 0)
  const isPriced = each.length > 0 && each.every((record) => costOf(record, prices) !== null)
  return {
    requests: sum(({ attempts }) => attempts),
    prompt_tokens: sum((record) => tokensOf(record).prompt),
    completion_tokens: sum((record) => tokensOf(record).completion),
    total_tokens: sum((record) => tokensOf(record).total),
    cached_tokens: sum((record) => tokensOf(record).cached),
    reasoning_tokens: sum((record) => tokensOf(record).reasoning),
    atLeast: each.some(isAtLeast),
    cost: isPriced ? sum((record) => costOf(record, prices) ?? 0) : null,
  }
}

/** Whether a request used more than is known: without usage, or with attempts which were never told. */
export function isAtLeast({ usage, attempts }: RequestRecord): boolean {
  return (usage === null && attempts > 0) || attempts > 1
}

/** An estimate in US dollars from prices for a million tokens; null where the model has none. */
export function costOf(record: Used, prices: Prices): number | null {
  if (record.usage === null && record.chunks === 0) return 0 // nothing is known of it: `atLeast` says so
  const price = record.model === null || !Object.hasOwn(prices, record.model) ? undefined : prices[record.model]
  if (price?.input === undefined || price.output === undefined) return null
  const { prompt, completion, cached } = tokensOf(record)
  const input = (prompt - cached) * price.input + cached * (price.cached_input ?? price.input)
  return (input + completion * price.output) / 1e6
}

/** What is known of a request is 0 where it is not told, and its tokens are its chunks. */
function tokensOf({ usage, chunks }: Omit<Used, 'model'>): Record<keyof TokenCounts, number> {
  const { prompt = 0, completion = chunks, total = 0, cached = 0, reasoning = 0 } = tokenCounts(usage)
  return {
    prompt,
    completion,
    total: Math.max(prompt + completion, total),
    cached: Math.min(cached, prompt),
    reasoning,
  }
}
