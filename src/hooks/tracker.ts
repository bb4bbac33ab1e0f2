import type { Chat, ChatView } from '../store/index.js'

/** Remembers which fields of a view a component reads, and gives a new view only when one of them changed. */
export interface Tracker {
  track(key: keyof ChatView): void
  snapshot(): ChatView
}

export function createTracker(chat: Chat): Tracker {
  const tracked = new Set<keyof ChatView>()
  let last = chat.view()
  return {
    track: (key) => tracked.add(key),
    snapshot() {
      const next = chat.view()
      if (next !== last && [...tracked].some((key) => !Object.is(next[key], last[key]))) last = next
      return last
    },
  }
}
