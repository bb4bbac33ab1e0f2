import type { Chat } from '../../store/index.js'

/** The live regions of each chat's views, in the order in which they were mounted. */
const views = new WeakMap<Chat, Set<Element>>()

/** Adds a view of a chat by its live regions; returns its removal. */
export function addSpeaker(chat: Chat, regions: Element): () => void {
  const all = views.get(chat) ?? new Set()
  views.set(chat, all.add(regions))
  return () => void all.delete(regions)
}

/** Whether this view speaks of its chat: of several the first which is shown, since no other one is heard. */
export function isSpeaker(chat: Chat, regions: Element | null): boolean {
  const all = [...(views.get(chat) ?? [])]
  const speaker = all.length > 1 ? all.find((each) => each.getClientRects().length > 0) : undefined
  return (speaker ?? all[0] ?? regions) === regions
}
