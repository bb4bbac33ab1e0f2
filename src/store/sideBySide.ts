/**
 * The values of several sources as they come. Where one fails the others go on; its error is thrown after the last value.
 * Nothing is kept for a source which is silent, as `Promise.race` would keep it with each value of another. Once the
 * signal is aborted all are told to end, those which do not heed it, too.
 */
export async function* sideBySide<T>(sources: readonly AsyncIterable<T>[], signal: AbortSignal): AsyncGenerator<T> {
  const iterators = sources.map((source) => source[Symbol.asyncIterator]())
  let arrived: T[] = []
  let open = iterators.length
  let failure: { cause: unknown } | null = null
  let wake = () => {}

  async function read(iterator: AsyncIterator<T>): Promise<void> {
    try {
      for (let next = await iterator.next(); !next.done && !signal.aborted; next = await iterator.next()) {
        arrived.push(next.value)
        wake()
      }
    } catch (cause) {
      failure ??= { cause }
    }
    open -= 1
    wake()
  }

  function leave(): void {
    wake()
    for (const iterator of iterators) Promise.resolve(iterator.return?.()).catch(() => {})
  }

  signal.addEventListener('abort', leave, { once: true })
  try {
    for (const iterator of iterators) void read(iterator)
    while (open > 0 || arrived.length > 0) {
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
  }
  const thrown = failure as { cause: unknown } | null
  if (thrown) throw thrown.cause
}
