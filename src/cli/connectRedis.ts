import type { RateLimiter } from '../relay/index.js'
import { createRedisRateLimiter } from '../relay/limits/redis/index.js'
import { within } from '../relay/within.js'

/** Limits which several processes share, over a connection which has to be closed. */
export interface SharedLimits {
  rateLimiter: RateLimiter
  close(): Promise<void>
}

const closeMs = 1000

/**
 * Connects to the Redis at this URL. When it breaks later, `onError` is told the code, and it is tried again.
 *
 * @throws Error which says what to do, without the URL, which may hold a password.
 */
export async function connectRedis(url: string, onError: (code: string) => void): Promise<SharedLimits> {
  const { createClient } = await import('redis').catch(() => {
    throw new Error('--redis-env needs the package redis beside this one: npm install redis.')
  })
  let hasConnected = false
  const reconnectStrategy = (tries: number) => hasConnected && Math.min(100 * 2 ** tries, 3000)
  try {
    const client = createClient({ url, disableOfflineQueue: true, socket: { reconnectStrategy } })
    client.on('error', (error) => onError(codeOf(error)))
    await client.connect()
    hasConnected = true
    return {
      rateLimiter: createRedisRateLimiter({ client }),
      close: () => within(client.close(), closeMs, () => new Error('late')).catch(() => client.destroy()),
    }
  } catch (error) {
    throw new Error(`Redis cannot be reached (${codeOf(error)}): check the URL which --redis-env names.`)
  }
}

/** Node's code of a broken connection, or the first word of what Redis said (`WRONGPASS`), which names its errors. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  return 'code' in error ? String(error.code) : (/^[A-Z]{3,}\b/.exec(error.message)?.[0] ?? 'unknown')
}
