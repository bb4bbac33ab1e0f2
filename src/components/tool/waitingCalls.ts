import type { ChatView, ToolCallState } from '../../store/index.js'

/** The calls which wait for the reader: those of the last message only, since an older one is past deciding. */
export function waitingCalls({ toolCalls, messageIds }: ChatView): readonly ToolCallState[] {
  const last = messageIds.at(-1)
  return toolCalls.filter(({ status, messageId }) => status === 'awaiting-approval' && messageId === last)
}
