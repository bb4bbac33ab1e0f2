'use client'

import { useMemo, useSyncExternalStore } from 'react'
import { useChat } from '../../hooks/ChatProvider.js'
import { sameItems } from '../../store/same.js'
import { siblingIds } from '../../store/tree.js'

/** The versions which stand beside a message, and itself. Renders only when there is another one. */
export function useSiblings(id: string): readonly string[] {
  const chat = useChat()
  const select = useMemo(() => {
    let last: readonly string[] = []
    return () => {
      const { tree } = chat.store.getState()
      last = sameItems(tree.nodes.has(id) ? siblingIds(tree, id) : [], last)
      return last
    }
  }, [chat, id])
  return useSyncExternalStore(chat.store.subscribe, select, select)
}
