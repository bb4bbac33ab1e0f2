import type { Price } from '../options/settings.js'
import type { TokenCounts } from './usage.js'

/** US dollars for tokens, null without a price. */
export function costOf(
  { promptTokens, cachedTokens, completionTokens }: TokenCounts,
  price: Price | null,
): number | null {
  if (!price) return null
  const cached = Math.min(cachedTokens, promptTokens)
  return ((promptTokens - cached) * price.input + cached * price.cachedInput + completionTokens * price.output) / 1e6
}
