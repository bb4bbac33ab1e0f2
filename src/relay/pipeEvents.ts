import type { Call } from './call.js'
import type { Meter } from './meter.js'
import { errorBody, Refusal } from './refusal.js'
import { checkEvents } from './replyErrors.js'
import { createWholeEvents } from './wholeEvents.js'

type Controller = ReadableStreamDefaultController<Uint8Array>

/**
 * Passes an event stream on as fast as it is read. A failure, an error of the upstream's, too many bytes or too much time
 * become one error event and the end; a reader that goes away ends the call, and the call's end closes the upstream.
 */
export function pipeEvents(
  body: ReadableStream<Uint8Array>,
  call: Call,
  meter: Pick<Meter, 'bytes' | 'events' | 'finish'>,
  outputBytes: number,
): ReadableStream<Uint8Array> {
  const reader = body.getReader()
  const events = createWholeEvents()
  let received = 0
  let isDone = false
  let isOver = false

  const finish = (code: string | null) => {
    isOver = true
    void reader.cancel().catch(() => {})
    call.end(200, code)
  }
  /** A client may leave after `[DONE]`: then it has everything. */
  const leave = () => finish(isDone ? null : 'client_closed')
  const send = (controller: Controller, bytes: Uint8Array) => {
    call.countOutput(bytes.byteLength)
    controller.enqueue(bytes)
  }
  const pass = (controller: Controller, bytes: Uint8Array) => {
    const { passed, refusal, ...seen } = checkEvents(bytes)
    isDone ||= seen.isDone
    if (passed) {
      meter.events(passed)
      send(controller, passed)
    }
    if (refusal) throw refusal
  }
  const fail = (controller: Controller, error: unknown) => {
    if (isOver) return
    const { code, message } = error instanceof Refusal ? error : broken()
    send(controller, new TextEncoder().encode(`data: ${errorBody(code, message)}\n\n`))
    controller.close()
    finish(code)
  }
  const abort = (controller: Controller, reason: unknown) => {
    if (reason instanceof Refusal) return fail(controller, reason)
    if (isOver) return
    leave()
    controller.error(reason)
  }
  /** Reads until there is a whole event to send, or the end. */
  const advance = async (controller: Controller) => {
    for (;;) {
      const { done, value } = await reader.read()
      if (isOver) return
      if (value) meter.bytes()
      received += value?.byteLength ?? 0
      if (received > outputBytes) throw tooLarge()
      const bytes = done ? events.rest() : events.push(value)
      if (bytes) pass(controller, bytes)
      if (done) {
        meter.finish()
        finish(null)
        return controller.close()
      }
      if (bytes) return
    }
  }

  return new ReadableStream<Uint8Array>(
    {
      start: (controller) => call.onAbort((reason) => abort(controller, reason)),
      pull: (controller) => advance(controller).catch((error) => fail(controller, error)),
      cancel: leave,
    },
    { highWaterMark: 0 },
  )
}

function broken(): Refusal {
  return new Refusal(502, 'upstream_broken', 'The connection to Together AI broke off.')
}

function tooLarge(): Refusal {
  return new Refusal(502, 'output_too_large', 'The reply is larger than the relay passes on.')
}
