'use client'

import { useChat } from '../../hooks/ChatProvider.js'
import { useChatSelector, useThreadMessage } from '../../hooks/useChatSelector.js'
import type { ThreadMessage } from '../../store/index.js'

/** The message which tells the state of an article: its last reply. Answers of tools may follow it, as after a stop. */
export function useShownReply(messageIds: readonly string[]): ThreadMessage | undefined {
  const { nodes } = useChat().store.getState().tree
  const id = messageIds.findLast((each) => nodes.get(each)?.message.role !== 'tool') ?? messageIds.at(-1)
  return useThreadMessage(id ?? '')
}

/** Whether nothing more happens to this reply: it does not stream, and no tool which it called is at work. */
export function useIsSettled({ id, status }: ThreadMessage): boolean {
  const isWorkedOn = useChatSelector(({ run, messageIds }) => run.phase !== 'idle' && messageIds.at(-1) === id)
  return !isWorkedOn && status !== 'streaming' && status !== 'pending'
}
