'use client'

import { useMemo } from 'react'
import { useChatSelector } from '../../hooks/useChatSelector.js'
import type { ChatView, ToolCallState } from '../../store/index.js'

/** What the store knows about a message's tool calls. Renders only when one of them changes. */
export function useToolCallsOf(messageId: string): readonly ToolCallState[] {
  const select = useMemo(() => createSelector(messageId), [messageId])
  return useChatSelector(select)
}

function createSelector(messageId: string): (view: ChatView) => readonly ToolCallState[] {
  let last: readonly ToolCallState[] = []
  return ({ toolCalls }) => {
    const next = toolCalls.filter((call) => call.messageId === messageId)
    const isSame = next.length === last.length && next.every((call, place) => call === last[place])
    if (!isSame) last = next
    return last
  }
}
