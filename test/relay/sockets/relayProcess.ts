// A relay in a process of its own: it says where it listens, and how much memory it uses whenever it is asked.
import process from 'node:process'
import { createClient } from 'redis'
import { createTogetherRelay, type RelayOptions } from '../../../src/relay/index.js'
import { createRedisRateLimiter } from '../../../src/relay/limits/redis/index.js'
import { key, llama } from '../setup.js'
import { serveHandler } from './serveHandler.js'

/** What a test tells it, as JSON in the variable RELAY. */
export interface RelayProcessSettings {
  options: Pick<RelayOptions, 'upstreamUrl' | 'limits'>
  redis?: { url: string; prefix: string } | undefined
}

const { options, redis }: RelayProcessSettings = JSON.parse(process.env.RELAY ?? '{}')

async function rateLimiter() {
  if (!redis) return {}
  const client = await createClient({ url: redis.url }).connect()
  return { rateLimiter: createRedisRateLimiter({ client, ...redis }) }
}

const relay = createTogetherRelay({
  apiKey: key,
  allowedModels: [llama],
  public: true,
  ...options,
  ...(await rateLimiter()),
})
const { origin } = await serveHandler(relay)
process.on('message', () => process.send?.(process.memoryUsage.rss()))
process.send?.(origin)
