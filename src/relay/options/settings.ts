import { createMemoryRateLimiter } from '../limits/createMemoryRateLimiter.js'
import type { RateLimiter } from '../limits/rateLimiter.js'
import { checkOptions } from './checkOptions.js'
import { relayDefaults } from './defaults.js'
import type { AllowedTools, Budget, ClientSystem, ModelPolicy, RelayLimits, RelayOptions } from './options.js'

/** US dollars for a million tokens. */
export interface Price {
  readonly input: number
  readonly cachedInput: number
  readonly output: number
}

/** What holds for one allowed model. */
export interface ModelRules {
  readonly maxTokens: number
  readonly choices: number
  readonly messages: number
  readonly tools: AllowedTools
  readonly price: Price | null
}

/** What one identity may spend, and who counts it. */
export interface BudgetRules {
  readonly usd: number
  readonly perMs: number
  readonly reserve: Required<RateLimiter>['reserve']
}

/** The options with every default filled in. */
export interface RelaySettings
  extends Pick<
    RelayOptions,
    'apiKey' | 'allowedOrigins' | 'allowFields' | 'authenticate' | 'log' | 'onUsage' | 'systemPrompt'
  > {
  /** The allowed models, each with its rules. */
  readonly models: ReadonlyMap<string, ModelRules>
  readonly limits: Readonly<RelayLimits>
  readonly clientSystem: ClientSystem
  readonly remoteMedia: boolean
  readonly budget: BudgetRules | null
  readonly modelsCacheMs: number
  readonly rateLimiter: RateLimiter
  readonly upstreamUrl: string
  readonly fetch: typeof globalThis.fetch
}

/** Checks the options and fills in the defaults. Throws a TypeError which lists everything that is wrong. */
export function settingsOf(options: RelayOptions): RelaySettings {
  checkOptions(options)
  const { limits, publicLimits, clientSystem, ...defaults } = relayDefaults
  const rateLimiter = options.rateLimiter ?? createMemoryRateLimiter()
  const filled = {
    ...options,
    limits: { ...limits, ...(options.public ? publicLimits : {}), ...defined(options.limits) },
    clientSystem:
      options.clientSystem ?? (options.systemPrompt === undefined ? clientSystem.alone : clientSystem.withSystemPrompt),
    remoteMedia: options.remoteMedia ?? defaults.remoteMedia,
    budget: options.budget ? budgetOf(options.budget, rateLimiter) : null,
    modelsCacheMs: options.modelsCacheMs ?? defaults.modelsCacheMs,
    rateLimiter,
    upstreamUrl: baseOf(options.upstreamUrl ?? defaults.upstreamUrl),
    fetch: options.fetch ?? ((input: RequestInfo | URL, init?: RequestInit) => globalThis.fetch(input, init)),
  }
  const tools = options.tools ?? defaults.tools
  const rules = options.allowedModels.map((id) => [id, rulesOf(policyOf(id, options), filled.limits, tools)] as const)
  return { ...filled, models: new Map(rules) }
}

function budgetOf({ usd, perMs = relayDefaults.budgetPerMs }: Budget, rateLimiter: RateLimiter): BudgetRules {
  const counts = rateLimiter as Required<RateLimiter> // one which cannot count money was refused with the options
  return { usd, perMs, reserve: (id, limit) => counts.reserve(id, limit) }
}

function policyOf(id: string, { models = {} }: RelayOptions): ModelPolicy {
  return (Object.hasOwn(models, id) ? models[id] : undefined) ?? {}
}

function rulesOf(policy: ModelPolicy, limits: RelayLimits, tools: AllowedTools): ModelRules {
  const { input, output, cached_input } = policy.price ?? {}
  return {
    maxTokens: policy.maxTokens ?? limits.maxTokens,
    choices: policy.choices ?? limits.choices,
    messages: policy.messages ?? limits.messages,
    tools: policy.tools ?? tools,
    price: input === undefined || output === undefined ? null : { input, output, cachedInput: cached_input ?? input },
  }
}

function defined(limits: Partial<RelayLimits> = {}): Partial<RelayLimits> {
  return Object.fromEntries(Object.entries(limits).filter(([, value]) => value !== undefined))
}

function baseOf(url: string): string {
  const { origin, pathname } = new URL(url)
  return origin + pathname.replace(/\/+$/, '')
}
