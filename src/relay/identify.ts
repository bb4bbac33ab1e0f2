import type { Identity } from './options/options.js'
import type { RelaySettings } from './options/settings.js'
import { Refusal } from './refusal.js'
import { within } from './within.js'

const everybody: Identity = { id: 'public' }

/** Asks `authenticate` who this is. A hook that throws, is slow, or answers nonsense refuses. */
export async function identify(request: Request, { authenticate, limits }: RelaySettings): Promise<Identity> {
  if (!authenticate) return everybody
  const identity = await ask(async () => authenticate(request), limits.authMs)
  if (!identity) {
    throw new Refusal(401, 'unauthorized', 'Sign in to use the relay.', { 'www-authenticate': 'Bearer' })
  }
  if (typeof identity.id !== 'string' || identity.id === '') throw unavailable()
  return identity
}

async function ask(authenticate: () => Promise<Identity | null>, authMs: number): Promise<Identity | null> {
  try {
    return await within(authenticate(), authMs, unavailable)
  } catch {
    throw unavailable() // the hook's own error may hold anything
  }
}

function unavailable(): Refusal {
  return new Refusal(
    503,
    'authentication_unavailable',
    'The relay cannot tell who is asking right now. Try again later.',
  )
}
