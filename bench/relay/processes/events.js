// What the fake upstream writes and the clients read. Each event says when it was written, by the machine's one
// monotonic clock, so that another process can tell how long it was on its way.

/** Milliseconds of a clock which all processes of the machine share. */
export function now() {
  return Number(process.hrtime.bigint()) / 1e6
}

const before =
  'data: {"id":"oBUtgGr-4Yz4kd-9801a2f00b2b42e8","object":"chat.completion.chunk","created":1760000000,"choices":[{"index":0,"text":" word","logprobs":null,"finish_reason":null,"seed":null,"delta":{"token_id":3492,"role":"assistant","content":" word","tool_calls":null}}],"model":"bench/model","usage":null,"sent":'

/** One token in Together AI's shape. */
export function tokenEvent() {
  return `${before}${now()}}\n\n`
}

export const doneEvent = 'data: [DONE]\n\n'

/** About 16 kB which nobody times. */
export const bulkEvent = Buffer.from(`data: {"choices":[{"index":0,"delta":{"content":"${'x'.repeat(16_384)}"}}]}\n\n`)

/**
 * Reads the text of an event stream: when each token was written, and whether the end has come. A piece may end inside
 * of an event.
 *
 * @param {(sentAt: number) => void} onToken
 */
export function createReader(onToken) {
  let held = ''
  let isDone = false
  return {
    /** @param {string} text */
    push(text) {
      const events = (held + text).split('\n\n')
      held = events.pop() ?? ''
      for (const event of events) {
        if (`${event}\n\n` === doneEvent) isDone = true
        const place = event.lastIndexOf('"sent":')
        if (place > 0) onToken(Number(event.slice(place + 7, -1)))
      }
    },
    /** Whether the last thing was the end which belongs there. */
    isComplete: () => isDone && held === '',
  }
}
