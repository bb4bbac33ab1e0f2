import type { Reservation, SpendLimit } from './rateLimiter.js'

/** What identities spend, in memory. */
export interface SpendWindows {
  /** As `RateLimiter.reserve`; `now` in milliseconds. */
  reserve(id: string, limit: SpendLimit, now: number): Reservation
  /** Forgets windows which are over. */
  sweep(now: number): void
}

interface SpendWindow {
  readonly endsAt: number
  spentUsd: number
  heldUsd: number
}

/** A try again may find that a request which runs now has cost less than was held back for it. */
const whileOthersRunMs = 1000

/** Counts spending in windows which begin with their first request: one small object an identity, however much it asks. */
export function createSpendWindows(): SpendWindows {
  const windows = new Map<string, SpendWindow>()
  const windowOf = (id: string, perMs: number, now: number) => {
    const current = windows.get(id)
    if (current && current.endsAt > now) return current
    const next = { endsAt: now + perMs, spentUsd: 0, heldUsd: 0 }
    windows.set(id, next)
    return next
  }
  return {
    reserve(id, { usd, perMs, reserveUsd }, now) {
      const window = windowOf(id, perMs, now)
      if (window.spentUsd + reserveUsd > usd) return { isGranted: false, retryAfterMs: window.endsAt - now }
      if (window.spentUsd + window.heldUsd + reserveUsd > usd) {
        return { isGranted: false, retryAfterMs: Math.min(whileOthersRunMs, window.endsAt - now) }
      }
      window.heldUsd += reserveUsd
      return { isGranted: true, settle: settleOnce(window, reserveUsd) }
    },
    sweep(now) {
      for (const [id, window] of windows) if (window.endsAt <= now) windows.delete(id)
    },
  }
}

function settleOnce(window: SpendWindow, reserveUsd: number): (spentUsd: number) => void {
  let isSettled = false
  return (spentUsd) => {
    if (isSettled) return
    isSettled = true
    window.heldUsd -= reserveUsd
    window.spentUsd += spentUsd
  }
}
