import type { IncomingMessage, ServerResponse } from 'node:http'
import { createRequest, sendResponse } from '@remix-run/node-fetch-server'

/** Serves a fetch handler from Node: bodies stream both ways, and a client that goes away aborts the request. */
export function createNodeListener(
  handler: (request: Request) => Promise<Response>,
): (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void> {
  return async (incoming, outgoing) => {
    try {
      const response = await handler(createRequest(incoming, outgoing))
      if (outgoing.destroyed) return void response.body?.cancel()
      const sent = sendResponse(outgoing, unbuffered(response))
      outgoing.flushHeaders() // Node keeps them back until the first byte of the body
      await sent
    } catch {
      outgoing.destroy() // the body broke, or the client is gone: a reset is what the client must see
    }
  }
}

function unbuffered(response: Response): Response {
  response.headers.set('x-accel-buffering', 'no')
  return response
}
