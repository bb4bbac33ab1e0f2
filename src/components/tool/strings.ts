import type { ToolCallStatus } from '../../store/index.js'

/** The words of `ToolCall`. */
export interface ToolStrings {
  readonly toolStatus: (status: ToolCallStatus) => string
  readonly toolArguments: string
  readonly toolResult: string
  readonly toolError: string
  /** Why a call was rejected or not run. */
  readonly toolReason: string
  /** Names the buttons which decide about a call. */
  readonly approvalOf: (tool: string) => string
  readonly allow: string
  readonly allowAlways: string
  readonly allowAlwaysHint: (tool: string) => string
  readonly reject: string
  /** Opens the field for a reason. */
  readonly giveReason: string
  readonly rejectReason: string
}

/** Its English words. */
export const englishTools: ToolStrings = {
  toolStatus: (status) => toolStatuses[status],
  toolArguments: 'Arguments',
  toolResult: 'Result',
  toolError: 'Error',
  toolReason: 'Reason',
  approvalOf: (tool) => `Allow ${tool} to run?`,
  allow: 'Allow',
  allowAlways: 'Always allow',
  allowAlwaysHint: (tool) => `Allow every call of ${tool} in this conversation`,
  reject: 'Reject',
  giveReason: 'Give a reason',
  rejectReason: 'Reason (optional)',
}

const toolStatuses: Readonly<Record<ToolCallStatus, string>> = {
  streaming: 'Preparing',
  ready: 'Ready',
  'awaiting-approval': 'Needs your approval',
  running: 'Running',
  done: 'Done',
  failed: 'Failed',
  rejected: 'Rejected',
  invalid: 'Invalid arguments',
  aborted: 'Not run',
}
