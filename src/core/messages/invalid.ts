import { refuse } from '../http/TogetherError.js'
import { kindOf } from './kindOf.js'

/** Refuses a message, a part or a dict. */
export function invalid(message: string): never {
  return refuse(message, 'invalid-message')
}

/** `value` where it is a text. Throws `invalid-message` naming `what`. */
export function asText(value: unknown, what: string): string {
  return typeof value === 'string' ? value : invalid(`${what} must be a string, got ${kindOf(value)}.`)
}
