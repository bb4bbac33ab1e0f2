import { isBranded } from '../brand.js'
import type { AnyTool } from './Tool.js'

export const toolBrand: unique symbol = Symbol.for('together-react.Tool')

/** Whether `value` is a Tool, also one of another copy of this package. */
export function isTool(value: unknown): value is AnyTool {
  return isBranded(value, toolBrand)
}
