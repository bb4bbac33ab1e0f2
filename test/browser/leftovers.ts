/** What a page has begun and not ended. */
export interface Leftovers {
  timers: number
  /** By target and type, such as `AbortSignal abort`. */
  listeners: Record<string, number>
  /** Readers of streams which neither ended nor were given back. */
  readers: number
}

declare global {
  interface Window {
    leftovers(): Leftovers
  }
}

/**
 * Counts timers, listeners and stream readers of a page from its beginning: `page.addInitScript(countLeftovers)`.
 * It runs in the page, so it uses nothing of this file; it holds on to nothing itself.
 */
export function countLeftovers(): void {
  const timers = new Set<unknown>()
  const listeners: Record<string, number> = {}
  let readers = 0
  window.leftovers = () => {
    const open = Object.entries(listeners).filter(([, count]) => count !== 0)
    return { timers: timers.size, listeners: Object.fromEntries(open), readers }
  }
  countTimers()
  countListeners()
  countReaders()

  function countTimers(): void {
    const { setTimeout: set, clearTimeout: clear, setInterval: repeat, clearInterval: end } = window
    window.setTimeout = ((run: (...args: unknown[]) => void, ms?: number, ...args: unknown[]) => {
      const timer = set(() => {
        timers.delete(timer)
        run(...args)
      }, ms)
      timers.add(timer)
      return timer
    }) as typeof setTimeout
    window.setInterval = ((run: () => void, ms?: number) => {
      const timer = repeat(run, ms)
      timers.add(timer)
      return timer
    }) as typeof setInterval
    window.clearTimeout = (timer) => {
      timers.delete(timer)
      clear(timer)
    }
    window.clearInterval = (timer) => {
      timers.delete(timer)
      end(timer)
    }
  }

  function countListeners(): void {
    type Listener = EventListenerOrEventListenerObject
    const { addEventListener: add, removeEventListener: remove } = EventTarget.prototype
    const known = new WeakMap<EventTarget, Map<string, Map<Listener, Listener>>>()
    const nameOf = (target: EventTarget, type: string) => {
      if (target instanceof AbortSignal) return `AbortSignal ${type}`
      if (target === document) return `document ${type}`
      return target === window ? `window ${type}` : null
    }
    const isCapture = (options: unknown) =>
      typeof options === 'object' ? Reflect.get(options ?? {}, 'capture') : options
    EventTarget.prototype.addEventListener = function (type, listener, options) {
      const name = nameOf(this ?? window, type)
      if (name === null || !listener) return add.call(this ?? window, type, listener, options)
      const key = `${type} ${Boolean(isCapture(options))}`
      const byKey = known.get(this ?? window) ?? new Map<string, Map<Listener, Listener>>()
      known.set(this ?? window, byKey)
      const ofKey = byKey.get(key) ?? new Map<Listener, Listener>()
      byKey.set(key, ofKey)
      if (ofKey.has(listener)) return
      const signal = typeof options === 'object' ? options?.signal : undefined
      const end = () => {
        if (ofKey.delete(listener)) listeners[name] = (listeners[name] ?? 0) - 1
      }
      if (signal) add.call(signal, 'abort', end, { once: true })
      const isOnce = typeof options === 'object' && options?.once
      const used: Listener = isOnce
        ? function (this: unknown, event) {
            end()
            if (typeof listener === 'function') listener.call(this as EventTarget, event)
            else listener.handleEvent(event)
          }
        : listener
      ofKey.set(listener, used)
      listeners[name] = (listeners[name] ?? 0) + 1
      add.call(this ?? window, type, used, options)
    }
    EventTarget.prototype.removeEventListener = function (type, listener, options) {
      const ofKey = known.get(this ?? window)?.get(`${type} ${Boolean(isCapture(options))}`)
      const used = listener && ofKey?.get(listener)
      const name = nameOf(this ?? window, type)
      if (used && name !== null && ofKey?.delete(listener)) listeners[name] = (listeners[name] ?? 0) - 1
      remove.call(this ?? window, type, used || listener, options)
    }
  }

  function countReaders(): void {
    const { getReader } = ReadableStream.prototype
    ReadableStream.prototype.getReader = function (this: ReadableStream, ...args: []) {
      const reader = getReader.apply(this, args)
      readers += 1
      // Rejects when the lock is given back or the stream breaks, resolves at its end and when it is cancelled.
      const release = () => {
        readers -= 1
      }
      reader.closed.then(release, release)
      return reader
    } as typeof getReader
  }
}
