import { createNodeListener } from '../../../src/node/index.js'
import { serve } from '../../setup/serve.mjs'

/** Serves a fetch handler over real sockets, on a free port of this machine. */
export function serveHandler(
  handler: (request: Request) => Promise<Response>,
): Promise<{ origin: string; close(): Promise<void> }> {
  return serve(createNodeListener(handler))
}
