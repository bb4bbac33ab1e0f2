import type { ModelPricing } from '../../core/generators/listModels.js'
import type { RateLimiter } from '../limits/rateLimiter.js'

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
  /** Milliseconds from calling Together AI until the client has read its reply. @default 600000 */
  totalMs: number
  /** Milliseconds to read a request body. @default 10000 */
  readMs: number
  /** Milliseconds for `authenticate`, and for the rate limiter. @default 5000 */
  authMs: number
  /** Requests of one identity at once, each until its reply was read; more are refused. @default 4, under `public` 100 */
  concurrent: number
  /** Requests of one identity in any 60 seconds. @default 60, under `public` 600 */
  perMinute: number
}

/** Which tools pass: all, none, or the functions of these names. */
export type AllowedTools = boolean | readonly string[]

/** What becomes of a client's own `system` and `developer` messages. */
export type ClientSystem = 'refuse' | 'drop' | 'keep'

/** What holds for one model, instead of what holds for all. */
export interface ModelPolicy {
  /** @default limits.maxTokens */
  maxTokens?: number | undefined
  /** @default limits.choices */
  choices?: number | undefined
  /** @default limits.messages */
  messages?: number | undefined
  /** @default the option `tools` */
  tools?: AllowedTools | undefined
  /** US dollars for a million tokens, as in the rows of `/models`; `input` and `output` are needed. */
  price?: ModelPricing | undefined
}

/** What one identity may spend. */
export interface Budget {
  /** US dollars in one window. */
  usd: number
  /** Length of a window in milliseconds; it begins with an identity's first request. @default 86400000, a day */
  perMs?: number | undefined
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

/** What a request to Together AI has used, told when it has ended. */
export interface RelayUsage {
  identity: string
  model: string
  path: '/chat/completions' | '/completions'
  /** What the client got. */
  status: number
  /** The error's code, or null. */
  code: string | null
  stream: boolean
  promptTokens: number
  /** Those of the prompt's tokens which were cached. */
  cachedTokens: number
  /** Of all choices, reasoning included. */
  completionTokens: number
  /** Whether the tokens are the most that it can be, because Together AI did not tell them, or not all. */
  isEstimated: boolean
  /** US dollars; null for a model without a price. */
  costUsd: number | null
  /** Milliseconds from calling Together AI to the first bytes of its reply; null when there was none. */
  firstByteMs: number | null
  /** Milliseconds of the whole request. */
  durationMs: number
  outputBytes: number
}

/** Options of `createTogetherRelay`. */
export interface RelayOptions {
  /** The key, or a `Secret`, read for each request. @default the environment's TOGETHER_API_KEY */
  apiKey?: { resolveValue(): string | null } | string | undefined
  /** The exact ids of the models which may be asked. */
  allowedModels: readonly string[]
  /** Limits, tools and price of single models, by id. */
  models?: Readonly<Record<string, ModelPolicy>> | undefined
  /** The exact origins which may ask, from any site. @default same origin only */
  allowedOrigins?: readonly string[] | undefined
  /** Says who is asking, by headers; null refuses. Either this or `public: true` must be chosen. */
  authenticate?: ((request: Request) => Identity | null | Promise<Identity | null>) | undefined
  /** Serves everybody, as one identity. */
  public?: true | undefined
  limits?: Partial<RelayLimits> | undefined
  /** Put before the messages of every chat. `/completions`, where nothing could enforce it, is refused. */
  systemPrompt?: string | undefined
  /** What becomes of a client's own system messages. @default 'keep', with a `systemPrompt` 'refuse' */
  clientSystem?: ClientSystem | undefined
  /** @default true */
  tools?: AllowedTools | undefined
  /** Whether images, audio and video may be `http(s):` URLs, which Together AI then fetches. @default false */
  remoteMedia?: boolean | undefined
  /** What each identity may spend; needs the price of each allowed model. @default no limit */
  budget?: Budget | undefined
  /** Counts requests and money, for several instances together for example. @default in memory */
  rateLimiter?: RateLimiter | undefined
  /** Body fields to pass beyond those of Together AI's documentation. */
  allowFields?: readonly string[] | undefined
  /** Milliseconds for which `/models` is answered from memory; 0 asks each time. @default 300000 */
  modelsCacheMs?: number | undefined
  /** @default 'https://api.together.xyz/v1' */
  upstreamUrl?: string | undefined
  fetch?: typeof globalThis.fetch | undefined
  /** Told once per request, when it has ended. */
  log?: ((entry: RelayLogEntry) => void) | undefined
  /** Told once per completion for which Together AI was called, when it has ended. */
  onUsage?: ((usage: RelayUsage) => void) | undefined
}
