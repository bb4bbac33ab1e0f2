import { type Call, openCall } from './call.js'
import { identify } from './identify.js'
import { modelsResponse } from './modelsResponse.js'
import { type RelayOptions, type RelaySettings, settingsOf } from './options.js'
import { checkOrigin, corsHeaders, preflightResponse } from './origin.js'
import { pipeEvents } from './pipeEvents.js'
import { applyPolicy, type RelayedBody } from './policy.js'
import { readJsonBody } from './readBody.js'
import { readWhole } from './readWhole.js'
import { jsonResponse, refusalOf, refusalResponse } from './refusal.js'
import { checkContentType, checkMethod, findRoute } from './routes.js'
import { takeTurn } from './takeTurn.js'
import { callUpstream } from './upstream.js'
import { contentTypeOf } from './upstreamErrors.js'

/**
 * A request handler which passes Together AI's `/chat/completions`, `/completions` and `/models` on with a key that
 * stays on the server. Refusals are `{ error: { code, message } }`.
 *
 * @throws TypeError when neither or both of `authenticate` and `public: true` are given.
 * @example
 * export const POST = createTogetherRelay({
 *   allowedModels: ['meta-llama/Llama-3.3-70B-Instruct-Turbo'],
 *   authenticate: async (request) => await userOf(request.headers.get('cookie')),
 * })
 */
export function createTogetherRelay(options: RelayOptions): (request: Request) => Promise<Response> {
  const settings = settingsOf(options)
  return async (request) => {
    const call = openCall(request, settings)
    const response = await answer(request, call, settings).catch((error) => {
      const refusal = refusalOf(error)
      call.end(refusal.status, refusal.code)
      return refusalResponse(refusal)
    })
    return protectedResponse(response, corsHeaders(request, settings.allowedOrigins))
  }
}

async function answer(request: Request, call: Call, settings: RelaySettings): Promise<Response> {
  const { limits, allowedModels, allowedOrigins } = settings
  const route = findRoute(request.url)
  call.note({ path: route.path })
  checkMethod(request.method, route)
  checkOrigin(request, allowedOrigins)
  if (request.method === 'OPTIONS') return ended(call, preflightResponse(route))
  checkContentType(request, route)
  const identity = await identify(request, settings)
  call.note({ identity: identity.id })
  call.onEnd(await takeTurn(identity, settings))
  const body = route.method === 'POST' ? applyPolicy(await readJsonBody(request, limits), route, settings) : null
  call.note({ model: body?.model ?? null })
  call.startClock()
  const upstream = await callUpstream(route, body, typesFor(request, body), settings, call.signal)
  if (isEventStream(upstream)) return eventsResponse(pipeEvents(upstream.body, call, limits.outputBytes))
  const text = await readWhole(upstream, limits.outputBytes, call.signal)
  call.countOutput(new TextEncoder().encode(text).byteLength)
  return ended(call, body ? jsonResponse(text) : modelsResponse(text, allowedModels))
}

/**
 * The content types which answer this request. A buffering proxy may turn a stream into one JSON reply: it is passed on
 * to a client which says that it reads JSON, as the hooks do.
 */
function typesFor(request: Request, body: RelayedBody | null): string[] {
  if (!body?.stream) return ['application/json']
  const readsJson = request.headers.get('accept')?.includes('application/json')
  return readsJson ? ['text/event-stream', 'application/json'] : ['text/event-stream']
}

function isEventStream(response: Response): response is Response & { body: ReadableStream<Uint8Array> } {
  return response.body !== null && contentTypeOf(response) === 'text/event-stream'
}

function ended(call: Call, response: Response): Response {
  call.end(response.status, null)
  return response
}

function eventsResponse(body: ReadableStream<Uint8Array>): Response {
  return new Response(body, {
    headers: { 'content-type': 'text/event-stream; charset=utf-8', 'x-accel-buffering': 'no' },
  })
}

/** What every answer carries. */
function protectedResponse(response: Response, cors: Record<string, string>): Response {
  const always = { 'x-content-type-options': 'nosniff', 'cache-control': 'no-store, no-transform', ...cors }
  for (const [name, value] of Object.entries(always)) response.headers.set(name, value)
  return response
}
