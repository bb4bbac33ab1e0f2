import express from 'express'
import { createNodeListener } from 'together-react/node'
import { createTogetherRelay } from 'together-react/relay'

/**
 * An Express app with the relay at /api/together.
 *
 * @param {Record<string, string | undefined>} environment  with TOGETHER_API_KEY
 */
export function createApp(environment) {
  const relay = createTogetherRelay({
    apiKey: { resolveValue: () => environment.TOGETHER_API_KEY ?? null },
    upstreamUrl: environment.TOGETHER_BASE_URL || undefined,
    allowedModels: ['meta-llama/Llama-3.3-70B-Instruct-Turbo'],
    authenticate: (request) => userOf(request.headers.get('cookie')),
  })
  const app = express()
  app.disable('x-powered-by')
  // Before express.json(), which would read the bodies away.
  app.use('/api/together', createNodeListener(relay))
  app.use(express.json())
  app.post('/api/echo', (request, response) => {
    response.json(request.body)
  })
  return app
}

/**
 * Yours reads your own session, which nobody can make up.
 *
 * @param {string | null} cookie
 */
function userOf(cookie) {
  const id = /(?:^|; )user=(\w+)/.exec(cookie ?? '')?.[1]
  return id === undefined ? null : { id }
}
