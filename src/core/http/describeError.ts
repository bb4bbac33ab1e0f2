// Together AI's errors: the status counts, `type` is unreliable, and the same condition comes under several statuses.
import { arrayOf, isRecord } from '../stream/wire.js'
import { retryAfterMs } from './retry.js'
import { TogetherError, type TogetherErrorCode } from './TogetherError.js'

/** What an error body or an in-stream error says, wherever it stands in it. */
export interface ErrorBody {
  message: string | null
  type: string | null
  code: string | null
  /** The body's `error`, else the body. */
  body: unknown
}

/** Reads `{ error: { message } }`, `{ error: 'text' }`, `{ message }`, and plain text. HTML gives no message. */
export function readErrorBody(body: unknown): ErrorBody {
  const inner = isRecord(body) && body.error !== undefined && body.error !== null ? body.error : body
  const fields = isRecord(inner) ? inner : {}
  const text = typeof inner === 'string' && !/^\s*</.test(inner) ? inner.trim() : null
  return {
    message: textOf(fields.message) ?? textOf(fields.error_message) ?? text,
    type: textOf(fields.type) ?? (isRecord(body) ? textOf(body.error_type) : null),
    code: textOf(fields.code),
    body: inner,
  }
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, 2000) : null
}

const byStatus: Readonly<Record<number, TogetherErrorCode>> = {
  401: 'authentication',
  402: 'credit',
  403: 'permission',
  404: 'not-found',
  408: 'server',
  409: 'server',
  413: 'too-large',
  429: 'rate-limit',
  503: 'overloaded',
  529: 'overloaded',
}
const contextLength =
  /context.?length|maximum context|context window|max_new_tokens.{0,40}<=|tokens.{0,40}exceed|too many (input )?tokens|prompt is too long/i
const creditWords = /credit_limit|insufficient_quota|insufficient_credit|payment_required/

/** The code of an error answer. 403 without a word on permission is Together AI's context-length error. */
export function codeOf(status: number, { message, type, code }: ErrorBody): TogetherErrorCode {
  const words = `${type ?? ''} ${code ?? ''}`
  if (status === 402 || (status === 429 && creditWords.test(words))) return 'credit'
  if (words.includes('streaming_required')) return 'streaming-required'
  if ([400, 403, 422].includes(status) && contextLength.test(`${message ?? ''} ${words}`)) return 'context-length'
  if (status >= 500) return byStatus[status] ?? 'server'
  return byStatus[status] ?? 'bad-request'
}

/** What people read: what happened, and what to do. The server's own words follow. */
const advice: Partial<Record<TogetherErrorCode, string>> = {
  authentication:
    'Together AI refused the API key. Check that it is set where the request is sent from, and not revoked.',
  credit: 'The account has no credit left, or reached its spending limit. Add credit in the Together AI settings.',
  permission: 'Together AI refused the request.',
  'context-length':
    "The conversation is longer than the model's context. Shorten it, lower max_tokens, or take another model.",
  'not-found': 'Together AI does not know this model or address. Check the model and apiBaseUrl.',
  'too-large': 'The request is too large. Send fewer or smaller images and messages.',
  'streaming-required': 'This model answers as a stream only.',
  'rate-limit': 'Too many requests at the moment.',
  overloaded: 'The model is overloaded at the moment.',
  server: 'Together AI had a problem of its own.',
  'bad-request': 'Together AI did not accept the request.',
}

/** The error of an answer with a status other than 2xx. */
export function errorFromResponse(response: Response, body: unknown): TogetherError {
  const { status, headers } = response
  const read = readErrorBody(body)
  const code = codeOf(status, read)
  return new TogetherError({
    code,
    status,
    message: [`${advice[code] ?? 'The request failed.'} (${status})`, read.message].filter(Boolean).join(' '),
    body: read.body,
    requestId: headers.get('x-request-id'),
    retryAfterMs: retryAfterMs(headers),
    retryable: isRetryable(status, code, headers),
  })
}

/** The error which a 200 answer or a stream holds in itself. */
export function errorFromPayload(payload: unknown, requestId: string | null): TogetherError {
  const read = readErrorBody(payload)
  const words = `${read.type ?? ''} ${read.code ?? ''}`
  const code = inStreamCode(words, read)
  const message = read.message ?? 'The server reported an error without a message.'
  return new TogetherError({
    code,
    status: 200,
    message,
    body: read.body,
    requestId,
    retryable: retryableInStream.has(code),
  })
}

const retryableInStream: ReadonlySet<TogetherErrorCode> = new Set(['rate-limit', 'overloaded', 'server'])
const inStreamWords: readonly (readonly [RegExp, TogetherErrorCode])[] = [
  [creditWords, 'credit'],
  [/rate_limit|dynamic_request_limited|dynamic_token_limited|\b429\b/, 'rate-limit'],
  [/overloaded|unavailable|\b503\b|\b529\b/, 'overloaded'],
  [/server_error|internal|upstream|timeout|\b50\d\b/, 'server'],
  [/invalid_api_key|authentication|\b401\b/, 'authentication'],
  [/invalid_request|\b4\d\d\b/, 'bad-request'],
]

function inStreamCode(words: string, { message }: ErrorBody): TogetherErrorCode {
  if (contextLength.test(`${message ?? ''} ${words}`)) return 'context-length'
  return inStreamWords.find(([pattern]) => pattern.test(words))?.[1] ?? 'unknown'
}

const retryableStatuses: readonly number[] = [408, 409, 429]

function isRetryable(status: number, code: TogetherErrorCode, headers: Headers): boolean {
  const told = headers.get('x-should-retry')
  if (told === 'true' || told === 'false') return told === 'true'
  return code !== 'credit' && (status >= 500 || arrayOf(retryableStatuses).includes(status))
}
