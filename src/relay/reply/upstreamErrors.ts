import type { PassedErrorCode, UpstreamErrorCode } from '../codes.js'
import { contentTypeOf } from '../contentTypeOf.js'
import { readBytes } from '../readBytes.js'
import { Refusal } from '../refusal.js'

const passedCodes: readonly string[] = [
  'streaming_required',
  'model_not_available',
  'dynamic_request_limited',
  'dynamic_token_limited',
  'model_rate_limit',
] satisfies PassedErrorCode[]

const messages: Record<number, [code: UpstreamErrorCode, message: string]> = {
  400: ['upstream_invalid_request', 'Together AI refused the request as invalid.'],
  402: ['credit_limit', 'The credit for Together AI is used up.'],
  403: [
    'upstream_forbidden',
    'Together AI refused the request; the conversation may be longer than the model can read.',
  ],
  404: ['upstream_not_found', 'Together AI does not know this model.'],
  413: ['upstream_too_large', 'The request is too large for Together AI.'],
  422: ['upstream_invalid_request', 'Together AI refused the request as invalid.'],
  429: ['upstream_rate_limited', 'Together AI is asked too often right now. Wait a moment and try again.'],
  503: ['upstream_overloaded', 'Together AI is overloaded. Try again later.'],
}

/** What is wrong with an upstream response, in words of ours; null for the reply that was asked for. */
export async function refusalFor(
  response: Response,
  types: readonly string[],
  signal: AbortSignal,
): Promise<Refusal | null> {
  const { status } = response
  if (status >= 400) return refusalForStatus(response, signal)
  if (status < 200 || status >= 300)
    return new Refusal(502, 'upstream_redirect', 'Together AI answered with a redirect.')
  if (types.includes(contentTypeOf(response))) return null
  return new Refusal(502, 'upstream_protocol', `Together AI answered with another content type than ${types[0]}.`)
}

async function refusalForStatus(response: Response, signal: AbortSignal): Promise<Refusal> {
  if (response.status === 401) {
    return new Refusal(502, 'upstream_unauthorized', 'Together AI refused the key of the relay.')
  }
  const { body, headers, status } = response
  const bytes = await readBytes(body, errorBytes, signal).catch(() => new Uint8Array(0))
  return refusalWith(status, reasonsIn(new TextDecoder().decode(bytes)), headers)
}

/** An error which came inside a reply of status 200, in words of ours. */
export function refusalForError(json: string): Refusal {
  return refusalWith(200, reasonsIn(json), new Headers())
}

function refusalWith(told: number, reasons: readonly string[], headers: Headers): Refusal {
  const status = statusFor(told, reasons)
  const [code, message] = messages[status] ?? ['upstream_error', 'Together AI failed to answer.']
  return new Refusal(status, reasons.find(isPassed) ?? code, message, waitHeaders(headers, status))
}

/** No response can have a status above 599, though Together AI's may. */
function statusFor(told: number, reasons: readonly string[]): number {
  if ((told === 429 || told === 200) && reasons.includes('credit_limit')) return 402
  return told >= 400 && told <= 599 ? told : 502
}

function isPassed(reason: string): reason is PassedErrorCode {
  return passedCodes.includes(reason)
}

const errorBytes = 64 * 1024

/** The `code` and `type` of an error body, wherever Together AI has been seen to put them. */
function reasonsIn(json: string): string[] {
  try {
    const body = JSON.parse(json)
    const found = [body?.error?.code, body?.error?.type, body?.error_type]
    return found.filter((reason) => typeof reason === 'string')
  } catch {
    return []
  }
}

/** A wait in whole seconds; Together AI tells it in `x-ratelimit-reset`, or not at all. */
function waitHeaders(headers: Headers, status: number): Record<string, string> {
  const told =
    secondsOf(headers.get('retry-after')) ?? (status === 429 ? secondsOf(headers.get('x-ratelimit-reset')) : null)
  const seconds = told ?? (status === 429 ? 1 : null)
  return seconds === null ? {} : { 'retry-after': String(seconds) }
}

function secondsOf(value: string | null): number | null {
  if (value === null) return null
  const seconds = /^\s*\d+(\.\d+)?\s*$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1000
  return Number.isFinite(seconds) ? Math.max(1, Math.ceil(seconds)) : null
}
