'use client'

import { useMemo, useSyncExternalStore } from 'react'
import { useChat } from '../../hooks/ChatProvider.js'
import { useChatSelector, useThreadMessage } from '../../hooks/useChatSelector.js'
import type { ThreadMessage } from '../../store/index.js'

/** The message which tells the state of an article: its last reply. Answers of tools may follow it, as after a stop. */
export function useShownReply(messageIds: readonly string[]): ThreadMessage | undefined {
  return useThreadMessage(useShownId(messageIds))
}

/** The same message, which stays as it is while it only grows: whoever shows no word of it need not render for each. */
export function useSteadyReply(messageIds: readonly string[]): ThreadMessage | undefined {
  const { store } = useChat()
  const id = useShownId(messageIds)
  const select = useMemo(() => {
    let last: ThreadMessage | undefined
    return () => {
      const next = store.getState().tree.nodes.get(id)
      if (!last || !next || !isGrowth(last, next)) last = next
      return last
    }
  }, [store, id])
  return useSyncExternalStore(store.subscribe, select, select)
}

function useShownId(messageIds: readonly string[]): string {
  const { nodes } = useChat().store.getState().tree
  return messageIds.findLast((each) => nodes.get(each)?.message.role !== 'tool') ?? messageIds.at(-1) ?? ''
}

function isGrowth(before: ThreadMessage, after: ThreadMessage): boolean {
  return before.status === 'streaming' && after.status === 'streaming' && hasText(before) === hasText(after)
}

function hasText({ message }: ThreadMessage): boolean {
  return message.texts.some(Boolean)
}

/** Whether nothing more happens to this reply: it does not stream, and no tool which it called waits or is at work. */
export function useIsSettled(
  { id, status }: Pick<ThreadMessage, 'id' | 'status'>,
  work: RegExp = /tools|approval/,
): boolean {
  const isAtWork = useChatSelector(
    // Another version of it may be what is worked on.
    ({ run, messageIds, toolCalls }) =>
      work.test(run.phase) && messageIds.at(-1) === id && toolCalls.some(({ messageId }) => messageId === id),
  )
  return !isAtWork && status !== 'streaming' && status !== 'pending'
}
