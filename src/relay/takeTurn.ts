import type { Identity, RelaySettings } from './options.js'
import type { Turn } from './rateLimiter.js'
import { Refusal } from './refusal.js'
import { within } from './within.js'

/** Takes one of the identity's turns and returns what gives it back. */
export async function takeTurn({ id }: Identity, settings: RelaySettings): Promise<() => void | Promise<void>> {
  const turn = await ask(id, settings)
  if (turn.isGranted) return turn.release
  const seconds = Math.max(1, Math.ceil(turn.retryAfterMs / 1000))
  throw new Refusal(429, 'rate_limited', 'Too many requests. Wait a moment and try again.', {
    'retry-after': String(seconds),
  })
}

async function ask(id: string, { rateLimiter, limits }: RelaySettings): Promise<Turn> {
  const { concurrent, perMinute } = limits
  const asked = Promise.resolve().then(() => rateLimiter.take(id, { concurrent, perMinute }))
  try {
    return await within(asked, limits.authMs, unavailable)
  } catch {
    void asked.then((turn) => turn.isGranted && turn.release()).catch(() => {}) // granted too late
    throw unavailable()
  }
}

function unavailable(): Refusal {
  return new Refusal(503, 'rate_limiter_unavailable', 'The relay cannot count requests right now. Try again later.')
}
