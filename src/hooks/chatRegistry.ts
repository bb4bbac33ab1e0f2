import type { Chat } from '../store/index.js'

/** Named conversations, shared by all hooks which name them. */
export interface ChatRegistry {
  /** The chat of this name, made by `create` when there is none yet. */
  obtain(id: string, create: () => Chat): Chat
  remove(id: string): void
}

export function createChatRegistry(): ChatRegistry {
  const chats = new Map<string, Chat>()
  return {
    obtain(id, create) {
      const known = chats.get(id)
      if (known) return known
      const chat = create()
      chats.set(id, chat)
      return chat
    },
    remove(id) {
      chats.get(id)?.stop()
      chats.delete(id)
    },
  }
}

/** What hooks without a provider share in a browser. A server shares nothing: its requests belong to different people. */
export const defaultRegistry: ChatRegistry = (() => {
  const registry = createChatRegistry()
  return {
    obtain: (id, create) => ('document' in globalThis ? registry.obtain(id, create) : create()),
    remove: registry.remove,
  }
})()
