import type { ToolCallState, ToolCallStatus } from './types.js'

/** The five ends of a call. */
export const finalStatuses: readonly ToolCallStatus[] = ['done', 'failed', 'rejected', 'invalid', 'aborted']

/** How a call ends which nobody follows any more. */
export const aborted = { status: 'aborted', error: 'The call was stopped.' } as const

/** Whether nothing more happens to a call. */
export function isFinal({ status }: ToolCallState): boolean {
  return finalStatuses.includes(status)
}
