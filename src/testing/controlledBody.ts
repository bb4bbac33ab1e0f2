/** A body which is fed by hand. */
export interface ControlledBody {
  stream: ReadableStream<Uint8Array>
  send(data: Uint8Array | string): void
  end(): void
  fail(reason: unknown): void
  obey(signal: AbortSignal): void
  cancelled: Promise<void>
  isCancelled(): boolean
}

/** Makes a body that stays open until it is ended, failed or cancelled; what is sent after that is dropped. */
export function createControlledBody(): ControlledBody {
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined
  let isCancelled = false
  let resolveCancelled = () => {}
  const cancelled = new Promise<void>((resolve) => {
    resolveCancelled = resolve
  })
  const cancel = () => {
    isCancelled = true
    controller = undefined
    resolveCancelled()
  }
  const finishWith = (finish: (open: ReadableStreamDefaultController<Uint8Array>) => void) => {
    if (controller) finish(controller)
    controller = undefined
  }
  const stream = new ReadableStream<Uint8Array>({
    start(created) {
      controller = created
    },
    cancel,
  })
  const abort = (signal: AbortSignal) => {
    if (!controller) return
    finishWith((open) => open.error(signal.reason))
    cancel()
  }
  return {
    stream,
    send: (data) => controller?.enqueue(typeof data === 'string' ? new TextEncoder().encode(data) : data),
    end: () => finishWith((open) => open.close()),
    fail: (reason) => finishWith((open) => open.error(reason)),
    obey(signal) {
      if (signal.aborted) abort(signal)
      else signal.addEventListener('abort', () => abort(signal), { once: true })
    },
    cancelled,
    isCancelled: () => isCancelled,
  }
}
