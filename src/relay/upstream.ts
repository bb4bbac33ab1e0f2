import { isRecord } from '../core/isRecord.js'
import type { RelayedBody } from './body/policy.js'
import type { RelaySettings } from './options/settings.js'
import { clientClosed, outOfTime, Refusal, UnbilledRefusal } from './refusal.js'
import { refusalFor } from './reply/upstreamErrors.js'
import type { Route } from './routes.js'
import { untilAborted } from './untilAborted.js'

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
  throw isUnbilled(response) ? new UnbilledRefusal(refusal) : refusal
}

/** Whether this status says no; a gateway answers any 5xx but 503 also when it has lost Together AI at work. */
function isUnbilled({ ok, status }: Response): boolean {
  return (!ok && status < 500) || status === 503
}

async function settled(fetchIt: () => Promise<Response>, signal: AbortSignal): Promise<Response> {
  const fetched = fetchIt()
  try {
    return await untilAborted(fetched, signal)
  } catch (error) {
    void fetched.then((response) => response.body?.cancel()).catch(() => {}) // a fetch that does not obey its signal
    if (signal.reason instanceof Refusal) throw signal.reason
    if (signal.aborted) throw clientClosed()
    throw refusalOfFailure(error)
  }
}

/** After these the request was surely not sent: no address was found, or no connection made. */
const unsent = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']

/** What a failed `fetch` means; only Node says why it failed, in the error's cause. */
function refusalOfFailure(error: unknown): Refusal {
  const cause = error instanceof Error && isRecord(error.cause) ? error.cause : {}
  if (cause.code === 'UND_ERR_HEADERS_TIMEOUT') return outOfTime()
  const refusal = new Refusal(502, 'upstream_unreachable', 'Together AI could not be reached.')
  return unsent.includes(String(cause.code)) ? new UnbilledRefusal(refusal) : refusal
}
