'use client'

import { useMemo, useSyncExternalStore } from 'react'
import { useChat } from '../../hooks/ChatProvider.js'
import { callsOf } from '../../store/groups.js'
import type { ToolCallState } from '../../store/index.js'
import { sameItems } from '../../store/same.js'

/** What the store knows about a message's tool calls. Renders only when one of them changes. */
export function useToolCallsOf(messageId: string): readonly ToolCallState[] {
  const chat = useChat()
  const select = useMemo(() => {
    let last: readonly ToolCallState[] = []
    return () => {
      last = sameItems(callsOf(chat.store.getState().toolCalls, messageId), last)
      return last
    }
  }, [chat, messageId])
  return useSyncExternalStore(chat.store.subscribe, select, select)
}
