import type { ClientSystem, RelayLimits } from './options.js'

/** Every default of the relay: what the code fills in, and what the table in docs/relay.md is held to. */
export const relayDefaults: RelayDefaults = {
  upstreamUrl: 'https://api.together.xyz/v1',
  tools: true,
  remoteMedia: false,
  modelsCacheMs: 300_000,
  budgetPerMs: 86_400_000,
  clientSystem: { alone: 'keep', withSystemPrompt: 'refuse' },
  limits: {
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
  },
  publicLimits: { concurrent: 100, perMinute: 600 },
}

interface RelayDefaults {
  readonly upstreamUrl: string
  readonly tools: boolean
  readonly remoteMedia: boolean
  readonly modelsCacheMs: number
  readonly budgetPerMs: number
  readonly clientSystem: { readonly alone: ClientSystem; readonly withSystemPrompt: ClientSystem }
  readonly limits: Readonly<RelayLimits>
  /** Where all callers are one identity. */
  readonly publicLimits: Readonly<Partial<RelayLimits>>
}
