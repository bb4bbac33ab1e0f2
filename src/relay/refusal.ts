import type { RelayErrorCode } from './codes.js'

/** Why a request is refused, as the client is told: never with anything of the upstream's, the key's or the prompt's. */
export class Refusal extends Error {
  readonly status: number
  readonly code: RelayErrorCode
  readonly headers: Record<string, string>

  constructor(status: number, code: RelayErrorCode, message: string, headers: Record<string, string> = {}) {
    super(message)
    this.name = 'Refusal'
    this.status = status
    this.code = code
    this.headers = headers
  }
}

/** A refusal of a request for which Together AI has surely done no work: it said no, or was never reached. */
export class UnbilledRefusal extends Refusal {
  constructor({ status, code, message, headers }: Refusal) {
    super(status, code, message, headers)
  }
}

/** The refusal that was thrown, or that which the signal aborted with; a silent 500 for anything else. */
export function refusalOf(error: unknown, signal: AbortSignal): Refusal {
  if (error instanceof Refusal) return error
  if (signal.aborted) return signal.reason instanceof Refusal ? signal.reason : clientClosed()
  return new Refusal(500, 'internal_error', 'The relay failed.')
}

/** Nobody reads this one, but the log has it. */
export function clientClosed(): Refusal {
  return new Refusal(499, 'client_closed', 'The client went away.')
}

/** Together AI has not answered in time. */
export function outOfTime(): Refusal {
  return new Refusal(504, 'upstream_timeout', 'Together AI took too long.')
}

/** The upstream's reply has ended before its end. */
export function brokenOff(): Refusal {
  return new Refusal(502, 'upstream_broken', 'The connection to Together AI broke off.')
}

/** A reply has more bytes than `outputBytes`. */
export function replyTooLarge(): Refusal {
  return new Refusal(502, 'output_too_large', 'The reply is larger than the relay passes on.')
}

/** The error body of every answer which is not 2xx, and of an error event. */
export function errorBody(code: RelayErrorCode, message: string): string {
  return JSON.stringify({ error: { code, message } })
}

/** The refusal as a JSON response. */
export function refusalResponse({ status, code, message, headers }: Refusal): Response {
  return jsonResponse(errorBody(code, message), headers, status)
}

/** A response with JSON. */
export function jsonResponse(
  json: string | ReadableStream<Uint8Array>,
  headers: Record<string, string> = {},
  status = 200,
): Response {
  return new Response(json, { status, headers: { 'content-type': 'application/json; charset=utf-8', ...headers } })
}
