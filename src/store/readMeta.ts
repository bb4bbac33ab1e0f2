import type { ReplyMeta } from '../core/index.js'
import { recordOf } from '../core/isRecord.js'
import type { ThreadMessage } from './types.js'

/** What is known about a reply; null where it is not, never 0. Times in ms, speed in tokens a second. */
export interface Readings {
  readonly timeToFirstToken: number | null
  readonly totalTime: number | null
  readonly tokensPerSecond: number | null
  /** Requests which were sent until it came; 1 when the first was answered. */
  readonly attempts: number | null
  readonly promptTokens: number | null
  readonly completionTokens: number | null
  readonly cachedTokens: number | null
  readonly reasoningTokens: number | null
  readonly model: string | null
  readonly finishReason: string | null
  readonly seed: string | null
  readonly id: string | null
  readonly warnings: readonly string[]
}

/** Reads the meta and the timing of a reply. Together AI sends some counts flat and some nested: both are read. */
export function readMeta({ message, timing }: Pick<ThreadMessage, 'message' | 'timing'>): Readings {
  const meta = message.meta as ReplyMeta
  // Where several models answered, what is known of each comes before what is known of all.
  const { usage: own = meta.usage } = recordOf(meta.own)
  const usage = recordOf(own)
  const completionTokens = numberOf(usage.completion_tokens)
  return {
    timeToFirstToken: between(timing?.startedAt, timing?.firstTokenAt),
    totalTime: between(timing?.startedAt, timing?.finishedAt),
    tokensPerSecond: speedOf(completionTokens ?? timing?.chunks, between(timing?.firstTokenAt, timing?.finishedAt)),
    attempts: timing?.attempts ?? null,
    promptTokens: numberOf(usage.prompt_tokens),
    completionTokens,
    cachedTokens: numberOf(usage.cached_tokens) ?? numberOf(recordOf(usage.prompt_tokens_details).cached_tokens),
    reasoningTokens:
      numberOf(usage.reasoning_tokens) ?? numberOf(recordOf(usage.completion_tokens_details).reasoning_tokens),
    model: textOf(meta.model),
    finishReason: textOf(meta.finish_reason),
    seed: typeof meta.seed === 'number' ? String(meta.seed) : null,
    id: textOf(meta.id),
    warnings: Array.isArray(meta.warnings) ? meta.warnings.map(String) : [],
  }
}

function speedOf(tokens: number | null | undefined, milliseconds: number | null): number | null {
  return tokens && tokens > 1 && milliseconds ? (tokens / milliseconds) * 1000 : null
}

function between(from: number | null | undefined, to: number | null | undefined): number | null {
  return from != null && to != null && to > from ? to - from : null
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' && value > 0 ? value : null
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}
