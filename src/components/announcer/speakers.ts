import type { RefObject } from 'react'
import type { Chat } from '../../store/index.js'
import type { Announce } from './createAnnouncer.js'

/** A view of a chat: what speaks in it, and where. */
export interface View {
  readonly announcer: Announce
  /** The element around its live regions, which may become another one. */
  readonly root: RefObject<Element | null>
  /** The least one speaks: 1 where it is told to be silent. */
  readonly rank: number
}

/** The views of each chat, in the order in which they were mounted. */
const views = new WeakMap<Chat, Set<View>>()

/** Adds a view of a chat; returns its removal. */
export function addSpeaker(chat: Chat, view: View): () => void {
  const all = views.get(chat) ?? new Set()
  views.set(chat, all.add(view))
  return () => void all.delete(view)
}

/** Whether this view speaks of its chat: of several the first which is shown, since no other one is heard. */
export function isSpeaker(chat: Chat | null, announcer: Announce): boolean {
  const all = [...(views.get(chat as Chat) ?? [])].sort((a, b) => a.rank - b.rank)
  const shown = all[1] && all.find(({ root }) => root.current?.getClientRects().length)
  return ((shown ?? all[0])?.announcer ?? announcer) === announcer
}
