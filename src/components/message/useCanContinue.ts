'use client'

import { useSyncExternalStore } from 'react'
import { useChat } from '../../hooks/ChatProvider.js'
import { canContinue } from '../../store/index.js'

/** Whether a reply can go on. Renders only when that changes. */
export function useCanContinue(id: string): boolean {
  const chat = useChat()
  const select = () => canContinue(chat.store.getState(), id)
  return useSyncExternalStore(chat.store.subscribe, select, select)
}
