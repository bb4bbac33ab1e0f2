import { type Connection, isSecret, type Secret } from '../core/index.js'

/**
 * Who asks, as a hash: no key is in a query's key, and nobody sees the list of somebody else. A function for headers,
 * which is a new one in each render when it is written there, counts as its provider, of which `provider` is the number.
 */
export function identityOf({ apiKey, headers }: Connection, provider: number): string {
  const source = typeof headers === 'function' ? provider : Object.entries(headers ?? {}).sort()
  return hashOf(JSON.stringify([keyOf(apiKey), source]))
}

function keyOf(apiKey: Secret | string | null | undefined): string | null {
  try {
    return isSecret(apiKey) ? apiKey.resolveValue() : (apiKey ?? null)
  } catch {
    return null // the request will tell that there is none
  }
}

/** FNV-1a, 64 bit: http://www.isthe.com/chongo/tech/comp/fnv/ */
export function hashOf(text: string): string {
  let hash = 0xcbf29ce484222325n
  for (const byte of new TextEncoder().encode(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n)
  return hash.toString(36)
}
