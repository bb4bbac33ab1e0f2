/**
 * A body's bytes, if they are at most `limit`. Each chunk is copied at once: one of a single byte may hold on to the whole
 * packet which it came in. `onBytes` is called at each. Throws a RangeError past the limit, and the signal's reason once
 * that aborts.
 */
export async function readBytes(
  body: ReadableStream<Uint8Array> | null,
  limit: number,
  signal: AbortSignal,
  onBytes?: () => void,
): Promise<Uint8Array> {
  if (!body) return new Uint8Array(0)
  const reader = body.getReader()
  const stop = () => void reader.cancel().catch(() => {})
  signal.addEventListener('abort', stop)
  let bytes: Uint8Array = new Uint8Array(0)
  let size = 0
  try {
    for (;;) {
      signal.throwIfAborted()
      const { done, value } = await reader.read()
      if (done && !signal.aborted) return bytes.subarray(0, size)
      if (!value) continue
      onBytes?.()
      const next = size + value.byteLength
      if (next > limit) throw new RangeError(`more than ${limit} bytes`)
      if (next > bytes.length) bytes = copyOf(bytes, Math.min(limit, Math.max(2 * next, 4096)))
      bytes.set(value, size)
      size = next
    }
  } finally {
    signal.removeEventListener('abort', stop)
    stop()
  }
}

function copyOf(bytes: Uint8Array, length: number): Uint8Array {
  const copy = new Uint8Array(length)
  copy.set(bytes)
  return copy
}
