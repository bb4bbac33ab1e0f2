import type { Identity } from '../options/options.js'
import type { RelaySettings } from '../options/settings.js'
import { Refusal } from '../refusal.js'
import { askLimiter, retryAfter } from './askLimiter.js'

/** Takes one of the identity's turns and returns what gives it back. */
export async function takeTurn({ id }: Identity, { rateLimiter, limits }: RelaySettings): Promise<() => unknown> {
  const { concurrent, perMinute, authMs, readMs, totalMs } = limits
  const leaseMs = authMs + readMs + authMs + totalMs // the turn, the body, the money and the reply
  const turn = await askLimiter(
    () => rateLimiter.take(id, { concurrent, perMinute, leaseMs }),
    (late) => late.isGranted && late.release(),
    authMs,
  )
  if (turn.isGranted) return () => turn.release()
  const message = 'Too many requests. Wait a moment and try again.'
  throw new Refusal(429, 'rate_limited', message, retryAfter(turn.retryAfterMs))
}
