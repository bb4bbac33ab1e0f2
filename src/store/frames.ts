/** Calls a function at most once a frame. */
export interface FrameScheduler {
  /** Asks for a call in the next frame; more asks until then change nothing. */
  request(): void
  /** Calls now if a call was asked for. */
  flush(): void
  cancel(): void
}

interface PageScope {
  requestAnimationFrame?: (callback: () => void) => number
  cancelAnimationFrame?: (handle: number) => void
  document?: {
    visibilityState?: string
    addEventListener(type: 'visibilitychange', listener: () => void): void
    removeEventListener(type: 'visibilitychange', listener: () => void): void
  }
}

const frameMs = 16

/**
 * Uses the page's animation frames. A hidden page has none and its timers are slowed down: there the call waits until
 * the page is visible again, and costs nothing meanwhile. Outside of a page a timer of 16 ms stands in.
 */
export function createFrameScheduler(callback: () => void): FrameScheduler {
  const page = globalThis as PageScope
  let cancelPending: (() => void) | null = null

  function run(): void {
    cancelPending = null
    callback()
  }

  function schedule(): () => void {
    const { document } = page
    if (document?.visibilityState === 'hidden') return onceVisible(document, run)
    if (page.requestAnimationFrame) {
      const handle = page.requestAnimationFrame(run)
      return () => page.cancelAnimationFrame?.(handle)
    }
    const timer = setTimeout(run, frameMs)
    return () => clearTimeout(timer)
  }

  return {
    request() {
      cancelPending ??= schedule()
    },
    flush() {
      if (!cancelPending) return
      cancelPending()
      run()
    },
    cancel() {
      cancelPending?.()
      cancelPending = null
    },
  }
}

function onceVisible(document: NonNullable<PageScope['document']>, callback: () => void): () => void {
  const listener = () => {
    if (document.visibilityState === 'hidden') return
    document.removeEventListener('visibilitychange', listener)
    callback()
  }
  document.addEventListener('visibilitychange', listener)
  return () => document.removeEventListener('visibilitychange', listener)
}
