// A server in place of Together AI, with what it was sent and when its clients went away.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createNodeListener } from '../../playground/devServer/createNodeListener.js'
import { createSimulator, type SimulatorOptions } from '../../src/testing/index.js'

export interface Upstream {
  url: string
  requests: {
    path: string
    authorization: string | undefined
    body: { messages: { role: string; content: string }[] }
  }[]
  /** When each request's connection was closed before its reply ended, as `performance.now()`. */
  closedAt: number[]
  close(): Promise<void>
}

export async function startUpstream(options: SimulatorOptions): Promise<Upstream> {
  const simulator = createSimulator(options)
  const upstream: Omit<Upstream, 'url' | 'close'> = { requests: [], closedAt: [] }
  const listener = createNodeListener(async (request) => {
    const text = await request.clone().text()
    const { pathname } = new URL(request.url)
    const authorization = request.headers.get('authorization') ?? undefined
    if (text) upstream.requests.push({ path: pathname, authorization, body: JSON.parse(text) })
    request.signal.addEventListener('abort', () => upstream.closedAt.push(performance.now()))
    return forAnyOrigin(request.method === 'OPTIONS' ? new Response(null, { status: 204 }) : await simulator(request))
  })
  const server = createServer(listener)
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  return { ...upstream, url: `http://127.0.0.1:${port}/v1`, close: () => closeServer(server) }
}

/** Pages may ask without the playground between. */
function forAnyOrigin(response: Response): Response {
  response.headers.set('access-control-allow-origin', '*')
  response.headers.set('access-control-allow-headers', '*')
  response.headers.set('access-control-max-age', '600')
  return response
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((closed) => server.close(() => closed()))
}
