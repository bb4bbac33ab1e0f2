// Work which is too long for one task: done in slices, each shorter than what a reader notices, with a pause between
// them in which the page draws and answers.

/** Milliseconds. A frame has 16 of them, and the chat needs its own part. */
const longestSlice = 8

/**
 * Runs a generator which yields wherever it may pause. Resolves with what it returns; null once the signal aborts. The
 * first slice is a task of its own, too.
 */
export async function inSlices<T>(work: Generator<void, T>, signal: AbortSignal): Promise<T | null> {
  for (;;) {
    await pause()
    if (signal.aborted) return null
    const end = performance.now() + longestSlice
    do {
      const step = work.next()
      if (step.done) return step.value
    } while (performance.now() < end)
  }
}

/** Jobs one after the other, as many in a slice as there is time for. */
export function createQueue(): (job: () => void) => void {
  const jobs: (() => void)[] = []
  let isRunning = false

  async function run(): Promise<void> {
    isRunning = true
    while (jobs.length > 0) {
      await pause()
      const end = performance.now() + longestSlice
      do jobs.shift()?.()
      while (jobs.length > 0 && performance.now() < end)
    }
    isRunning = false
  }

  return (job) => {
    jobs.push(job)
    if (!isRunning) void run()
  }
}

interface Scheduler {
  postTask(callback: () => void, options: { priority: 'user-visible' }): Promise<void>
}

/** Ends in a new task, behind what the page has to do. Safari before 26.2 has no scheduler. */
function pause(): Promise<void> {
  const { scheduler } = globalThis as { scheduler?: Scheduler }
  return new Promise((resolve) => {
    if (scheduler?.postTask) void scheduler.postTask(resolve, { priority: 'user-visible' })
    else setTimeout(resolve, 0)
  })
}
