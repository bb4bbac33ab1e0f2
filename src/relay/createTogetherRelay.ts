import { answer } from './answer.js'
import { openCall } from './call.js'
import { createModelsCache } from './modelsCache.js'
import type { RelayOptions } from './options/options.js'
import { settingsOf } from './options/settings.js'
import { corsHeaders } from './origin.js'
import { refusalOf, refusalResponse } from './refusal.js'

/**
 * A request handler which passes Together AI's `/chat/completions`, `/completions` and `/models` on with a key that
 * stays on the server. Refusals are `{ error: { code, message } }`.
 *
 * @throws TypeError which lists everything that is wrong with the options, each with what to do.
 * @example
 * export const POST = createTogetherRelay({
 *   allowedModels: ['meta-llama/Llama-3.3-70B-Instruct-Turbo'],
 *   authenticate: async (request) => await userOf(request.headers.get('cookie')),
 * })
 */
export function createTogetherRelay(options: RelayOptions): (request: Request) => Promise<Response> {
  const settings = settingsOf(options)
  const models = createModelsCache(settings.modelsCacheMs)
  return async (request) => {
    const call = openCall(request, settings)
    const response = await answer(request, call, settings, models).catch((error) => {
      const refusal = refusalOf(error, call.signal)
      call.end(refusal.status, refusal.code)
      return refusalResponse(refusal)
    })
    return protectedResponse(response, corsHeaders(request, settings.allowedOrigins))
  }
}

/** What every answer carries. */
function protectedResponse(response: Response, cors: Record<string, string>): Response {
  const always = { 'x-content-type-options': 'nosniff', 'cache-control': 'no-store, no-transform', ...cors }
  for (const [name, value] of Object.entries(always)) response.headers.set(name, value)
  return response
}
