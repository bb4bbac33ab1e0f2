// https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
import { createParser } from 'eventsource-parser'
import { refuse } from '../http/TogetherError.js'

/** An event of a `text/event-stream`, by the WHATWG rules. */
export interface ServerSentEvent {
  /** @default 'message' */
  event: string
  data: string
  /** The last id the stream named, also in an earlier event. @default '' */
  id: string
}

/** Bounds of an event stream. */
export interface EventStreamOptions {
  /** The largest event, in UTF-16 units. A larger one throws `limit`. @default 16777216 */
  maxEventBytes?: number | undefined
}

/** Turns bytes, cut anywhere, into events. Linear in the input. */
export interface EventDecoder {
  /** The events which `bytes` completed. Throws `limit`. */
  feed(bytes: Uint8Array): ServerSentEvent[]
  /** The event which a cleanly ended body left without its blank line. */
  end(): ServerSentEvent[]
}

const defaultMaxEventBytes = 16 * 1024 * 1024

/** The push form of {@link parseEventStream}: what the request loop uses. */
export function createEventDecoder(options: EventStreamOptions = {}): EventDecoder {
  const { maxEventBytes = defaultMaxEventBytes } = options
  const utf8 = new TextDecoder('utf-8', { ignoreBOM: true }) // the parser strips the one which counts
  let lastId = ''
  let events: ServerSentEvent[] = []
  let tooLarge = false
  const parser = createParser({
    maxBufferSize: maxEventBytes,
    onId: (id) => {
      lastId = id
    },
    onEvent({ event, data }) {
      tooLarge ||= data.length > maxEventBytes // the parser's bound does not see a line which came in one piece
      events.push({ event: event ?? 'message', data, id: lastId })
    },
    onError: (error) => {
      tooLarge ||= error.type === 'max-buffer-size-exceeded'
    },
  })

  function take(text: string): ServerSentEvent[] {
    if (text !== '') parser.feed(text)
    const completed = events
    events = []
    if (!tooLarge) return completed
    return refuse(
      `An event of the stream is larger than ${maxEventBytes} bytes. Raise maxEventBytes if that is meant.`,
      'limit',
    )
  }

  return {
    feed: (bytes) => take(utf8.decode(bytes, { stream: true })),
    end: () => take(`${utf8.decode()}\n\n`),
  }
}
