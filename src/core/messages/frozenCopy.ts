import { invalid } from './invalid.js'

const maxDepth = 200

/** A copy of plain data, frozen all through: what a caller passed stays the caller's. Throws `invalid-message` for cycles. */
export function frozenCopy<T>(value: T, depth = 0): T {
  if (typeof value !== 'object' || value === null) return value
  if (depth > maxDepth) invalid('Data in a message is nested too deeply, or contains itself.')
  const copy = Array.isArray(value)
    ? value.map((item) => frozenCopy(item, depth + 1))
    : Object.fromEntries(Object.entries(value).map(([key, item]) => [key, frozenCopy(item, depth + 1)]))
  return Object.freeze(copy) as T
}
