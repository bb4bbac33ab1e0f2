import type { Chat, ChatView } from '../store/index.js'

/** Remembers which fields of a view a component reads, and gives a new view only when one of them changed. */
export interface Tracker {
  /** The present value of a field; from now on its changes count. */
  read<Key extends keyof ChatView>(key: Key): ChatView[Key]
  /** For useSyncExternalStore: the same object until a field which was read changes. */
  snapshot(): ChatView
}

export function createTracker(chat: Chat): Tracker {
  const tracked = new Set<keyof ChatView>()
  let last = chat.view()
  return {
    read(key) {
      tracked.add(key)
      return chat.view()[key]
    },
    snapshot() {
      const next = chat.view()
      if (next !== last && [...tracked].some((key) => !Object.is(next[key], last[key]))) last = next
      return last
    },
  }
}
