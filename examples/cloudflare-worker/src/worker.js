import { bearerIdentity, createTogetherRelay } from 'together-react/relay'

/**
 * @typedef {object} Env
 * @property {string} TOGETHER_API_KEY
 * @property {string} RELAY_TOKEN_SECRET  with which your own server signs relay tokens
 * @property {string} ALLOWED_ORIGIN  of the page
 * @property {string} [TOGETHER_BASE_URL]
 *
 * @typedef {{ waitUntil(promise: Promise<unknown>): void }} Context
 */

/** @type {((request: Request) => Promise<Response>) | null} */
let relay = null

export default {
  /**
   * @param {Request} request
   * @param {Env} env  the same for each request
   * @param {Context} context
   * @returns {Promise<Response>}
   */
  async fetch(request, env, context) {
    relay ??= createRelay(env)
    const answering = relay(request)
    context.waitUntil(answering)
    return keptAlive(await answering, context)
  },
}

/**
 * The same response, to its end. When a client leaves, Cloudflare tears its request down at once: what it waits for is
 * what lets the relay close its upstream, and give the turn back.
 *
 * @param {Response} response
 * @param {Context} context
 */
function keptAlive(response, context) {
  if (!response.body) return response
  const { readable, writable } = new TransformStream()
  context.waitUntil(response.body.pipeTo(writable).catch(() => {}))
  return new Response(readable, response)
}

/**
 * The limits are counted in this isolate alone: where several must share them, give a `rateLimiter` of your own.
 *
 * @param {Env} env
 */
function createRelay(env) {
  return createTogetherRelay({
    apiKey: env.TOGETHER_API_KEY,
    upstreamUrl: env.TOGETHER_BASE_URL,
    allowedModels: ['meta-llama/Llama-3.3-70B-Instruct-Turbo'],
    allowedOrigins: [env.ALLOWED_ORIGIN],
    authenticate: bearerIdentity(env.RELAY_TOKEN_SECRET),
    modelsCacheMs: 0, // no request may wait for what another one asks
  })
}
