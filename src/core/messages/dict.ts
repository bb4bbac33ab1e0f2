import { refuse, type TogetherErrorCode } from '../http/TogetherError.js'
import { isRecord } from '../isRecord.js'
import { kindOf } from './kindOf.js'

/** A plain object with Haystack's snake_case keys. */
export type Dict = Record<string, unknown>

/** `tool_name` as `toolName`. */
export function camel(name: string): string {
  return name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase())
}

/** `value` where it is an object. Throws `code` naming `what`. */
export function asDict(value: unknown, what: string, code: TogetherErrorCode = 'invalid-message'): Dict {
  return isRecord(value) ? value : refuse(`${what} must be an object, got ${kindOf(value)}.`, code)
}

/** Refuses a dict which lacks one of `needed`, or has a field beside `known`. */
export function checkFields(
  dict: Dict,
  what: string,
  known: readonly string[],
  needed: readonly string[],
  code: TogetherErrorCode = 'invalid-message',
): void {
  const missing = needed.find((field) => !Object.hasOwn(dict, field))
  if (missing !== undefined) refuse(`\`${missing}\` is missing in ${what}.`, code)
  const extra = Object.keys(dict).find((field) => !known.includes(field))
  if (extra !== undefined) refuse(`Unexpected field \`${extra}\` in ${what}.`, code)
}
