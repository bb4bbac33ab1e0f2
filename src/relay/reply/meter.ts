import type { RelayedBody } from '../body/policy.js'
import type { Call } from '../call.js'
import type { RelayLogEntry, RelayUsage } from '../options/options.js'
import type { RelaySettings } from '../options/settings.js'
import { UnbilledRefusal } from '../refusal.js'
import { costOf } from './cost.js'
import { type TokenCounts, usageIn, usageInEvents } from './usage.js'

/** Follows a request to Together AI, and says what it has used and cost when it has ended. */
export interface Meter {
  /** Calls Together AI. */
  ask(call: () => Promise<Response>): Promise<Response>
  /** Some bytes of the reply have come. */
  bytes(): void
  /** Whole events of a streamed reply. */
  events(text: string): void
  /** A reply which is not streamed, read to its end. */
  whole(text: string): void
  /** A streamed reply was read to its end, or to its `[DONE]`. */
  finish(): void
}

/** The request which a meter follows. */
export interface Metered {
  readonly body: RelayedBody
  readonly identity: string
  readonly path: RelayUsage['path']
  /** Told what the request has cost, where money was held back for it. */
  readonly settle: ((spentUsd: number) => unknown) | null
}

const nothing: TokenCounts = { promptTokens: 0, cachedTokens: 0, completionTokens: 0 }

/** Makes a meter, which ends with its call. */
export function openMeter({ body, identity, path, settle }: Metered, call: Call, settings: RelaySettings): Meter {
  const { onUsage } = settings
  const { model, stream, most } = body // not its text, which a long stream would keep in memory
  const price = settings.models.get(model)?.price ?? null
  const isRead = onUsage !== undefined || settle !== null
  let startedAt: number | null = null
  let firstByteMs: number | null = null
  let isBilled = false
  let isWhole = false
  let told: TokenCounts | null = null

  /** What Together AI told at the end, else the most it can have been: a usage on the way tells the prompt only. */
  const read = (): { counts: TokenCounts; isEstimated: boolean } => {
    if (!isBilled) return { counts: nothing, isEstimated: false }
    if (told && isWhole) return { counts: told, isEstimated: false }
    return { counts: { ...(told ?? most), completionTokens: most.completionTokens }, isEstimated: true }
  }
  const report = ({ status, code, durationMs, outputBytes }: RelayLogEntry): unknown => {
    const { counts, isEstimated } = read()
    const request = { identity, model, path, stream, status, code }
    const costUsd = costOf(counts, price)
    return onUsage?.({ ...request, ...counts, isEstimated, costUsd, firstByteMs, durationMs, outputBytes })
  }
  call.onEnd(() => settle?.(costOf(read().counts, price) ?? 0))
  call.onEnd((entry) => startedAt !== null && report(entry))

  return {
    async ask(call) {
      startedAt = performance.now()
      isBilled = true
      try {
        return await call()
      } catch (error) {
        isBilled = !(error instanceof UnbilledRefusal)
        throw error
      }
    },
    bytes() {
      firstByteMs ??= Math.round(performance.now() - (startedAt ?? 0))
    },
    events(text) {
      if (isRead) told = usageInEvents(text) ?? told
    },
    whole(text) {
      isWhole = true
      if (isRead) told = usageIn(text)
    },
    finish() {
      isWhole = true
    },
  }
}
