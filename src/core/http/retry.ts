import { abortedError, type TogetherError } from './TogetherError.js'

/** The longest wait a server may ask for, in milliseconds. More fails at once. */
const maxRetryAfterMs = 60_000

/** Before an attempt is made again; `delayMs` is the wait which begins now. */
export interface RetryEvent {
  /** The attempt which failed, from 1. */
  attempt: number
  delayMs: number
  error: TogetherError
}

/** How long the server asks to wait, in ms: `retry-after-ms`, `retry-after` (seconds or date), `x-ratelimit-reset` (seconds). */
export function retryAfterMs(headers: Headers, now: number = Date.now()): number | null {
  const ms = positive(headers.get('retry-after-ms'))
  if (ms !== null) return ms
  const after = headers.get('retry-after')
  const seconds = positive(after)
  if (seconds !== null) return seconds * 1000
  const until = after === null ? Number.NaN : Date.parse(after) - now
  if (until > 0) return until
  const reset = positive(headers.get('x-ratelimit-reset'))
  return reset === null ? null : reset * 1000
}

function positive(text: string | null): number | null {
  if (text === null || text.trim() === '') return null
  const value = Number(text)
  return Number.isFinite(value) && value > 0 ? value : null
}

/** The wait before attempt `attempt + 1` in ms, or null when the error is not to be tried again. */
export function retryDelayMs(error: TogetherError, attempt: number, random: () => number = Math.random): number | null {
  if (!error.retryable) return null
  if (error.retryAfterMs === null) return Math.min(500 * 2 ** (attempt - 1), 8000) * (1 - 0.25 * random())
  return error.retryAfterMs > maxRetryAfterMs ? null : error.retryAfterMs * (1 + 0.1 * random())
}

/** Waits. Rejects with `aborted` at once when `signal` is, and leaves no listener behind. */
export function sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      clearTimeout(timer)
      reject(abortedError(signal))
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', onAbort)
      resolve()
    }, ms)
    if (signal?.aborted) onAbort()
    else signal?.addEventListener('abort', onAbort, { once: true })
  })
}
