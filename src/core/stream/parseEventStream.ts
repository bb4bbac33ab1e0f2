import { refuse } from '../http/TogetherError.js'
import { loadEngine } from '../loadEngine.js'
import type { EventStreamOptions, ServerSentEvent } from './createEventDecoder.js'

/**
 * The events of a `text/event-stream` body, by the WHATWG rules. A cleanly ended body flushes its pending event; a
 * broken one drops it and rethrows. Leaving the loop early cancels the body.
 */
export async function* parseEventStream(
  body: ReadableStream<Uint8Array>,
  options: EventStreamOptions = {},
): AsyncGenerator<ServerSentEvent, void, undefined> {
  if (typeof body?.getReader !== 'function') refuse('parseEventStream reads a ReadableStream of bytes.')
  const reader = body.getReader() // no for-await: Safari and Firefox 115 cannot iterate a ReadableStream
  let ended = false
  try {
    const { createEventDecoder } = await loadEngine()
    const decoder = createEventDecoder(options)
    while (!ended) {
      const { done, value } = await reader.read()
      ended = done
      for (const event of done ? decoder.end() : decoder.feed(value)) yield event // yield* would wait for each byte, too
    }
  } catch (error) {
    ended = true
    void reader.cancel(error).catch(() => {})
    throw error
  } finally {
    if (!ended) void reader.cancel().catch(() => {})
  }
}
