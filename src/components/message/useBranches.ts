'use client'

import { useChat } from '../../hooks/ChatProvider.js'
import { useKit } from '../kit/KitContext.js'
import { useSiblings } from './useSiblings.js'

/** The versions of a message, and a way to another one. */
export interface Branches {
  readonly count: number
  /** Of the shown one, from 0. */
  readonly index: number
  /** Shows the version at a place, if there is one, and says so. */
  show(place: number): void
}

/** The versions of a message; `versions` are those which count, where that are not all which stand beside it. */
export function useBranches(messageId: string, versions?: readonly string[] | undefined): Branches {
  const chat = useChat()
  const { strings, announcer } = useKit()
  const siblings = useSiblings(messageId)
  const ids = versions ?? siblings
  return {
    count: ids.length,
    index: ids.indexOf(messageId),
    show(place) {
      const id = ids[place]
      if (id === undefined) return
      chat.selectSibling(id)
      announcer.announce(strings.branchOf(place + 1, ids.length))
    },
  }
}
