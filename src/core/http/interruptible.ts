/** Reads a body until it ends or is interrupted; a pending read is interrupted too, whatever the body does. */
export interface InterruptibleReader {
  read(): Promise<ReadableStreamReadResult<Uint8Array>>
  /** Makes the pending and every later read reject with `reason`, and cancels the body. */
  interrupt(reason: unknown): void
}

/**
 * A body made by a test or a polyfill does not know the request's signal, so aborting the request is not enough. A
 * `Promise.race` for each read would keep a reaction for every chunk: this keeps one function.
 */
export function createInterruptibleReader(body: ReadableStream<Uint8Array>): InterruptibleReader {
  const reader = body.getReader()
  let interrupted: { reason: unknown } | null = null
  let rejectPending: ((reason: unknown) => void) | null = null
  return {
    read: () =>
      new Promise((resolve, reject) => {
        if (interrupted) return reject(interrupted.reason)
        rejectPending = reject
        reader.read().then(resolve, reject)
      }),
    interrupt(reason) {
      if (interrupted) return
      interrupted = { reason }
      rejectPending?.(reason)
      reader.cancel(reason).catch(() => {})
    },
  }
}
