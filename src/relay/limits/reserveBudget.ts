import type { RelayedBody } from '../body/policy.js'
import type { Identity } from '../options/options.js'
import type { RelaySettings } from '../options/settings.js'
import { Refusal } from '../refusal.js'
import { costOf } from '../reply/cost.js'
import { askLimiter, retryAfter } from './askLimiter.js'

/**
 * Holds back the most that a request can cost, so that a burst cannot overspend, and returns what settles it; null
 * without a budget.
 */
export async function reserveBudget(
  { id }: Identity,
  { model, most }: RelayedBody,
  { budget, models, limits }: RelaySettings,
): Promise<((spentUsd: number) => unknown) | null> {
  if (!budget) return null
  const { usd, perMs, reserve } = budget
  const reserveUsd = costOf(most, models.get(model)?.price ?? null) ?? 0
  const reservation = await askLimiter(
    () => reserve(id, { usd, perMs, reserveUsd }),
    (late) => late.isGranted && late.settle(0),
    limits.authMs,
  )
  if (reservation.isGranted) return (spentUsd) => reservation.settle(spentUsd)
  const message = 'The budget is used up. Try again later.'
  throw new Refusal(429, 'budget_exceeded', message, retryAfter(reservation.retryAfterMs))
}
