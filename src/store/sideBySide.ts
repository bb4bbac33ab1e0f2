/**
 * The values of several sources as they come. Where one fails the others go on; its error is thrown after the last value.
 * Nothing is kept for a source which is silent, as `Promise.race` would keep it with each value of another.
 */
export async function* sideBySide<T>(sources: readonly AsyncIterable<T>[]): AsyncGenerator<T> {
  let arrived: T[] = []
  let open = sources.length
  let failure: { cause: unknown } | null = null
  let wake = () => {}

  async function read(source: AsyncIterable<T>): Promise<void> {
    try {
      for await (const value of source) {
        arrived.push(value)
        wake()
      }
    } catch (cause) {
      failure ??= { cause }
    }
    open -= 1
    wake()
  }

  for (const source of sources) void read(source)
  while (open > 0 || arrived.length > 0) {
    if (arrived.length === 0) {
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
    const values = arrived
    arrived = []
    yield* values
  }
  const thrown = failure as { cause: unknown } | null
  if (thrown) throw thrown.cause
}
