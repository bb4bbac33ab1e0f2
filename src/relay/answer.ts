import { applyPolicy, type RelayedBody } from './body/policy.js'
import { readJsonBody } from './body/readBody.js'
import type { Call } from './call.js'
import { contentTypeOf } from './contentTypeOf.js'
import { identify } from './identify.js'
import { reserveBudget } from './limits/reserveBudget.js'
import { takeTurn } from './limits/takeTurn.js'
import type { ModelsCache } from './modelsCache.js'
import { modelsList } from './modelsList.js'
import type { Identity } from './options/options.js'
import type { RelaySettings } from './options/settings.js'
import { checkOrigin, preflightResponse } from './origin.js'
import { clientClosed, jsonResponse } from './refusal.js'
import { openMeter } from './reply/meter.js'
import { pipeEvents } from './reply/pipeEvents.js'
import { readWhole } from './reply/readWhole.js'
import { checkReply } from './reply/replyErrors.js'
import { wholeBody } from './reply/wholeBody.js'
import { resolveKey } from './resolveKey.js'
import { type CompletionRoute, checkContentType, checkMethod, findRoute, type Route } from './routes.js'
import { callUpstream } from './upstream.js'

/** Takes a request through every check and, if it passes them, to Together AI. Throws a `Refusal` otherwise. */
export async function answer(
  request: Request,
  call: Call,
  settings: RelaySettings,
  models: ModelsCache,
): Promise<Response> {
  const route = findRoute(request.url)
  call.note({ path: route.path })
  checkMethod(request.method, route)
  checkOrigin(request, settings.allowedOrigins)
  if (request.method === 'OPTIONS') return ended(call, preflightResponse(route))
  checkContentType(request, route)
  const identity = await identify(request, settings)
  call.note({ identity: identity.id })
  call.onEnd(await takeTurn(identity, settings))
  if (route.path === '/models') return answerModels(route, call, settings, models)
  return answerCompletion(request, route, identity, call, settings)
}

async function answerModels(route: Route, call: Call, settings: RelaySettings, models: ModelsCache): Promise<Response> {
  const ask = async (signal: AbortSignal) => {
    const key = resolveKey(settings.apiKey)
    const upstream = await callUpstream(route, null, ['application/json'], key, settings, signal)
    const bytes = await readWhole(upstream, settings.limits.outputBytes, signal)
    return modelsList(new TextDecoder().decode(bytes), settings.models)
  }
  call.startClock()
  return whole(call, new TextEncoder().encode(await models.get(ask, call.signal)))
}

async function answerCompletion(
  request: Request,
  route: CompletionRoute,
  identity: Identity,
  call: Call,
  settings: RelaySettings,
): Promise<Response> {
  const { outputBytes } = settings.limits
  const body = applyPolicy(await readJsonBody(request, settings.limits), route, settings)
  call.note({ model: body.model })
  const key = resolveKey(settings.apiKey)
  const settle = await reserveBudget(identity, body, settings)
  const meter = openMeter({ body, identity: identity.id, path: route.path, settle }, call, settings)
  if (call.signal.aborted) throw clientClosed()
  call.startClock()
  const types = typesFor(request, body)
  const upstream = await meter.ask(() => callUpstream(route, body, types, key, settings, call.signal))
  if (isEventStream(upstream)) return eventsResponse(pipeEvents(upstream.body, call, meter, outputBytes))
  const bytes = await readWhole(upstream, outputBytes, call.signal, meter.bytes)
  const text = new TextDecoder().decode(bytes)
  const refusal = checkReply(text)
  if (refusal) throw refusal
  meter.whole(text)
  return whole(call, bytes)
}

/**
 * The content types which answer this request. A buffering proxy may turn a stream into one JSON reply: it is passed on
 * to a client which says that it reads JSON, as the hooks do.
 */
function typesFor(request: Request, { stream }: RelayedBody): string[] {
  if (!stream) return ['application/json']
  const readsJson = request.headers.get('accept')?.includes('application/json')
  return readsJson ? ['text/event-stream', 'application/json'] : ['text/event-stream']
}

function isEventStream(response: Response): response is Response & { body: ReadableStream<Uint8Array> } {
  return response.body !== null && contentTypeOf(response) === 'text/event-stream'
}

function whole(call: Call, bytes: Uint8Array): Response {
  return jsonResponse(wholeBody(bytes, call))
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
