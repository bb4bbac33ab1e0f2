import { Refusal } from '../refusal.js'
import { within } from '../within.js'

/** Asks the rate limiter, within `authMs`. What it grants too late is given back. */
export async function askLimiter<Answer>(
  ask: () => Answer | Promise<Answer>,
  giveBack: (late: Answer) => unknown,
  authMs: number,
): Promise<Answer> {
  const asked = Promise.resolve().then(ask)
  try {
    return await within(asked, authMs, unavailable)
  } catch {
    void asked.then(giveBack).catch(() => {})
    throw unavailable() // the limiter's own error may hold anything
  }
}

/** How a refusal tells when to try again. */
export function retryAfter(ms: number): Record<string, string> {
  return { 'retry-after': String(Math.max(1, Math.ceil(ms / 1000))) }
}

function unavailable(): Refusal {
  return new Refusal(503, 'rate_limiter_unavailable', 'The relay cannot count requests right now. Try again later.')
}
