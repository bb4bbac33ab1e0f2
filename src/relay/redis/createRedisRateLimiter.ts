import type { RateLimiter } from '../rateLimiter.js'
import { evalScript, isRedisClient, type RedisClient } from './redisClient.js'
import { releaseScript, reserveScript, settleScript, takeScript } from './scripts.js'

/** Options of `createRedisRateLimiter`. */
export interface RedisRateLimiterOptions {
  /** A connected client of `redis` or `ioredis`; whoever makes it listens to its errors and closes it. */
  client: RedisClient
  /** What every key begins with. @default 'together-react:' */
  prefix?: string | undefined
  /**
   * Milliseconds after which the turn of a request counts as given back, so that those of an instance which was killed
   * come back. Longer than a request may take: `limits.totalMs` and `limits.readMs` together. @default 900000
   */
  leaseMs?: number | undefined
}

/**
 * A rate limiter for several instances of the relay: turns of the last minute, running requests and money are counted
 * in one Redis (5 or newer, a cluster too), each in one atomic step. Without Redis requests are refused with 503.
 * What an instance held back when it was killed stays held until its window ends, since it may have been spent.
 *
 * @throws TypeError when `client` runs no scripts, or `leaseMs` is not a whole number of at least 1.
 * @example
 * const client = await createClient({ url: 'redis://127.0.0.1' }).on('error', report).connect()
 * const relay = createTogetherRelay({ allowedModels, authenticate, rateLimiter: createRedisRateLimiter({ client }) })
 */
export function createRedisRateLimiter(options: RedisRateLimiterOptions): Required<RateLimiter> {
  const { client, prefix = 'together-react:', leaseMs = 900_000 } = checked(options)
  const run = (script: string, keys: string[], args: (string | number)[]) =>
    evalScript(client, script, { keys, arguments: args.map(String) })
  return {
    async take(id, { concurrent, perMinute }) {
      const running = keyOf(prefix, id, 'running')
      const keys = [keyOf(prefix, id, 'minute'), running]
      const token = crypto.randomUUID()
      const retryAfterMs = refusedFor(await run(takeScript, keys, [token, concurrent, perMinute, leaseMs]))
      if (retryAfterMs !== null) return { isGranted: false, retryAfterMs }
      return { isGranted: true, release: once(() => run(releaseScript, [running], [token])) }
    },
    async reserve(id, { usd, perMs, reserveUsd }) {
      const keys = [keyOf(prefix, id, 'spend')]
      const token = crypto.randomUUID()
      const args = [token, billionths(usd), billionths(reserveUsd), Math.ceil(perMs)]
      const retryAfterMs = refusedFor(await run(reserveScript, keys, args))
      if (retryAfterMs !== null) return { isGranted: false, retryAfterMs }
      return { isGranted: true, settle: once((spentUsd) => run(settleScript, keys, [token, billionths(spentUsd)])) }
    },
  }
}

function checked(options: RedisRateLimiterOptions): RedisRateLimiterOptions {
  const { client, leaseMs = 1 } = options
  if (!isRedisClient(client)) {
    throw new TypeError('createRedisRateLimiter needs `client`, a connected client of `redis` or `ioredis`.')
  }
  if (!Number.isInteger(leaseMs) || leaseMs < 1) {
    throw new TypeError(`leaseMs is ${leaseMs}: give whole milliseconds, more than a request may take.`)
  }
  return options
}

/** The braces put all keys of an identity on one node of a cluster, so none may come from the identity. */
function keyOf(prefix: string, id: string, what: string): string {
  const escaped = id.replace(/[%{}]/g, (character) => `%${character.charCodeAt(0).toString(16)}`)
  return `${prefix}{${escaped}}:${what}`
}

/** Milliseconds until a next try makes sense; null when it was granted. */
function refusedFor(reply: unknown): number | null {
  const [isGranted, retryAfterMs] = Array.isArray(reply) ? reply.map(Number) : []
  if (isGranted === 1) return null
  if (isGranted === 0 && retryAfterMs !== undefined) return Math.max(0, retryAfterMs)
  throw new Error('Redis answered with something else than a turn.')
}

/** Whole numbers, which sums of many small prices keep exact; at most some millions of dollars. */
function billionths(usd: number): number {
  return Math.round(usd * 1e9)
}

function once<Value = void>(action: (value: Value) => Promise<unknown>): (value: Value) => Promise<void> {
  let isDone = false
  return async (value) => {
    if (isDone) return
    isDone = true
    await action(value)
  }
}
