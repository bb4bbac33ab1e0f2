import type { IncomingMessage, ServerResponse } from 'node:http'
import { createRequest, sendResponse } from '@remix-run/node-fetch-server'

/** Options of `createNodeListener`. */
export interface NodeListenerOptions {
  /** Milliseconds after which a client that takes nothing of its reply loses its connection. @default 60000 */
  stalledMs?: number | undefined
  /** Told what the handler, or the body of its response, threw; what it throws itself is ignored. */
  onError?: ((error: unknown) => void) | undefined
}

/**
 * Serves a fetch handler, as `createTogetherRelay` makes one, from Node's `http`, Express or Connect. Bodies stream both
 * ways and no faster than they are read, the head is sent before the first byte, and a client that goes away, or stands
 * still for `stalledMs`, aborts the request. A handler that throws is answered with 500. Mount it before anything that
 * reads bodies, as `express.json()` does.
 *
 * @example
 * createServer(createNodeListener(relay)).listen(8787)
 */
export function createNodeListener(
  handler: (request: Request) => Promise<Response>,
  { stalledMs = 60_000, onError }: NodeListenerOptions = {},
): (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void> {
  return async (incoming, outgoing) => {
    const request = requestOf(incoming, outgoing)
    if (!request) return void outgoing.writeHead(400, { connection: 'close' }).end()
    closeWhenStalled(outgoing, stalledMs)
    try {
      const response = await handler(request)
      if (outgoing.destroyed) return void response.body?.cancel().catch(() => {})
      const sent = sendResponse(outgoing, unbuffered(response))
      outgoing.flushHeaders() // Node keeps them back until the first byte of the body
      await sent
    } catch (error) {
      if (outgoing.destroyed) return // the client is gone
      quietly(() => onError?.(error))
      if (outgoing.headersSent) return void outgoing.destroy() // a reset is what the client must see
      outgoing.writeHead(500).end()
    }
    drop(request, incoming)
  }
}

/** A `Host` with more in it than a host would change the path of the request's URL. */
const moreThanHost = /[/?#@\\]/

/** The request, or null for one which has no URL: its `Host` may be anything. */
function requestOf(incoming: IncomingMessage, outgoing: ServerResponse): Request | null {
  if (moreThanHost.test(incoming.headers.host ?? '')) return null
  try {
    return createRequest(incoming, outgoing)
  } catch {
    return null
  }
}

/** Node's own timeout is one of silence: it also comes while the handler is at work, and does no harm then. */
function closeWhenStalled(outgoing: ServerResponse, stalledMs: number): void {
  outgoing.setTimeout(stalledMs, () => {
    if (outgoing.writableLength > 0) outgoing.destroy()
  })
}

/**
 * Lets a body which was not read flow away. Node does so only where nobody listens for it; left standing, it would hold
 * the connection, and a browser that reads no answer before it has sent everything.
 */
function drop(request: Request, incoming: IncomingMessage): void {
  if (incoming.complete) return
  if (!request.body?.locked) void request.body?.cancel().catch(() => {})
  incoming.resume()
}

function unbuffered(response: Response): Response {
  response.headers.set('x-accel-buffering', 'no')
  return response
}

function quietly(action: () => void): void {
  try {
    action()
  } catch {
    return
  }
}
