import type { Connection } from '../core/index.js'

const texts = new Map<string, number>()
const objects = new WeakMap<object, number>()
let count = 0

/** A number for who asks, so that no key is in a query's key and nobody sees the list of somebody else. */
export function identityOf({ apiKey, headers }: Connection): string {
  return [apiKey, headers].map((source) => (source ? numberOf(source) : 0)).join('-')
}

/** The same number for the same object or text, as long as the page lives. */
export function numberOf(source: object | string): number {
  const numbers = (typeof source === 'string' ? texts : objects) as Map<unknown, number>
  const known = numbers.get(source)
  if (known === undefined) numbers.set(source, ++count)
  return known ?? count
}
