import type { Call } from '../call.js'
import { brokenOff, errorBody, Refusal, replyTooLarge } from '../refusal.js'
import type { Meter } from './meter.js'
import { checkEvents } from './replyErrors.js'
import { createWholeEvents } from './wholeEvents.js'

/**
 * Passes an event stream on as fast as it is read. A failure, an error of the upstream's, too many bytes or too much time
 * become one error event and the end; a reader that goes away ends the call, and the call's end closes the upstream.
 *
 * Each of a thousand streams waits most of the time. So a wait is as small as it can be, one promise whose callbacks are
 * made once: what a larger one keeps alive gets old in the heap, and stays there long after its chunk has passed.
 */
export function pipeEvents(
  body: ReadableStream<Uint8Array>,
  call: Call,
  meter: Pick<Meter, 'bytes' | 'events' | 'finish'>,
  outputBytes: number,
): ReadableStream<Uint8Array> {
  const reader = body.getReader()
  const events = createWholeEvents()
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined
  let received = 0
  let isReading = false
  let isDone = false
  let isOver = false

  const finish = (code: string | null) => {
    isOver = true
    void reader.cancel().catch(() => {})
    call.end(200, code)
  }
  /** A client may leave after `[DONE]`: then it has everything. */
  const leave = () => finish(isDone ? null : 'client_closed')
  const send = (bytes: Uint8Array) => {
    call.countOutput(bytes.byteLength)
    controller?.enqueue(bytes)
  }
  const pass = (bytes: Uint8Array) => {
    const checked = checkEvents(bytes)
    if (checked.passed) {
      meter.events(checked.text)
      if (checked.isDone) {
        isDone = true
        meter.finish()
      }
      send(checked.passed)
    }
    if (checked.refusal) throw checked.refusal
  }
  const fail = (error: unknown) => {
    if (isOver) return
    const { code, message } = error instanceof Refusal ? error : brokenOff()
    send(new TextEncoder().encode(`data: ${errorBody(code, message)}\n\n`))
    controller?.close()
    finish(code)
  }
  const abort = (reason: unknown) => {
    if (reason instanceof Refusal) return fail(reason)
    if (isOver) return
    leave()
    controller?.error(reason)
  }
  /** Sends the whole events of what was read; reads on where it holds none. */
  const receive = ({ done, value }: ReadableStreamReadResult<Uint8Array>) => {
    if (value) meter.bytes()
    received += value?.byteLength ?? 0
    if (received > outputBytes) throw replyTooLarge()
    const bytes = done ? events.rest() : events.push(value)
    if (bytes) pass(bytes)
    if (done) {
      meter.finish()
      finish(null)
      controller?.close()
    } else if (!bytes) advance()
  }
  const take = (result: ReadableStreamReadResult<Uint8Array>) => {
    isReading = false
    try {
      if (!isOver) receive(result)
    } catch (error) {
      fail(error)
    }
  }
  const advance = () => {
    if (isReading) return
    isReading = true
    reader.read().then(take, fail)
  }

  return new ReadableStream<Uint8Array>(
    {
      start(opened) {
        controller = opened
        call.onAbort(abort)
      },
      pull: advance,
      cancel: leave,
    },
    { highWaterMark: 0 },
  )
}
