import type { RateLimiter } from './rateLimiter.js'
import { createSpendWindows } from './spendWindow.js'

interface Turns {
  /** Turns which were not given back. */
  running: Set<{ until: number }>
  /** When the turns of the last minute began, oldest first. */
  startedAt: number[]
}

const minute = 60_000

/**
 * A rate limiter for one process: at most `concurrent` at once, `perMinute` in any 60 seconds, and `usd` in each window.
 */
export function createMemoryRateLimiter(): RateLimiter {
  const turnsById = new Map<string, Turns>()
  const windows = createSpendWindows()
  let sweptAt = performance.now()
  const sweep = (now: number) => {
    if (now - sweptAt < minute) return
    sweptAt = now
    windows.sweep(now)
    for (const [id, turns] of turnsById) {
      endLeases(turns, now)
      if (turns.running.size === 0 && (turns.startedAt.at(-1) ?? 0) <= now - minute) turnsById.delete(id)
    }
  }
  return {
    take(id, { concurrent, perMinute, leaseMs }) {
      const now = performance.now()
      sweep(now)
      const turns = turnsById.get(id) ?? { running: new Set(), startedAt: [] }
      turnsById.set(id, turns)
      turns.startedAt = turns.startedAt.filter((at) => at > now - minute)
      if (turns.running.size >= concurrent) endLeases(turns, now)
      if (turns.running.size >= concurrent) return { isGranted: false, retryAfterMs: 1000 }
      if (turns.startedAt.length >= perMinute) {
        return { isGranted: false, retryAfterMs: (turns.startedAt[0] ?? now) + minute - now }
      }
      const turn = { until: now + leaseMs }
      turns.running.add(turn)
      turns.startedAt.push(now)
      return { isGranted: true, release: () => void turns.running.delete(turn) }
    },
    reserve: (id, limit) => windows.reserve(id, limit, performance.now()),
  }
}

function endLeases({ running }: Turns, now: number): void {
  for (const turn of running) if (turn.until <= now) running.delete(turn)
}
