import { abortedError, isTogetherError, TogetherError } from './http/TogetherError.js'

export interface PartWait {
  signal?: AbortSignal | undefined
  /** How long the load may take, in ms. @default 30_000 */
  timeoutMs?: number | null | undefined
}

/**
 * A part of the page which is loaded when it is needed. Throws `network` when it cannot be fetched, and under a signal and
 * a timer `aborted` and `timeout`.
 */
export async function loadPart<Part>(load: () => Promise<Part>, { signal, timeoutMs }: PartWait = {}): Promise<Part> {
  if (signal?.aborted) throw abortedError(signal)
  let cut = () => {}
  try {
    return await Promise.race([
      load(),
      new Promise<never>((_, reject) => {
        const timer = setTimeout(() => reject(notLoaded('timeout')), timeoutMs ?? 30_000)
        const onAbort = () => reject(abortedError(signal))
        signal?.addEventListener('abort', onAbort)
        cut = () => {
          clearTimeout(timer)
          signal?.removeEventListener('abort', onAbort)
        }
      }),
    ])
  } catch (cause) {
    throw isTogetherError(cause) ? cause : notLoaded('network', cause)
  } finally {
    cut()
  }
}

/** Some browsers keep a failed import until the page is loaded again: then it helps to import together-react/engine. */
function notLoaded(code: 'network' | 'timeout', cause?: unknown): TogetherError {
  const message = 'A part of the page did not load. Reload the page.'
  return new TogetherError({ code, phase: code === 'timeout' ? 'headers' : null, retryable: true, message, cause })
}
