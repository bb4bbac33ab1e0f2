/**
 * The values of several sources as they come. Where one fails the others go on; the first error is thrown after the last
 * value. Nothing is kept for a source which is silent, as `Promise.race` would keep it with each value of another. Once
 * the signal is aborted, or who reads leaves, all which are under way are told to end, those which heed no signal, too.
 */
export async function* sideBySide<T>(sources: readonly AsyncIterable<T>[], signal: AbortSignal): AsyncGenerator<T> {
  const open = new Set(sources.map((source) => source[Symbol.asyncIterator]()))
  let arrived: T[] = []
  let failure: { cause: unknown } | null = null
  let isLeft = false
  let wake = () => {}

  async function read(iterator: AsyncIterator<T>): Promise<void> {
    try {
      for (let next = await iterator.next(); !next.done && !isLeft; next = await iterator.next()) {
        arrived.push(next.value)
        wake()
      }
    } catch (cause) {
      failure ??= { cause }
    }
    open.delete(iterator)
    wake()
  }

  function leave(): void {
    isLeft = true
    wake()
    for (const iterator of open) end(iterator).catch(() => {})
  }

  signal.addEventListener('abort', leave, { once: true })
  try {
    for (const iterator of open) void read(iterator)
    while (open.size > 0 || arrived.length > 0) {
      signal.throwIfAborted()
      if (arrived.length === 0) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
      const values = arrived
      arrived = []
      yield* values
    }
  } finally {
    signal.removeEventListener('abort', leave)
    if (!isLeft) leave()
  }
  const thrown = failure as { cause: unknown } | null
  if (thrown) throw thrown.cause
}

async function end(iterator: AsyncIterator<unknown>): Promise<void> {
  await iterator.return?.()
}
