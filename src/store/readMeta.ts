import type { ReplyMeta } from '../core/index.js'
import { tokenCounts } from '../core/stream/tokenCounts.js'
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

/** Reads the meta and the timing of a reply. */
export function readMeta({ message, timing }: Pick<ThreadMessage, 'message' | 'timing'>): Readings {
  const meta = message.meta as ReplyMeta
  // Where several models answered, what is known of each comes before what is known of all.
  const { usage = meta.usage } = meta.own ?? {}
  const { prompt, completion, cached, reasoning } = tokenCounts(usage)
  return {
    timeToFirstToken: between(timing?.startedAt, timing?.firstTokenAt),
    totalTime: between(timing?.startedAt, timing?.finishedAt),
    tokensPerSecond: speedOf(completion || timing?.chunks, between(timing?.firstTokenAt, timing?.finishedAt)),
    attempts: timing?.attempts ?? null,
    promptTokens: prompt || null,
    completionTokens: completion || null,
    cachedTokens: cached || null,
    reasoningTokens: reasoning || null,
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

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}
