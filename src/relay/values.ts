import { isRecord } from '../core/isRecord.js'

/** Whether a value is an object which has no other keys than these. */
export function isRecordOf(value: unknown, keys: readonly string[]): value is Record<string, unknown> {
  return isRecord(value) && Object.keys(value).every((key) => keys.includes(key))
}

/** Whether a value is there at all: null stands for none in a body, too. */
export function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null
}

/** Whether it is a switch, a number or null, in which neither words nor an address can hide. */
export function isPlain(value: unknown): boolean {
  return value === null || typeof value === 'boolean' || typeof value === 'number'
}
