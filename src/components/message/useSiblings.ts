'use client'

import { useSyncExternalStore } from 'react'
import { useChat } from '../../hooks/ChatProvider.js'

export interface Siblings {
  readonly ids: readonly string[]
  readonly index: number
}

const separator = '\n'

/** The versions which stand beside a message. Renders only when there is another one. */
export function useSiblings(id: string): Siblings {
  const chat = useChat()
  const select = () => (chat.store.getState().tree.nodes.has(id) ? chat.siblings(id).ids.join(separator) : id)
  const ids = useSyncExternalStore(chat.store.subscribe, select, select).split(separator)
  return { ids, index: ids.indexOf(id) }
}
