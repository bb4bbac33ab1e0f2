'use client'

import { useMemo, useSyncExternalStore } from 'react'
import type { ChatState, ChatView, ThreadMessage, ToolCallState, UsageSum } from '../store/index.js'
import { keepEqual } from '../store/same.js'
import { useChat } from './ChatProvider.js'

/**
 * A piece of the conversation's view. It renders only when the selected value changes, so select what is the same
 * object while nothing happened to it: a field, a message, a number.
 *
 * @example
 * const count = useChatSelector((view) => view.messageIds.length)
 */
export function useChatSelector<T>(selector: (view: ChatView) => T): T {
  const chat = useChat()
  const select = () => selector(chat.view())
  return useSyncExternalStore(chat.store.subscribe, select, select)
}

/** A piece of the whole state, as {@link useChatSelector} selects from what is shown: of every message of the tree. */
export function useChatState<T>(selector: (state: ChatState) => T): T {
  const { store } = useChat()
  const select = () => selector(store.getState())
  return useSyncExternalStore(store.subscribe, select, select)
}

/**
 * One message of the conversation; undefined when it is gone. It renders only when this message changes.
 *
 * @example
 * const text = useThreadMessage(id)?.message.text
 */
export function useThreadMessage(id: string): ThreadMessage | undefined {
  const { store } = useChat()
  const select = () => store.getState().tree.nodes.get(id)
  return useSyncExternalStore(store.subscribe, select, select)
}

/**
 * One tool call of the conversation by its key; undefined when it is gone. It renders only when this call changes.
 *
 * @example
 * const { approveToolCall } = useChat()
 * const call = useToolCall(toolKey)
 */
export function useToolCall(key: string): ToolCallState | undefined {
  const chat = useChat()
  const select = useMemo(() => {
    let place = 0 // searched for when the call is elsewhere
    return () => {
      const { toolCalls } = chat.store.getState()
      if (toolCalls[place]?.key !== key) place = toolCalls.findIndex((call) => call.key === key)
      return toolCalls[place]
    }
  }, [chat, key])
  return useSyncExternalStore(chat.store.subscribe, select, select)
}

/**
 * What the conversation used so far, or one turn of it: tokens, requests, and an estimate of the cost where prices are
 * known. It renders only when this sum changes: while a reply of its own streams, with the tokens counted so far.
 *
 * @example
 * const { total_tokens, atLeast, cost } = useConversationUsage()
 */
export function useConversationUsage(turnId?: string): UsageSum {
  const chat = useChat()
  const select = useMemo(() => {
    let kept: UsageSum | undefined
    return () => {
      kept = keepEqual(chat.usageOf(turnId), kept)
      return kept
    }
  }, [chat, turnId])
  return useSyncExternalStore(chat.store.subscribe, select, select)
}
