import { abortedError, isTogetherError, TogetherError } from './http/TogetherError.js'

type Engine = typeof import('./engine.js')

let loaded: Engine | null = null

/** Gives the engine which is here already: what `together-react/engine` does when it is imported. */
export function provideEngine(engine: Engine): void {
  loaded = engine
}

export interface PartWait {
  signal?: AbortSignal | undefined
  /** How long the load may take, in ms. @default 30_000 */
  timeoutMs?: number | null | undefined
}

/**
 * The part which makes requests; at once when it is here already. Throws `network` when it cannot be fetched, and under
 * the request's own signal and timer `aborted` and `timeout`.
 */
export async function loadEngine(wait?: PartWait): Promise<Engine> {
  loaded ??= await loadPart(() => import('./engine.js'), wait)
  return loaded
}

/** A part of the page which is loaded when it is needed; throws as {@link loadEngine} does. */
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

/**
 * Loads the part which makes requests, so that the first need not wait for it. The hooks do this when they mount; a page
 * which calls a generator may do it while it is idle. Never rejects: what fails here fails again with the request.
 */
export async function preload(): Promise<void> {
  await loadEngine().catch(() => {})
}
