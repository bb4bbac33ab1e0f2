import type { RelayOptions } from './options/options.js'
import { Refusal } from './refusal.js'

/** The API key, looked up for each request so that a build without it succeeds. */
export function resolveKey(apiKey: RelayOptions['apiKey']): string {
  const key = typeof apiKey === 'string' ? apiKey : apiKey ? secretValue(apiKey) : environmentKey()
  if (key) return key
  throw new Refusal(500, 'no_api_key', 'The relay has no API key. Set TOGETHER_API_KEY where it runs.')
}

function secretValue(secret: { resolveValue(): string | null }): string | null {
  try {
    return secret.resolveValue()
  } catch {
    return null // a strict Secret throws when its variable is not set
  }
}

function environmentKey(): string | undefined {
  return globalThis.process?.env?.TOGETHER_API_KEY
}
