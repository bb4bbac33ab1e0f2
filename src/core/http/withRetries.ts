import { type RetryEvent, retryDelayMs, sleep } from './retry.js'
import { extendError, isTogetherError, type TogetherError } from './TogetherError.js'

export interface RetryOptions {
  /** Attempts after the first. */
  maxRetries: number
  signal: AbortSignal | undefined
  onRetry?: ((event: RetryEvent) => void) | undefined
  /** Whether something was shown: then a failure is final, or it would be billed and shown twice. */
  wasShown: () => boolean
  /** Called once after a 401 that may be answered with new headers; whether there are any. */
  canRefresh: () => boolean
  /** The last look at an error before anybody sees it. */
  clean: (error: unknown) => unknown
}

/** Runs `attempt` until it succeeds or fails for good. A final error knows how many attempts were made. */
export async function withRetries<T>(options: RetryOptions, attempt: (number: number) => Promise<T>): Promise<T> {
  const { maxRetries, signal, onRetry, wasShown, canRefresh, clean } = options
  let retries = 0
  let refreshed = false
  for (let number = 1; ; number++) {
    try {
      return await attempt(number)
    } catch (raw) {
      const thrown = clean(raw)
      if (!isTogetherError(thrown)) throw thrown
      const error = extendError(thrown, { attempts: number })
      if (wasShown()) throw error
      if (error.status === 401 && !refreshed && canRefresh()) {
        refreshed = true
        continue
      }
      const delayMs = retries < maxRetries ? retryDelayMs(error, retries + 1) : null
      if (delayMs === null) throw error
      retries++
      notify(onRetry, { attempt: number, delayMs, error })
      await sleep(delayMs, signal).catch((aborted: TogetherError) => {
        throw extendError(aborted, { attempts: number })
      })
    }
  }
}

function notify(onRetry: RetryOptions['onRetry'], event: RetryEvent): void {
  try {
    onRetry?.(event)
  } catch (error) {
    queueMicrotask(() => {
      throw error
    })
  }
}
