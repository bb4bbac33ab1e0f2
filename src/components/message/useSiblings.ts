'use client'

import { useMemo, useSyncExternalStore } from 'react'
import { useChat } from '../../hooks/ChatProvider.js'
import { sameItems } from '../../store/same.js'
import { siblingIds } from '../../store/tree.js'

export interface Siblings {
  readonly ids: readonly string[]
  readonly index: number
}

/** The versions which stand beside a message. Renders only when there is another one. */
export function useSiblings(id: string): Siblings {
  const chat = useChat()
  const select = useMemo(() => {
    let last: readonly string[] = []
    return () => {
      const { tree } = chat.store.getState()
      last = sameItems(tree.nodes.has(id) ? siblingIds(tree, id) : [], last)
      return last
    }
  }, [chat, id])
  const ids = useSyncExternalStore(chat.store.subscribe, select, select)
  return { ids, index: ids.indexOf(id) }
}
