// A server in place of Together AI, with what it was sent and when its clients went away.
import { createNodeListener } from '../../src/node/index.js'
import { createSimulator, type SimulatorOptions } from '../../src/testing/index.js'
import { serve } from '../setup/serve.mjs'

export interface Upstream {
  url: string
  requests: {
    path: string
    authorization: string | undefined
    body: { messages: { role: string; content: string }[] }
  }[]
  /** When each request's connection was closed before its reply ended, as `performance.now()`. */
  closedAt: number[]
  /** When the last of each reply was sent, as `performance.now()`. */
  endedAt: number[]
  close(): Promise<void>
}

export async function startUpstream(options: SimulatorOptions): Promise<Upstream> {
  const simulator = createSimulator(options)
  const upstream: Omit<Upstream, 'url' | 'close'> = { requests: [], closedAt: [], endedAt: [] }
  const listener = createNodeListener(async (request) => {
    const text = await request.clone().text()
    const { pathname } = new URL(request.url)
    const authorization = request.headers.get('authorization') ?? undefined
    if (text) upstream.requests.push({ path: pathname, authorization, body: JSON.parse(text) })
    request.signal.addEventListener('abort', () => upstream.closedAt.push(performance.now()))
    if (request.method === 'OPTIONS') return forAnyOrigin(new Response(null, { status: 204 }))
    return forAnyOrigin(noting(await simulator(request), () => upstream.endedAt.push(performance.now())))
  })
  const { origin, close } = await serve(listener)
  return { ...upstream, url: `${origin}/v1`, close }
}

function noting(response: Response, onEnd: () => void): Response {
  const body = response.body?.pipeThrough(new TransformStream<Uint8Array, Uint8Array>({ flush: onEnd }))
  return new Response(body ?? null, response)
}

/** Pages may ask without the playground between. */
function forAnyOrigin(response: Response): Response {
  response.headers.set('access-control-allow-origin', '*')
  response.headers.set('access-control-allow-headers', '*')
  response.headers.set('access-control-max-age', '600')
  return response
}
