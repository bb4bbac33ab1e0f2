import { isRecord } from './isRecord.js'

/** Whether `value` carries a brand: `instanceof` would not know objects of another copy of this package. */
export function isBranded(value: unknown, brand: symbol): boolean {
  return isRecord(value) && (value as Record<symbol, unknown>)[brand] === true
}

export function addBrand(value: object, brand: symbol): void {
  Object.defineProperty(value, brand, { value: true })
}
