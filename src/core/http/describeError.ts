// Together AI's errors: the status counts, `type` is unreliable, and the same condition comes under several statuses.
import { isRecord, recordOf } from '../isRecord.js'
import { retryAfterMs } from './retry.js'
import { TogetherError, type TogetherErrorCode } from './TogetherError.js'

/** What an error body or an in-stream error says, wherever it stands in it. */
interface ErrorBody {
  message: string | null
  /** `type` and `code` in one text. */
  words: string
  /** The body's `error`, else the body. */
  body: unknown
}

/** Reads `{ error: { message } }`, `{ error: 'text' }`, `{ message }`, and plain text. HTML gives no message. */
function readErrorBody(body: unknown): ErrorBody {
  const inner = recordOf(body).error ?? body
  const fields = recordOf(inner)
  const text = isRecord(inner) ? (fields.message ?? fields.error_message) : inner
  const message = typeof text === 'string' && !/^\s*(<|$)/.test(text) ? text.trim().slice(0, 2000) : null
  const words = [fields.type, fields.code, recordOf(body).error_type].filter((word) => word).join(' ')
  return { message, words, body: inner }
}

const contextLength =
  /context.?length|maximum context|context window|max_new_tokens.{0,40}<=|tokens.{0,40}exceed|too many (input )?tokens|prompt is too long/i
const credit = /credit_limit|insufficient_quota|insufficient_credit|payment_required/
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

/** The code of an error answer. The context length is exceeded under 400, 403 and 422. */
function codeOf(status: number, { message, words }: ErrorBody): TogetherErrorCode {
  if (status === 429 && credit.test(words)) return 'credit'
  if (words.includes('streaming_required')) return 'streaming-required'
  if (/400|403|422/.test(`${status}`) && contextLength.test(`${message} ${words}`)) return 'context-length'
  return byStatus[status] ?? (status >= 500 ? 'server' : 'bad-request')
}

/** What happened, and what to do; the server's own words follow. */
const advice: Partial<Record<TogetherErrorCode, string>> = {
  authentication: 'Together AI refused the API key. Check that it is set and not revoked.',
  credit: 'The Together AI account has no credit left.',
  'context-length': "The conversation exceeds the model's context. Shorten it or take another model.",
  'not-found': 'Together AI does not know this model or address.',
  'too-large': 'The request is too large. Send fewer or smaller images.',
  'rate-limit': 'Too many requests at the moment. Wait a little.',
  overloaded: 'The model is overloaded at the moment.',
  server: 'Together AI had a problem. Try again.',
}

/** The error of an answer with a status other than 2xx. */
export function errorFromResponse({ status, headers }: Response, body: unknown): TogetherError {
  const read = readErrorBody(body)
  const code = codeOf(status, read)
  const told = headers.get('x-should-retry')
  const isPassing = code !== 'credit' && (status >= 500 || [408, 409, 429].includes(status))
  return new TogetherError({
    code,
    status,
    message: `${advice[code] ?? 'Together AI refused the request.'} (${status})${read.message ? ` ${read.message}` : ''}`,
    body: read.body,
    requestId: headers.get('x-request-id'),
    retryAfterMs: retryAfterMs(headers),
    retryable: told === 'true' || (told !== 'false' && isPassing),
  })
}

const inStream: readonly (readonly [RegExp, TogetherErrorCode, retryable: boolean])[] = [
  [contextLength, 'context-length', false],
  [credit, 'credit', false],
  [/rate_limit|dynamic_\w+_limited|\b429\b/, 'rate-limit', true],
  [/overloaded|unavailable|\b5[02][39]\b/, 'overloaded', true],
  [/server_error|internal|upstream|timeout|\b5\d\d\b/, 'server', true],
  [/invalid_api_key|authentication|\b401\b/, 'authentication', false],
  [/invalid_request|\b4\d\d\b/, 'bad-request', false],
]

/** The error which a 200 answer or a stream holds in itself. */
export function errorFromPayload(payload: unknown, requestId: string | null): TogetherError {
  const { message, words, body } = readErrorBody(payload)
  const text = message ?? 'The server reported an error without a message.'
  const [, code, retryable] =
    inStream.find(([pattern]) => pattern.test(`${words} ${pattern === contextLength ? text : ''}`)) ?? []
  return new TogetherError({ code: code ?? 'unknown', status: 200, message: text, body, requestId, retryable })
}
