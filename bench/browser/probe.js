/**
 * Runs in the page before its own scripts, and counts what the browser does not tell from outside. It is sent as text,
 * so it uses nothing from around it.
 */
export function installProbe() {
  let commits = 0
  let isRunning = false
  /** @type {number[]} */
  const frames = []
  /** @type {number[]} */
  const keys = []
  /** @type {PerformanceEntry[]} */
  const longTasks = []
  let pressedAt = 0

  // React calls this in production as well; it is what its developer tools listen to.
  Object.assign(window, {
    __REACT_DEVTOOLS_GLOBAL_HOOK__: {
      renderers: new Map(),
      supportsFiber: true,
      inject: () => 1,
      checkDCE() {},
      onScheduleFiberRoot() {},
      onCommitFiberRoot() {
        commits++
      },
      onPostCommitFiberRoot() {},
      onCommitFiberUnmount() {},
    },
  })

  new PerformanceObserver((list) => longTasks.push(...list.getEntries())).observe({ type: 'longtask', buffered: true })

  const onKey = (/** @type {KeyboardEvent} */ { timeStamp }) => {
    pressedAt = timeStamp
  }
  addEventListener('keydown', onKey, true)
  addEventListener('input', () => isRunning && requestAnimationFrame(notePaintOf(pressedAt)), true)

  /** The field has its new value; the frame in which this is called back paints it. @param {number} since */
  function notePaintOf(since) {
    return () => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => {
        port1.close()
        keys.push(performance.now() - since)
      }
      port2.postMessage(null)
    }
  }

  /** @param {number} time */
  function noteFrame(time) {
    frames.push(time)
    if (isRunning) requestAnimationFrame(noteFrame)
  }

  Object.assign(window, {
    __probe: {
      /** Starts the answer and waits for its end. @param {string} url */
      async run(url) {
        const { __start: start, __done: done } = /** @type {any} */ (window)
        commits = 0
        isRunning = true
        requestAnimationFrame(noteFrame)
        const startedAt = performance.now()
        start(url)
        await done
        isRunning = false
        return { startedAt, doneAt: performance.now(), commits }
      },
      /** What was counted in a run; asked for later, since long tasks are told late. @param {{ startedAt: number, doneAt: number }} run */
      read({ startedAt, doneAt }) {
        const isWithin = (/** @type {PerformanceEntry} */ { startTime }) =>
          startTime >= startedAt && startTime <= doneAt
        return { keys, frames, longTasks: longTasks.filter(isWithin).map(({ duration }) => duration) }
      },
    },
  })
}
