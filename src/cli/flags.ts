import type { parseArgs } from 'node:util'

/** The variables of a process. */
export type Environment = Readonly<Record<string, string | undefined>>

/** What `together-react relay` takes, for node's `parseArgs`; `usage.ts` says what each means. */
export const flags = {
  model: { type: 'string', multiple: true },
  origin: { type: 'string', multiple: true },
  public: { type: 'boolean' },
  'token-secret-env': { type: 'string', multiple: true },
  'token-audience': { type: 'string' },
  'max-tokens': { type: 'string' },
  'per-minute': { type: 'string' },
  concurrent: { type: 'string' },
  'redis-env': { type: 'string' },
  port: { type: 'string' },
  host: { type: 'string' },
  'grace-seconds': { type: 'string' },
} as const

/** What was given for them. */
export type Values = ReturnType<typeof parseArgs<{ options: typeof flags }>>['values']

/** Those which take a whole number. */
export type NumberFlag = 'max-tokens' | 'per-minute' | 'concurrent' | 'port' | 'grace-seconds'
