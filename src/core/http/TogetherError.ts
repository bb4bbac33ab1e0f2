import { addBrand, isBranded } from '../brand.js'
import type { ChatMessage } from '../messages/ChatMessage.js'
import { redact } from './redact.js'

/** What went wrong, as a literal to branch on. The text of an error is for people and may change. */
export type TogetherErrorCode =
  | 'invalid-argument' // refused before any request: the caller passed something wrong
  | 'invalid-message' // a ChatMessage, a part or a dict which cannot be read or sent
  | 'serialization' // toDict / fromDict of tools, secrets and generators
  | 'missing-key' // no API key where one is needed
  | 'browser-key' // a real key in a browser page without dangerouslyAllowBrowser
  | 'bad-request' // 400, 415, 422 and every other 4xx without a code of its own
  | 'authentication' // 401
  | 'credit' // 402, or 429 with credit_limit
  | 'permission' // 403 which does not speak of the context length
  | 'context-length' // 400, 403 or 422: the prompt and max_tokens exceed the model's context
  | 'not-found' // 404: wrong URL or unknown model
  | 'too-large' // 413
  | 'streaming-required' // 400 streaming_required: this model answers as a stream only
  | 'rate-limit' // 429
  | 'server' // 5xx, 408, 409
  | 'overloaded' // 503, 529
  | 'network' // no connection, connection lost, or CORS
  | 'timeout' // one of the four timers; `phase` says which
  | 'truncated' // the stream ended without finish reason and [DONE]
  | 'protocol' // the answer is not what was asked for, or does not parse
  | 'limit' // a bound of ours: event size, choices, tool calls
  | 'invalid-output' // structured output which does not match its schema
  | 'callback' // a streaming callback threw
  | 'aborted' // the caller's signal
  | 'tool-loop' // more steps than maxSteps
  | 'busy' // a send was refused because a run is under way
  | 'unknown' // an error object in the stream without a code we know

/** The timer which ran out: until headers, until the first token, between data events, or the whole turn. */
export type TimeoutPhase = 'headers' | 'first-token' | 'idle' | 'total'

/** What a `TogetherError` is made of; whatever is left out is null, false or 0. */
export interface TogetherErrorInit {
  code: TogetherErrorCode
  message: string
  status?: number | null | undefined
  retryable?: boolean | undefined
  retryAfterMs?: number | null | undefined
  requestId?: string | null | undefined
  body?: unknown
  phase?: TimeoutPhase | null | undefined
  attempts?: number | undefined
  partial?: { replies: ChatMessage[] } | null | undefined
  cause?: unknown
}

const brand = Symbol.for('together-react.TogetherError')

/**
 * The one error of this library. Everything which a request or a reply makes a generator throw is one.
 *
 * - `status`: HTTP status, null when there was no answer.
 * - `retryable`: whether the same request may succeed later.
 * - `retryAfterMs`: how long the server asked to wait, in milliseconds, null when it did not say.
 * - `requestId`: the `x-request-id` header.
 * - `body`: the body's `error`, else the body; keys are redacted in it.
 * - `phase`: the timer which ran out, with `code: 'timeout'`.
 * - `attempts`: requests sent, the first one included.
 * - `partial`: the replies as far as they had arrived.
 */
export class TogetherError extends Error {
  override readonly name: string = 'TogetherError'
  declare readonly code: TogetherErrorCode
  declare readonly status: number | null
  declare readonly retryable: boolean
  declare readonly retryAfterMs: number | null
  declare readonly requestId: string | null
  declare readonly body: unknown
  declare readonly phase: TimeoutPhase | null
  declare readonly attempts: number
  declare readonly partial: { replies: ChatMessage[] } | null

  constructor(init: TogetherErrorInit) {
    super(redact(init.message), init.cause === undefined ? undefined : { cause: init.cause })
    addBrand(this, brand)
    this.code = init.code
    this.status = init.status ?? null
    this.retryable = init.retryable ?? false
    this.retryAfterMs = init.retryAfterMs ?? null
    this.requestId = init.requestId ?? null
    this.body = redact(init.body ?? null)
    this.phase = init.phase ?? null
    this.attempts = init.attempts ?? 0
    this.partial = init.partial ?? null
  }

  /** A plain object for logs: no stack, no cause, no key. */
  toJSON(): Record<string, unknown> {
    const { name, message, partial } = this
    return {
      ...(this as object),
      name,
      message,
      partial: partial && { replies: partial.replies.map((reply) => reply.toDict()) },
    }
  }
}

/** Whether `value` is a TogetherError, also one of another copy of this package. */
export function isTogetherError(value: unknown): value is TogetherError {
  return isBranded(value, brand)
}

/** The same error with more known about it; the stack stays that of the first. */
export function extendError(error: TogetherError, more: Partial<TogetherErrorInit>): TogetherError {
  const extended = new TogetherError({ ...error, message: error.message, cause: error.cause, ...more })
  const trace = error.stack?.indexOf('\n    at ') ?? -1
  if (error.stack !== undefined && trace >= 0)
    extended.stack = `${extended.name}: ${extended.message}${error.stack.slice(trace)}`
  return extended
}

/** `error` itself where it is a TogetherError, else one with `code` which has it as its cause. */
export function toTogetherError(error: unknown, code: TogetherErrorCode, message: string): TogetherError {
  if (isTogetherError(error)) return error
  return new TogetherError({ code, message, retryable: code === 'network', cause: error })
}

/** Refuses a caller's mistake. The message says what happened, why, and what to do. */
export function refuse(message: string, code: TogetherErrorCode = 'invalid-argument'): never {
  throw new TogetherError({ code, message })
}

/** What a run rejects with when its caller's signal is aborted. */
export function abortedError(signal: AbortSignal | undefined): TogetherError {
  return new TogetherError({ code: 'aborted', message: 'The run was stopped by its caller.', cause: signal?.reason })
}
