import type { TogetherError, TogetherErrorCode } from '../core/index.js'

/** What a person can do about an error. */
export type Remedy = 'retry' | 'continue' | 'edit' | 'switch-model'

/** What can be done about an error, and from when on. */
export interface Remedies {
  /** In the order in which to offer them. */
  readonly actions: readonly Remedy[]
  /** When trying again makes sense (ms since 1970); null for at once. */
  readonly waitUntil: number | null
}

const byCode: Partial<Record<TogetherErrorCode, readonly Remedy[]>> = {
  truncated: ['continue', 'retry'],
  'context-length': ['edit', 'switch-model'],
  'too-large': ['edit'],
  'bad-request': ['edit', 'switch-model'],
  'not-found': ['switch-model'],
  permission: ['switch-model'],
  'streaming-required': ['retry'],
  overloaded: ['retry', 'switch-model'],
  'invalid-message': ['edit'],
  'invalid-output': ['retry', 'switch-model'],
  'tool-loop': ['retry'],
  protocol: ['retry'],
  limit: ['retry'],
}

/** What can be done about a message's error. `at` is when it happened: `retryAfterMs` counts from there. */
export function remediesOf(error: TogetherError, at: number, hasText: boolean): Remedies {
  const known = Object.hasOwn(byCode, error.code) ? byCode[error.code] : undefined
  const actions = known ?? (error.retryable ? ['retry'] : [])
  const waitUntil = error.retryAfterMs === null ? null : at + error.retryAfterMs
  const broken = hasText && (error.code === 'network' || error.code === 'timeout')
  return {
    actions: broken ? ['continue', ...actions] : actions.filter((each) => hasText || each !== 'continue'),
    waitUntil,
  }
}
