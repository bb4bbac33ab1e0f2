import type { RelayedBody } from './policy.js'
import { clientClosed, Refusal } from './refusal.js'
import type { Route } from './routes.js'
import type { RelaySettings } from './settings.js'
import { untilAborted } from './untilAborted.js'
import { refusalFor } from './upstreamErrors.js'

/** Calls Together AI once, with headers made from nothing, and refuses whatever is not the reply that was asked for. */
export async function callUpstream(
  route: Route,
  body: Pick<RelayedBody, 'text'> | null,
  types: readonly string[],
  key: string,
  settings: RelaySettings,
  signal: AbortSignal,
): Promise<Response> {
  const { fetch, upstreamUrl } = settings // a Worker's fetch refuses to be called as a method
  const headers: Record<string, string> = { authorization: `Bearer ${key}`, accept: types.join(', ') }
  if (body) headers['content-type'] = 'application/json'
  const init: RequestInit = { method: route.method, headers, body: body?.text ?? null, redirect: 'manual', signal }
  const response = await settled(async () => fetch(upstreamUrl + route.path, init), signal)
  const refusal = await refusalFor(response, types, signal)
  if (!refusal) return response
  void response.body?.cancel().catch(() => {})
  throw refusal
}

async function settled(fetchIt: () => Promise<Response>, signal: AbortSignal): Promise<Response> {
  const fetched = fetchIt()
  try {
    return await untilAborted(fetched, signal)
  } catch {
    void fetched.then((response) => response.body?.cancel()).catch(() => {}) // a fetch that does not obey its signal
    if (signal.reason instanceof Refusal) throw signal.reason
    if (signal.aborted) throw clientClosed()
    throw new Refusal(502, 'upstream_unreachable', 'Together AI could not be reached.')
  }
}
