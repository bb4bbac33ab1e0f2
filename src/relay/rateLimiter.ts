/** The answer to a request for a turn. */
export type Turn =
  | {
      isGranted: true
      /** Called once when the request has ended. */
      release: () => void
    }
  | {
      isGranted: false
      /** Milliseconds until a next try makes sense. */
      retryAfterMs: number
    }

/** Counts requests per identity. In memory by default; several instances need one that shares its counts. */
export interface RateLimiter {
  /** Grants a turn, or refuses it; throwing or being slow refuses the request. */
  take(id: string, limits: { concurrent: number; perMinute: number }): Turn | Promise<Turn>
}

interface Usage {
  running: number
  /** When the turns of the last minute began, oldest first. */
  startedAt: number[]
}

const minute = 60_000

/** A rate limiter for one process: at most `concurrent` at once, and `perMinute` in any 60 seconds. */
export function createMemoryRateLimiter(): RateLimiter {
  const usages = new Map<string, Usage>()
  let sweptAt = performance.now()
  const sweep = (now: number) => {
    if (now - sweptAt < minute) return
    sweptAt = now
    for (const [id, usage] of usages) {
      if (usage.running === 0 && (usage.startedAt.at(-1) ?? 0) <= now - minute) usages.delete(id)
    }
  }
  return {
    take(id, { concurrent, perMinute }) {
      const now = performance.now()
      sweep(now)
      const usage = usages.get(id) ?? { running: 0, startedAt: [] }
      usages.set(id, usage)
      usage.startedAt = usage.startedAt.filter((at) => at > now - minute)
      if (usage.running >= concurrent) return { isGranted: false, retryAfterMs: 1000 }
      if (usage.startedAt.length >= perMinute) {
        return { isGranted: false, retryAfterMs: (usage.startedAt[0] ?? now) + minute - now }
      }
      usage.running += 1
      usage.startedAt.push(now)
      return { isGranted: true, release: once(() => (usage.running -= 1)) }
    },
  }
}

function once(action: () => void): () => void {
  let isDone = false
  return () => {
    if (!isDone) action()
    isDone = true
  }
}
