import type { IncomingMessage, ServerResponse } from 'node:http'
import { createRequest, sendResponse } from '@remix-run/node-fetch-server'

/**
 * Serves a fetch handler, as `createTogetherRelay` makes one, from Node's `http`, Express or Connect. Bodies stream both
 * ways and no faster than they are read, the head is sent before the first byte, and a client that goes away aborts the
 * request. Mount it before anything that reads bodies, as `express.json()` does.
 *
 * @example
 * createServer(createNodeListener(relay)).listen(8787)
 */
export function createNodeListener(
  handler: (request: Request) => Promise<Response>,
): (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void> {
  return async (incoming, outgoing) => {
    const request = requestOf(incoming, outgoing)
    if (!request) return void outgoing.writeHead(400, { connection: 'close' }).end()
    try {
      const response = await handler(request)
      if (outgoing.destroyed) return void response.body?.cancel().catch(() => {})
      const sent = sendResponse(outgoing, unbuffered(response))
      outgoing.flushHeaders() // Node keeps them back until the first byte of the body
      await sent
      drop(request, incoming)
    } catch {
      outgoing.destroy() // the body broke, or the client is gone: a reset is what the client must see
    }
  }
}

/** The request, or null for one which has no URL: its `Host` may be anything. */
function requestOf(incoming: IncomingMessage, outgoing: ServerResponse): Request | null {
  try {
    return createRequest(incoming, outgoing)
  } catch {
    return null
  }
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
