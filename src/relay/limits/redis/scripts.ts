// Lua for Redis 5 or newer. Each script is one atomic step, and the clock is the server's: instances need not agree on
// the time. A command which a client sends again after a lost connection has the same token, and counts once.

/**
 * Grants a turn. Keys: starts of the last minute, running requests by the end of their lease (sorted sets, in ms).
 * Arguments: token, concurrent, perMinute, leaseMs. Returns `{1}`, or `{0, ms}`.
 */
export const takeScript = `
local starts, running = KEYS[1], KEYS[2]
local token, concurrent, per_minute, lease = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
if redis.call('ZSCORE', running, token) then return {1} end
redis.call('ZREMRANGEBYSCORE', running, '-inf', now)
redis.call('ZREMRANGEBYSCORE', starts, '-inf', now - 60000)
if redis.call('ZCARD', running) >= concurrent then return {0, 1000} end
if redis.call('ZCARD', starts) >= per_minute then
  local oldest = redis.call('ZRANGE', starts, 0, 0, 'WITHSCORES')[2] or now
  return {0, math.ceil(oldest + 60000 - now)}
end
redis.call('ZADD', starts, now, token)
redis.call('PEXPIRE', starts, 60000)
redis.call('ZADD', running, now + lease, token)
if redis.call('PTTL', running) < lease then redis.call('PEXPIRE', running, lease) end
return {1}
`

/** Gives a turn back. Key: running requests. Argument: token. */
export const releaseScript = `return redis.call('ZREM', KEYS[1], ARGV[1])`

/**
 * Holds money back. Key: the window, a hash of `spent`, `held` and what each token holds, which expires with it.
 * Arguments: token, the most of a window, what to hold back (both in billionths of a dollar), perMs.
 * Returns `{1}`, or `{0, ms}`: short while running requests may still cost less than what they hold.
 */
export const reserveScript = `
local window, token = KEYS[1], ARGV[1]
local most, wanted, per = tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
if redis.call('HEXISTS', window, token) == 1 then return {1} end
local counted = redis.call('HMGET', window, 'spent', 'held')
local spent, held = tonumber(counted[1] or 0), tonumber(counted[2] or 0)
local left = redis.call('PTTL', window)
if left < 0 then left = per end
if spent + wanted > most then return {0, left} end
if spent + held + wanted > most then return {0, math.min(1000, left)} end
redis.call('HINCRBY', window, 'held', ARGV[3])
redis.call('HSET', window, token, ARGV[3])
redis.call('PEXPIRE', window, left)
return {1}
`

/**
 * Counts what a request cost instead of what it held. Key: the window. Arguments: token, the cost in billionths of a
 * dollar. A token of a window which is over is not known, and counts no more.
 */
export const settleScript = `
local held = redis.call('HGET', KEYS[1], ARGV[1])
if not held then return 0 end
redis.call('HDEL', KEYS[1], ARGV[1])
if held ~= '0' then redis.call('HINCRBY', KEYS[1], 'held', '-' .. held) end
redis.call('HINCRBY', KEYS[1], 'spent', ARGV[2])
return 1
`
