import { toTogetherError } from '../core/http/TogetherError.js'
import type { TogetherError } from '../core/index.js'
import { reasonOf } from './toolResult.js'
import type { MessageStatus } from './types.js'

/** How a request ended, or one of several replies. */
export interface Ending {
  readonly status: Extract<MessageStatus, 'complete' | 'stopped' | 'interrupted' | 'error'>
  readonly error: TogetherError | null
}

export const whole: Ending = { status: 'complete', error: null }

/** What was received and then broke off is interrupted; what the server refused is an error. */
export function endingOf(thrown: unknown, hasText: boolean, isContinued: boolean): Ending {
  const error = toTogetherError(thrown, 'unknown', `The request failed: ${reasonOf(thrown)}`)
  if (error.code === 'aborted') return { status: 'stopped', error: null }
  const brokeOff = isContinued || error.code === 'truncated' || (hasText && ['network', 'timeout'].includes(error.code))
  return { status: brokeOff ? 'interrupted' : 'error', error }
}
