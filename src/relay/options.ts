import { createMemoryRateLimiter, type RateLimiter } from './rateLimiter.js'

/** Who is asking. Limits are counted per `id`. */
export interface Identity {
  id: string
}

/** What one request, and one identity, may use. */
export interface RelayLimits {
  /** Bytes of a request body. @default 8 MiB */
  bodyBytes: number
  /** @default 2000 */
  messages: number
  /** A larger, or absent, `max_tokens` becomes this. @default 4096 */
  maxTokens: number
  /** The largest `n`. @default 4 */
  choices: number
  /** @default 64 */
  tools: number
  /** Bytes of a reply. @default 16 MiB */
  outputBytes: number
  /** Milliseconds from calling Together AI to the end of its reply. @default 600000 */
  totalMs: number
  /** Milliseconds to read a request body. @default 10000 */
  readMs: number
  /** Milliseconds for `authenticate`, and for the rate limiter. @default 5000 */
  authMs: number
  /** Requests of one identity at once; more are refused. @default 4, under `public` 100 */
  concurrent: number
  /** Requests of one identity in any 60 seconds. @default 60, under `public` 600 */
  perMinute: number
}

/** What the relay logs when a request ends; never headers, queries, bodies or error objects. */
export interface RelayLogEntry {
  method: string
  /** `/chat/completions`, `/completions`, `/models`, or null for any other. */
  path: string | null
  status: number
  /** The error's code, or null. */
  code: string | null
  identity: string | null
  /** An allowed model, or null. */
  model: string | null
  outputBytes: number
  durationMs: number
}

/** Options of `createTogetherRelay`. */
export interface RelayOptions {
  /** The key, or a `Secret`, read for each request. @default the environment's TOGETHER_API_KEY */
  apiKey?: { resolveValue(): string | null } | string | undefined
  /** The exact ids of the models which may be asked. */
  allowedModels: readonly string[]
  /** The exact origins which may ask, from any site. @default same origin only */
  allowedOrigins?: readonly string[] | undefined
  /** Says who is asking, by headers; null refuses. Either this or `public: true` must be chosen. */
  authenticate?: ((request: Request) => Identity | null | Promise<Identity | null>) | undefined
  /** Serves everybody, as one identity. */
  public?: true | undefined
  limits?: Partial<RelayLimits> | undefined
  /** Counts requests, for several instances together for example. @default in memory */
  rateLimiter?: RateLimiter | undefined
  /** Body fields to pass beyond those of Together AI's documentation. */
  allowFields?: readonly string[] | undefined
  /** @default 'https://api.together.xyz/v1' */
  upstreamUrl?: string | undefined
  fetch?: typeof globalThis.fetch | undefined
  /** Told once per request, when it has ended. */
  log?: ((entry: RelayLogEntry) => void) | undefined
}

/** The options with every default filled in. */
export interface RelaySettings extends Omit<RelayOptions, 'limits'> {
  limits: RelayLimits
  rateLimiter: RateLimiter
  upstreamUrl: string
  fetch: typeof globalThis.fetch
}

const defaultLimits: RelayLimits = {
  bodyBytes: 8 * 1024 * 1024,
  messages: 2000,
  maxTokens: 4096,
  choices: 4,
  tools: 64,
  outputBytes: 16 * 1024 * 1024,
  totalMs: 600_000,
  readMs: 10_000,
  authMs: 5000,
  concurrent: 4,
  perMinute: 60,
}

const publicLimits: Partial<RelayLimits> = { concurrent: 100, perMinute: 600 }

/** Checks the options and fills in the defaults. */
export function settingsOf(options: RelayOptions): RelaySettings {
  if (Boolean(options.authenticate) === Boolean(options.public)) {
    throw new TypeError(
      'createTogetherRelay needs either `authenticate` or `public: true`, and not both. Without one of them it cannot tell who may spend your credit.',
    )
  }
  if (!Array.isArray(options.allowedModels)) {
    throw new TypeError('createTogetherRelay needs `allowedModels`, the list of model ids which may be asked.')
  }
  return {
    ...options,
    limits: { ...defaultLimits, ...(options.public ? publicLimits : {}), ...defined(options.limits) },
    rateLimiter: options.rateLimiter ?? createMemoryRateLimiter(),
    upstreamUrl: upstreamOf(options.upstreamUrl ?? 'https://api.together.xyz/v1'),
    fetch: options.fetch ?? ((input, init) => globalThis.fetch(input, init)),
  }
}

function defined(limits: Partial<RelayLimits> = {}): Partial<RelayLimits> {
  return Object.fromEntries(Object.entries(limits).filter(([, value]) => value !== undefined))
}

function upstreamOf(url: string): string {
  const { protocol, origin, pathname } = new URL(url)
  if (protocol !== 'https:' && protocol !== 'http:') throw new TypeError(`upstreamUrl must be http or https: ${url}`)
  return origin + pathname.replace(/\/+$/, '')
}
