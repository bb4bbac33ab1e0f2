import { hashOf } from './random.js'

const vocabulary = 128_000

/** The end of a turn, `<|eot_id|>`, on closing chunks. */
export const endOfTurnId = 128_009

/** A token's id: the same text has the same one; null where recorded streams have null, on punctuation. */
export function tokenIdOf(text: string): number | null {
  return /[\p{L}\p{N}]/u.test(text) ? hashOf(text) % vocabulary : null
}

/** A made-up log probability of the token at this place, from -3 to 0. */
export function logprobOf(text: string, position: number): number {
  const chance = (hashOf(text, position) % 10_000) / 10_000
  return -Math.round(3 * chance ** 3 * 1e6) / 1e6 || 0
}
