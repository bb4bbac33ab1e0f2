import type { RateLimiter } from '../rateLimiter.js'
import { evalScript, isRedisClient, type RedisClient } from './redisClient.js'
import { releaseScript, reserveScript, settleScript, takeScript } from './scripts.js'
import { untilDone } from './untilDone.js'

/** Options of `createRedisRateLimiter`. */
export interface RedisRateLimiterOptions {
  /** A connected client of `redis` or `ioredis`; whoever makes it listens to its errors and closes it. */
  client: RedisClient
  /** What every key begins with. @default 'together-react:' */
  prefix?: string | undefined
}

/**
 * A rate limiter for several instances of the relay: turns of the last minute, running requests and money are counted
 * in one Redis (5 or newer, a cluster too), each in one atomic step. Without Redis requests are refused with 503.
 * What a request gives back when it ends is tried again for half a minute where Redis cannot be reached. After that, and
 * of an instance which was killed, a turn comes back when its lease is over, and money stays held until its window ends,
 * since it may have been spent.
 *
 * @throws TypeError when `client` runs no scripts.
 * @example
 * const client = await createClient({ url: 'redis://127.0.0.1' }).on('error', report).connect()
 * const relay = createTogetherRelay({ allowedModels, authenticate, rateLimiter: createRedisRateLimiter({ client }) })
 */
export function createRedisRateLimiter(options: RedisRateLimiterOptions): Required<RateLimiter> {
  const { client, prefix = 'together-react:' } = options
  if (!isRedisClient(client)) {
    throw new TypeError('createRedisRateLimiter needs `client`, a connected client of `redis` or `ioredis`.')
  }
  const run = (script: string, keys: string[], args: (string | number)[]) =>
    evalScript(client, script, { keys, arguments: args.map(String) })
  return {
    async take(id, { concurrent, perMinute, leaseMs }) {
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
  return Math.min(Math.round(usd * 1e9), Number.MAX_SAFE_INTEGER)
}

/** What is asked for again waits for the first time. */
function once<Value = void>(action: (value: Value) => Promise<unknown>): (value: Value) => Promise<void> {
  let done: Promise<void> | null = null
  return (value) => {
    done ??= untilDone(() => action(value))
    return done
  }
}
