import { isTogetherError, TogetherError } from '../http/TogetherError.js'
import type { StreamingChunk } from '../stream/StreamingChunk.js'

/** Called with each chunk; what it returns is awaited before the next chunk is read. */
export type StreamingCallback = (chunk: StreamingChunk) => unknown

/** The way of chunks to a callback. */
export interface Delivery {
  /** Hands the chunk to the callback; a promise when the callback is to be awaited. */
  deliver(chunk: StreamingChunk): Promise<unknown> | undefined
  /** Hands over what was held back. */
  flush(): Promise<void>
  restart(): void
  /** Whether the callback got a chunk with something in it: from then on nothing is tried again. */
  wasShown(): boolean
}

const maxHeld = 100

/** Holds empty chunks back until one has something to show, so that an attempt which fails before that leaves no trace. */
export function createDelivery(onChunk: StreamingCallback): Delivery {
  let held: StreamingChunk[] = []
  let shown = false

  async function flush(): Promise<void> {
    const chunks = held
    held = []
    for (const chunk of chunks) await call(onChunk, chunk)
  }

  return {
    deliver(chunk) {
      if (shown) return call(onChunk, chunk)
      held.push(chunk)
      if (!hasSomething(chunk) && held.length < maxHeld) return undefined
      shown = true
      return flush()
    },
    flush,
    restart() {
      held = []
    },
    wasShown: () => shown,
  }
}

function hasSomething({ content, toolCalls, reasoning, finishReason, meta }: StreamingChunk): boolean {
  return (
    content !== '' || toolCalls !== null || reasoning !== null || finishReason !== null || Boolean(meta.finish_reason)
  )
}

/** A promise only where the callback returned one. Throws `callback`. */
function call(onChunk: StreamingCallback, chunk: StreamingChunk): Promise<unknown> | undefined {
  const failed = (cause: unknown): never => {
    if (isTogetherError(cause)) throw cause
    throw new TogetherError({ code: 'callback', message: 'The streaming callback threw; the run was ended.', cause })
  }
  try {
    const result = onChunk(chunk)
    if (typeof (result as PromiseLike<unknown> | null)?.then !== 'function') return undefined
    return Promise.resolve(result).catch(failed)
  } catch (cause) {
    return failed(cause)
  }
}
