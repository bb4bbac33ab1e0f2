import type { NumberParameter, NumberRange } from './parameters.js'

/** What a text in a number field stands for. */
export type NumberReading =
  | { readonly kind: 'unset' }
  | { readonly kind: 'value'; readonly value: number }
  | { readonly kind: 'problem' }

const wholePattern = /^[+-]?\d+$/
const pattern = /^[+-]?(\d+\.?\d*|\.\d+)$/

/** Reads a number as people write it, with a comma too; in a whole number that would be a thousand or a fraction. */
export function readNumber(text: string, range: NumberRange): NumberReading {
  const written = text.trim().replace('−', '-')
  if (written === '') return { kind: 'unset' }
  const plain = range.isWhole ? written : written.replace(',', '.')
  if (!(range.isWhole ? wholePattern : pattern).test(plain)) return { kind: 'problem' }
  const value = Number(plain) + 0 // no -0
  return isWithin(value, range) ? { kind: 'value', value } : { kind: 'problem' }
}

/** One step up or down (1, -1) or several; within the range, without what floating point adds. */
export function stepped(from: number | null, steps: number, { slider, min, max }: NumberParameter): number {
  const { step, rest } = slider ?? { step: 1, rest: 0 }
  const next = Number(((from ?? rest) + steps * step).toFixed(6))
  return Math.min(Math.max(next, min ?? -Number.MAX_SAFE_INTEGER), max ?? Number.MAX_SAFE_INTEGER)
}

function isWithin(value: number, { isWhole, min, max }: NumberRange): boolean {
  if (isWhole && !Number.isSafeInteger(value)) return false
  return Number.isFinite(value) && value >= (min ?? value) && value <= (max ?? value)
}
