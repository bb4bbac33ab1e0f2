import { untilAborted } from './untilAborted.js'

/** A response's text, if it is at most that many bytes; throws when it is more, breaks off, or the signal aborts. */
export async function readUpTo(response: Response, limit: number, signal: AbortSignal): Promise<string> {
  const reader = response.body?.getReader()
  if (!reader) return ''
  const decoder = new TextDecoder()
  let text = ''
  let size = 0
  try {
    for (;;) {
      const { done, value } = await untilAborted(reader.read(), signal)
      if (done) return text + decoder.decode()
      size += value.byteLength
      if (size > limit) throw new RangeError(`more than ${limit} bytes`)
      text += decoder.decode(value, { stream: true })
    }
  } finally {
    void reader.cancel().catch(() => {})
  }
}
