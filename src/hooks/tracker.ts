import type { Chat, ChatView } from '../store/index.js'

/** Remembers which fields of a view a component reads, and gives a new view only when one of them changed. */
export interface Tracker {
  /** The present value of a field; from now on its changes count. */
  read<Key extends keyof ChatView>(key: Key): ChatView[Key]
  /** For useSyncExternalStore: the same object until a field which was read changes. */
  snapshot(): ChatView
}

export function createTracker(chat: Chat): Tracker {
  /** The values which the component has: a view of an earlier state may never have been asked for them. */
  const known = new Map<keyof ChatView, unknown>()
  let last = chat.view()
  return {
    read(key) {
      const value = chat.view()[key]
      if (!known.has(key)) known.set(key, value)
      return value
    },
    snapshot() {
      const next = chat.view()
      if (next !== last && [...known].some(([key, value]) => !Object.is(next[key], value))) {
        for (const key of known.keys()) known.set(key, next[key])
        last = next
      }
      return last
    },
  }
}
