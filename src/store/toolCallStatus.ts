import type { ToolCallState, ToolCallStatus } from './types.js'

/** The five ends of a call. */
export const finalStatuses: readonly ToolCallStatus[] = ['done', 'failed', 'rejected', 'invalid', 'aborted']

/** Whether nothing more happens to a call. */
export function isFinal({ status }: ToolCallState): boolean {
  return finalStatuses.includes(status)
}
