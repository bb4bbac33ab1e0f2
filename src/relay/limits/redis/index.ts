export { createRedisRateLimiter, type RedisRateLimiterOptions } from './createRedisRateLimiter.js'
export type { IoredisClient, NodeRedisClient, RedisClient, ScriptInput } from './redisClient.js'
