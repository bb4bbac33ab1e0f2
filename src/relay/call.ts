import type { RelayLogEntry } from './options/options.js'
import type { RelaySettings } from './options/settings.js'
import { outOfTime } from './refusal.js'

/** One request on its way through the relay: what is known of it, and what has to happen when it ends. */
export interface Call {
  /** Aborts with a `Refusal` when time is up, with anything else when the client is gone or the call has ended. */
  readonly signal: AbortSignal
  /** Adds what has become known to the log entry. */
  note(known: Partial<Pick<RelayLogEntry, 'path' | 'identity' | 'model'>>): void
  countOutput(bytes: number): void
  /** Starts `totalMs`. */
  startClock(): void
  /** Calls the listener once the signal aborts, at once if it has. */
  onAbort(listener: (reason: unknown) => void): void
  /** Runs the action with the log entry when the call ends. */
  onEnd(action: (entry: RelayLogEntry) => unknown): void
  /** Ends the call, once: runs what `onEnd` was given, stops the clock, aborts the upstream, and logs. */
  end(status: number, code: string | null): void
}

/** Opens a call for a request. */
export function openCall(request: Request, { limits, log }: RelaySettings): Call {
  const startedAt = performance.now()
  const controller = new AbortController()
  const known = { method: request.method, path: null, identity: null, model: null } as Partial<RelayLogEntry>
  const endings: ((entry: RelayLogEntry) => unknown)[] = []
  let outputBytes = 0
  let isEnded = false
  const abort = () => controller.abort(request.signal.reason)
  if (request.signal.aborted) abort()
  else request.signal.addEventListener('abort', abort, { once: true })
  endings.push(() => request.signal.removeEventListener('abort', abort))
  return {
    signal: controller.signal,
    note: (more) => Object.assign(known, more),
    countOutput: (bytes) => {
      outputBytes += bytes
    },
    startClock() {
      const timer = setTimeout(() => controller.abort(outOfTime()), limits.totalMs)
      endings.push(() => clearTimeout(timer))
    },
    onAbort(listener) {
      const { signal } = controller
      if (signal.aborted) listener(signal.reason)
      else signal.addEventListener('abort', () => listener(signal.reason), { once: true })
    },
    onEnd: (action) => endings.push(action),
    end(status, code) {
      if (isEnded) return
      isEnded = true
      const durationMs = Math.round(performance.now() - startedAt)
      const entry = { ...known, status, code, outputBytes, durationMs } as RelayLogEntry
      for (const ending of endings) quietly(() => ending(entry))
      controller.abort(new Error('The call has ended'))
      quietly(() => log?.(entry))
    },
  }
}

/** What a host's callback throws, or rejects with, must not become the client's problem, nor be printed. */
function quietly(action: () => unknown): void {
  try {
    void Promise.resolve(action()).catch(() => {})
  } catch {
    return
  }
}
