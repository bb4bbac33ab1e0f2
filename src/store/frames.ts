/** Calls a function at most once a frame. */
export interface FrameScheduler {
  /** Asks for a call in the next frame; more asks until then change nothing. */
  request(): void
  /** Calls now if a call was asked for. */
  flush(): void
  cancel(): void
}

interface PageScope {
  requestAnimationFrame?: (callback: (time: number) => void) => number
  cancelAnimationFrame?: (handle: number) => void
  MessageChannel?: typeof MessageChannel
  document?: {
    visibilityState?: string
    addEventListener(type: 'visibilitychange', listener: () => void): void
    removeEventListener(type: 'visibilitychange', listener: () => void): void
  }
}

/** 60 a second: text needs no more, whatever the screen can do. */
const frameMs = 1000 / 60
/** A frame may come so much early: browsers round its time. Two of 144 Hz are shorter than one of ours by more. */
const jitterMs = 2
/** How much of the average is what the last call cost. */
const smoothing = 1 / 8

/**
 * Uses the page's animation frames, at most 60 a second of those which a faster screen has.
 *
 * Frames are dear when a call, with the rendering, layout and painting which it leads to, takes more than `dearMs` of
 * the main thread on average. Then every second one is used, 30 a second and never less, until a call takes less than
 * half of that. By default that is less than a tenth of a frame of 60 Hz: the rest is the application's, and a reader
 * sees no difference between 30 and 60 steps of a text. A single long call counts as twice `dearMs` at most: what a page
 * does once is no reason to slow down.
 *
 * A hidden page has no frames and its timers are slowed down: there the call waits until the page is visible again, and
 * costs nothing meanwhile. Outside of a page a timer of 16 ms stands in.
 */
export function createFrameScheduler(callback: () => void, dearMs = 1.5): FrameScheduler {
  const page = globalThis as PageScope
  let cancelPending: (() => void) | null = null
  let gap = frameMs
  let due = 0
  let isFast = false
  let cost = 0

  function run(): void {
    cancelPending = null
    callback()
  }

  function onFrame(time: number): void {
    if (time < due - jitterMs) {
      isFast = true
      cancelPending = schedule()
      return
    }
    // Where frames are left out, one which is early or late does not move those which follow. Else they set the pace.
    due = (isFast && time - due < gap ? due : time) + gap
    isFast = false
    const startedAt = performance.now()
    run()
    if (!page.MessageChannel) return
    // A task of its own: it comes after the painting of this frame.
    const { port1, port2 } = new page.MessageChannel()
    port1.onmessage = () => {
      port1.close()
      cost += (Math.min(performance.now() - startedAt, 2 * dearMs) - cost) * smoothing
      if (cost > dearMs) gap = 2 * frameMs
      else if (cost < dearMs / 2) gap = frameMs
    }
    port2.postMessage(null)
  }

  function schedule(): () => void {
    const { document } = page
    if (document?.visibilityState === 'hidden') return onceVisible(document, run)
    if (page.requestAnimationFrame) {
      const handle = page.requestAnimationFrame(onFrame)
      return () => page.cancelAnimationFrame?.(handle)
    }
    const timer = setTimeout(run, 16)
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
  const cancel = () => document.removeEventListener('visibilitychange', listener)
  const listener = () => {
    if (document.visibilityState === 'hidden') return
    cancel()
    callback()
  }
  document.addEventListener('visibilitychange', listener)
  return cancel
}
