import type { Chat } from '../store/index.js'

/** Named conversations, shared by all hooks which name them. */
export interface ChatRegistry {
  /** The chat of this name, made by `create` when there is none yet. */
  obtain(id: string, create: () => Chat): Chat
  remove(id: string): void
}

/** Makes a registry of named conversations, for a `TogetherProvider` whose app removes them itself. */
export function createChatRegistry(): ChatRegistry {
  const chats = new Map<string, Chat>()
  return {
    obtain(id, create) {
      const chat = chats.get(id) ?? create()
      chats.set(id, chat)
      return chat
    },
    remove(id) {
      chats.get(id)?.clear()
      chats.delete(id)
    },
  }
}

/** Ends a named conversation which hooks without a provider share: its run is stopped, its messages are forgotten. */
export function removeChat(id: string): void {
  defaultRegistry.remove(id)
}

/** What hooks without a provider share in a browser. A server shares nothing: its requests belong to different people. */
export const defaultRegistry: ChatRegistry = (() => {
  const registry = createChatRegistry()
  return {
    obtain: (id, create) => ('window' in globalThis ? registry.obtain(id, create) : create()),
    remove: registry.remove,
  }
})()
