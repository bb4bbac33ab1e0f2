import type { ModelPricing } from '../../core/index.js'

/** What a model costs for a million tokens, in US dollars; null where it is not known, but never both. */
export interface ModelPrice {
  readonly input: number | null
  readonly output: number | null
}

/**
 * The price of a model as far as the server says: a 0 beside another price means that there is none, and only 0 for both
 * is free. Models which are paid by the hour have no price for tokens.
 */
export function priceOf(pricing: ModelPricing | null | undefined): ModelPrice | 'free' | null {
  if (!pricing) return null
  const { input, output, hourly } = pricing
  if (input === 0 && output === 0) return known(hourly) === null ? 'free' : null
  const price = { input: known(input), output: known(output) }
  return price.input === null && price.output === null ? null : price
}

/** A server's JSON may hold anything. */
function known(price: unknown): number | null {
  return typeof price === 'number' && Number.isFinite(price) && price > 0 ? price : null
}
