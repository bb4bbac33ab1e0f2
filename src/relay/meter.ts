import type { Call } from './call.js'
import { costOf } from './cost.js'
import type { RelayLogEntry, RelayUsage } from './options.js'
import type { RelayedBody } from './policy.js'
import type { RelaySettings } from './settings.js'
import { createUsageReader, type TokenCounts, usageIn } from './usageReader.js'

/** Follows a request to Together AI, and says what it has used and cost when it has ended. */
export interface Meter {
  /** Together AI is called from now on. */
  start(): void
  /** The reply which was asked for has begun. */
  begin(): void
  /** Whole events of a streamed reply. */
  events(bytes: Uint8Array): void
  /** A reply which is not streamed, read to its end. */
  whole(text: string): void
  /** A streamed reply was read to its end. */
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

interface Reading {
  readonly counts: TokenCounts
  readonly isEstimated: boolean
  /** Tokens which may have been written without being seen, those of `counts` included. */
  readonly most: TokenCounts
}

/** After these a reply may have been written, and is on the bill, though nothing of it was seen. */
const unseen = new Set(['upstream_timeout', 'upstream_broken', 'output_too_large', 'client_closed'])

const nothing: TokenCounts = { promptTokens: 0, cachedTokens: 0, completionTokens: 0 }

/** Makes a meter, which ends with its call. */
export function openMeter({ body, identity, path, settle }: Metered, call: Call, settings: RelaySettings): Meter {
  const { onUsage } = settings
  const { model, stream, promptTokens, mostTokens } = body // not its text, which a long stream would keep in memory
  const price = settings.models.get(model)?.price ?? null
  const isRead = onUsage !== undefined || settle !== null
  const reader = createUsageReader()
  let startedAt: number | null = null
  let firstByteMs: number | null = null
  let hasBegun = false
  let isWhole = false
  let told: TokenCounts | null = null
  let textTokens = 0

  const markFirstByte = () => {
    firstByteMs ??= Math.round(performance.now() - (startedAt ?? 0))
  }
  const read = (code: string | null): Reading => {
    if (!hasBegun && !unseen.has(code ?? '')) return { counts: nothing, isEstimated: false, most: nothing }
    const known = told ?? reader.counts()
    const isOver = isWhole || reader.isDone()
    if (known && isOver) return { counts: known, isEstimated: false, most: known }
    const prompt = { promptTokens, cachedTokens: 0 }
    const most = { ...(known ?? prompt), completionTokens: mostTokens }
    const seen = known ?? { ...prompt, completionTokens: reader.events() + textTokens }
    return { counts: stream || isOver ? seen : most, isEstimated: true, most: isOver ? seen : most }
  }
  const report = ({ status, code, durationMs, outputBytes }: RelayLogEntry): unknown => {
    const { counts, isEstimated } = read(code)
    const request = { identity, model, path, stream, status, code }
    const costUsd = costOf(counts, price)
    return onUsage?.({ ...request, ...counts, isEstimated, costUsd, firstByteMs, durationMs, outputBytes })
  }
  call.onEnd(({ code }) => settle?.(startedAt === null ? 0 : (costOf(read(code).most, price) ?? 0)))
  call.onEnd((entry) => startedAt !== null && report(entry))

  return {
    start() {
      startedAt = performance.now()
    },
    begin() {
      hasBegun = true
    },
    events(bytes) {
      markFirstByte()
      if (isRead) reader.push(bytes)
    },
    whole(text) {
      markFirstByte()
      isWhole = true
      if (!isRead) return
      told = usageIn(text)
      textTokens = Math.ceil(text.length / 4)
    },
    finish() {
      isWhole = true
    },
  }
}
