const mostMs = 30_000
const longestWaitMs = 3000

/**
 * Tries again with growing waits until the action succeeds, for half a minute; then rejects with its last error. The
 * action may have been done though it failed, so that it must not matter when it is done twice.
 */
export async function untilDone(action: () => Promise<unknown>): Promise<void> {
  let waited = 0
  for (let ms = 100; ; ms = Math.min(ms * 2, longestWaitMs)) {
    try {
      await action()
      return
    } catch (error) {
      if (waited >= mostMs) throw error
    }
    await wait(ms)
    waited += ms
  }
}

/** Where a process would live for this timer alone, as Node's does, it need not. */
function wait(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const timer: unknown = setTimeout(resolve, ms)
    if (isTimer(timer)) timer.unref()
  })
}

function isTimer(timer: unknown): timer is { unref(): void } {
  return typeof timer === 'object' && timer !== null && 'unref' in timer
}
