'use client'

import { useChat } from '../../hooks/ChatProvider.js'
import { useChatSelector } from '../../hooks/useChatSelector.js'
import { canContinue } from '../../store/index.js'

/** Whether a reply can go on. Renders only when that changes. */
export function useCanContinue(id: string): boolean {
  const { store } = useChat()
  return useChatSelector(() => canContinue(store.getState(), id))
}
