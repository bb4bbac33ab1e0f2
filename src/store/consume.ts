/**
 * Reads `source` until it ends or `signal` is aborted, whichever is first: a source which does not heed the signal is
 * left, and its later values go nowhere. Rejects with the source's error or the signal's reason.
 */
export async function consume<T>(
  source: AsyncIterable<T>,
  signal: AbortSignal,
  each: (value: T) => void,
): Promise<void> {
  let leave: (reason: unknown) => void = () => {}
  const onAbort = () => leave(signal.reason)
  signal.addEventListener('abort', onAbort, { once: true })
  const iterator = source[Symbol.asyncIterator]()
  const next = () =>
    new Promise<IteratorResult<T>>((resolve, reject) => {
      leave = reject
      if (signal.aborted) reject(signal.reason)
      else iterator.next().then(resolve, reject)
    })
  try {
    for (let result = await next(); !result.done; result = await next()) each(result.value)
  } catch (error) {
    Promise.resolve(iterator.return?.()).catch(() => {})
    throw error
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}
