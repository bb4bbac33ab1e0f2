import type { Call } from '../call.js'
import { Refusal } from '../refusal.js'

type Controller = ReadableStreamDefaultController<Uint8Array>

const pieceBytes = 64 * 1024

/**
 * A reply which is there whole, no faster than it is read. The call, and so its turn, ends when the last piece was taken,
 * or the clock does: an identity cannot let the relay hold more replies than it has turns. A single piece is handed over
 * at once.
 */
export function wholeBody(bytes: Uint8Array, call: Call): ReadableStream<Uint8Array> {
  let offset = 0
  const hand = (controller: Controller) => {
    const piece = bytes.subarray(offset, offset + pieceBytes)
    offset += pieceBytes
    call.countOutput(piece.byteLength)
    controller.enqueue(piece)
  }
  const finish = (controller: Controller) => {
    controller.close()
    call.end(200, null)
  }
  const abort = (controller: Controller, reason: unknown) => {
    controller.error(reason)
    call.end(200, reason instanceof Refusal ? reason.code : 'client_closed')
  }
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        if (bytes.byteLength > pieceBytes) return call.onAbort((reason) => abort(controller, reason))
        hand(controller)
        finish(controller)
      },
      pull: (controller) => (offset < bytes.byteLength ? hand(controller) : finish(controller)),
      cancel: () => call.end(200, 'client_closed'),
    },
    { highWaterMark: 0 },
  )
}
