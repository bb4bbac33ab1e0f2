import type { Fetch } from '../http/postJson.js'
import { redact } from '../http/redact.js'
import type { RetryEvent } from '../http/retry.js'
import { extendError, isTogetherError, refuse, TogetherError } from '../http/TogetherError.js'
import { kindOf } from '../messages/kindOf.js'
import { defaultApiBaseUrl } from './defaults.js'
import { resolveKey } from './keyGuard.js'
import type { Secret } from './Secret.js'

/** Headers as values, or a function asked for them before each attempt, and once more after a 401. */
export type HeadersSource = Record<string, string> | (() => Record<string, string> | Promise<Record<string, string>>)

/** How to reach Together AI, or a relay which speaks like it. */
export interface Connection {
  /** The API key; null or nothing sends none, as towards a relay. */
  apiKey?: Secret | string | null | undefined
  /** Null and '' mean the default. @default 'https://api.together.xyz/v1' */
  apiBaseUrl?: string | null | undefined
  /** For headers, first token and silence between events, each, in ms. @default 30000 */
  timeoutMs?: number | null | undefined
  /** For a whole run, retries included, in ms. @default 600000 */
  totalTimeoutMs?: number | undefined
  /** Attempts after the first, while nothing was shown. @default 5 */
  maxRetries?: number | null | undefined
  /** @default globalThis.fetch */
  fetch?: Fetch | undefined
  /** More headers, or an async function which makes them. */
  headers?: HeadersSource | undefined
  /** Allows a key in a browser page, where every visitor can read it. @default false */
  dangerouslyAllowBrowser?: boolean | undefined
  /** Called before a failed attempt is made again. */
  onRetry?: ((event: RetryEvent) => void) | undefined
}

/** A connection with its defaults filled in and its key resolved. */
export interface OpenConnection {
  baseUrl: string
  /** Never in an error: see {@link withoutKey}. */
  key: string | null
  headers(): Promise<Record<string, string>>
  /** Whether asking for headers again may give others. */
  canRefresh: () => boolean
  fetch: Fetch
  timeoutMs: number
  totalMs: number
  maxRetries: number
  onRetry: Connection['onRetry']
}

/** Fills in the defaults. Throws `missing-key` and `browser-key`. */
export function connect(connection: Connection): OpenConnection {
  const { apiKey = null, headers } = connection
  const key = resolveKey(apiKey, connection.dangerouslyAllowBrowser ?? false)
  return {
    baseUrl: baseUrlOf(connection.apiBaseUrl),
    key,
    async headers() {
      const own = { accept: 'application/json', ...(key !== null && { authorization: `Bearer ${key}` }) }
      return { ...Object.fromEntries(joinHeaders(own, await given(headers))) }
    },
    canRefresh: () => typeof headers === 'function',
    fetch: connection.fetch ?? ((url, request) => globalThis.fetch(url, request)),
    timeoutMs: connection.timeoutMs ?? 30_000,
    totalMs: connection.totalTimeoutMs ?? 600_000,
    maxRetries: connection.maxRetries ?? 5,
    onRetry: connection.onRetry,
  }
}

async function given(headers: HeadersSource | undefined): Promise<Record<string, string>> {
  try {
    return (typeof headers === 'function' ? await headers() : headers) ?? {}
  } catch (cause) {
    if (isTogetherError(cause)) throw cause
    throw new TogetherError({ code: 'callback', message: 'The headers function threw.', cause })
  }
}

/** Later ones win, whatever case their names are in: fetch would send `authorization` and `Authorization` both. */
export function joinHeaders(...lists: readonly Record<string, string>[]): Headers {
  const joined = new Headers()
  try {
    for (const list of lists) for (const [name, value] of Object.entries(list)) joined.set(name, value)
  } catch {
    refuse('A header has a name or a value which HTTP does not allow.')
  }
  return joined
}

function baseUrlOf(given: string | null | undefined): string {
  if (given && typeof given !== 'string') refuse(`apiBaseUrl must be a string or null, got ${kindOf(given)}.`)
  return (given || defaultApiBaseUrl).replace(/\/+$/, '')
}

/** The same error without the key, whatever the server or fetch wrote it into. */
export function withoutKey(error: unknown, { key }: Pick<OpenConnection, 'key'>): unknown {
  if (key === null || !isTogetherError(error)) return error
  const { message, body } = redact({ message: error.message, body: error.body }, [key])
  return extendError(error, { message, body, cause: inspected(error.cause).includes(key) ? undefined : error.cause })
}

function inspected(cause: unknown, depth = 0): string {
  if (!(cause instanceof Error) || depth > 8) return typeof cause === 'object' ? '' : String(cause)
  return `${cause.message} ${cause.stack} ${inspected(cause.cause, depth + 1)}`
}
