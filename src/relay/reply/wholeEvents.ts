const lineFeed = 10
const carriageReturn = 13

/** Holds back the end of an event stream which is not a whole event yet, so that an error event never lands inside one. */
export interface WholeEvents {
  /** Takes a chunk; returns what may go on, or null. */
  push(chunk: Uint8Array): Uint8Array | null
  /** What is still held back. */
  rest(): Uint8Array | null
}

/** Makes a `WholeEvents`; every byte is looked at once, and a chunk of whole events, as most are, passes as it is. */
export function createWholeEvents(): WholeEvents {
  let held: Uint8Array[] = []
  let isLineEmpty = true
  const endOfLastEvent = (chunk: Uint8Array) => {
    let end = 0
    for (let index = 0; index < chunk.length; index += 1) {
      const byte = chunk[index]
      if (byte === lineFeed && isLineEmpty) end = index + 1
      if (byte === lineFeed) isLineEmpty = true
      else if (byte !== carriageReturn) isLineEmpty = false
    }
    return end
  }
  const release = (last: Uint8Array) => {
    const bytes = held.length === 0 ? last : joined([...held, last])
    if (held.length > 0) held = []
    return bytes.length > 0 ? bytes : null
  }
  return {
    push(chunk) {
      const end = endOfLastEvent(chunk)
      const whole = end > 0 ? release(end < chunk.length ? chunk.subarray(0, end) : chunk) : null
      if (end < chunk.length) held.push(chunk.subarray(end))
      return whole
    },
    rest: () => release(new Uint8Array(0)),
  }
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(chunks.reduce((size, chunk) => size + chunk.length, 0))
  let offset = 0
  for (const chunk of chunks) {
    bytes.set(chunk, offset)
    offset += chunk.length
  }
  return bytes
}
