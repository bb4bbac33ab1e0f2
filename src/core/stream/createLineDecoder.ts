import { refuse } from '../http/TogetherError.js'
import type { EventDecoder, ServerSentEvent } from './createEventDecoder.js'

/** Cuts lines of JSON (NDJSON) into events: what `toReadableStream()` of Together AI's own SDK makes. Linear. */
export function createLineDecoder(maxLineLength: number = 16 * 1024 * 1024): EventDecoder {
  const utf8 = new TextDecoder()
  let rest: string[] = []
  let length = 0

  function take(text: string): ServerSentEvent[] {
    const lines = text.split('\n')
    const last = lines.pop() as string
    if (lines.length > 0) {
      lines[0] = rest.join('') + lines[0]
      rest = []
      length = 0
    }
    rest.push(last)
    length += last.length
    if (length > maxLineLength || lines.some((line) => line.length > maxLineLength))
      refuse('A line of the stream is too large.', 'limit')
    return lines.filter((line) => line.trim() !== '').map((data) => ({ event: 'message', data, id: '' }))
  }

  return { feed: (bytes) => take(utf8.decode(bytes, { stream: true })), end: () => take(`${utf8.decode()}\n`) }
}
