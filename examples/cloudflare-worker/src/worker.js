import { bearerIdentity, createTogetherRelay } from 'together-react/relay'

/**
 * @typedef {object} Env
 * @property {string} TOGETHER_API_KEY
 * @property {string} RELAY_TOKEN_SECRET  with which your own server signs relay tokens
 * @property {string} ALLOWED_ORIGIN  of the page
 * @property {string} [TOGETHER_BASE_URL]
 */

/** @type {((request: Request) => Promise<Response>) | null} */
let relay = null

export default {
  /**
   * @param {Request} request
   * @param {Env} env  the same for each request
   * @returns {Promise<Response>}
   */
  fetch(request, env) {
    relay ??= createRelay(env)
    return relay(request)
  },
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
  })
}
