'use client'

import { useSyncExternalStore } from 'react'
import type { Chat, ChatView, ThreadMessage } from '../store/index.js'
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

/**
 * One message of the conversation; undefined when it is gone. It renders only when this message changes.
 *
 * @example
 * const text = useThreadMessage(id)?.message.text
 */
export function useThreadMessage(id: string): ThreadMessage | undefined {
  return useMessageOf(useChat(), id)
}

export function useMessageOf(chat: Chat, id: string): ThreadMessage | undefined {
  const select = () => chat.store.getState().tree.nodes.get(id)
  return useSyncExternalStore(chat.store.subscribe, select, select)
}
