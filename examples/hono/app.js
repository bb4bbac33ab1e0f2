import { Hono } from 'hono'
import { getCookie } from 'hono/cookie'
import { createTogetherRelay } from 'together-react/relay'

/**
 * A Hono app with the relay at /api/together. It runs wherever Hono does.
 *
 * @param {Record<string, string | undefined>} environment  with TOGETHER_API_KEY
 */
export function createApp(environment) {
  /** @type {WeakMap<Request, { id: string }>} */
  const users = new WeakMap()
  const relay = createTogetherRelay({
    apiKey: { resolveValue: () => environment.TOGETHER_API_KEY ?? null },
    upstreamUrl: environment.TOGETHER_BASE_URL || undefined,
    allowedModels: ['meta-llama/Llama-3.3-70B-Instruct-Turbo'],
    authenticate: (request) => users.get(request) ?? null,
  })
  const app = new Hono()
  app.all('/api/together/*', (context) => {
    const request = context.req.raw
    const user = getCookie(context, 'user') // yours reads your own session, which nobody can make up
    if (user) users.set(request, { id: user })
    return relay(request)
  })
  return app
}
