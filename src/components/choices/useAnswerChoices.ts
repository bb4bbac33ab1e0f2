'use client'

import { useCallback, useMemo, useState } from 'react'
import { useChat } from '../../hooks/ChatProvider.js'
import { useChatSelector } from '../../hooks/useChatSelector.js'
import type { Chat, ThreadMessage } from '../../store/index.js'
import { childIds } from '../../store/tree.js'
import { useSiblings } from '../message/useSiblings.js'
import { requestsOf } from './choicesOf.js'

/** What an answer shows of the other replies to its question. */
export interface ChoicesOfAnswer {
  /** The replies of the same request, the shown one among them; none where it is the only one. */
  readonly ids: readonly string[]
  /** Whether they stand beside each other. */
  readonly isOpen: boolean
  /** Opens and closes them; null for the last answer, where one is still to be picked. */
  readonly toggle: (() => void) | null
  /** One reply of each request, for who goes through versions; undefined where each reply is a version. */
  readonly versions: readonly string[] | undefined
  /** They could not be loaded: then each reply is a version. */
  readonly onFailed: () => void
}

const none: readonly string[] = []

/** The choices which the shown reply is one of. `end` is the last message of its answer. */
export function useAnswerChoices(id: string, end: string): ChoicesOfAnswer {
  const chat = useChat()
  const siblings = useSiblings(id)
  // An answer without another beside it renders nothing again when the thread goes on.
  const isLast = useChatSelector(({ messageIds }) => siblings.length > 1 && messageIds.at(-1) === end)
  const [isOpened, setOpened] = useState(false)
  const [hasFailed, setFailed] = useState(false)
  const requests = useMemo(() => requestsAmong(chat, siblings, id), [chat, siblings, id])
  const onFailed = useCallback(() => setFailed(true), [])
  if (!requests) return { ids: none, isOpen: false, toggle: null, versions: undefined, onFailed }
  const { ids, versions } = requests
  const isOpen = ids.length > 1 && (isLast || isOpened) && !hasFailed

  function toggle(): void {
    setFailed(false)
    setOpened(!isOpen)
  }

  const canToggle = ids.length > 1 && (!isLast || hasFailed)
  return { ids, isOpen, toggle: canToggle ? toggle : null, versions: hasFailed ? undefined : versions, onFailed }
}

/** Null where no request made several of them. */
function requestsAmong(
  chat: Chat,
  siblings: readonly string[],
  id: string,
): Pick<ChoicesOfAnswer, 'ids' | 'versions'> | null {
  const { tree } = chat.store.getState()
  const requests = requestsOf(siblings.flatMap((each) => tree.nodes.get(each) ?? []))
  if (requests.every((replies) => replies.length < 2)) return null
  const ids = requests.map((replies) => replies.map((reply) => reply.id)).find((each) => each.includes(id)) ?? none
  const goesOn = (reply: ThreadMessage) => childIds(tree, reply.id).length > 0
  const versions = requests.flatMap((replies) => {
    if (replies.some((reply) => reply.id === id)) return id
    return (replies.find(goesOn) ?? replies[0])?.id ?? []
  })
  return { ids, versions }
}
