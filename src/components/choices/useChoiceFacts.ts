'use client'

import { useMemo, useSyncExternalStore } from 'react'
import { useChat } from '../../hooks/ChatProvider.js'
import { type ChatState, type MessageStatus, readMeta, type ThreadMessage } from '../../store/index.js'
import { keepEqual, sameItems } from '../../store/same.js'
import { choicesOf } from './choicesOf.js'

/** What tells one choice from the others, whatever it says. */
export interface ChoiceFacts {
  readonly id: string
  readonly status: MessageStatus
  readonly model: string | null
  /** Of this reply alone; null where only the sum of several is known. */
  readonly tokens: number | null
  readonly finishReason: string | null
  /** Whether the thread goes on with it. */
  readonly isPicked: boolean
  /** Whether its usage is that of another one here, too: one request made both. */
  readonly isShared: boolean
}

/** The facts of these messages, without those which are gone. Renders only when a fact changes, not for text. */
export function useChoiceFacts(messageIds: readonly string[]): readonly ChoiceFacts[] {
  const chat = useChat()
  const key = messageIds.join('\n') // a list made anew in each render is the same list
  const select = useMemo(() => {
    const ids = key.split('\n')
    let last: readonly ChoiceFacts[] = []
    return () => {
      const state = chat.store.getState()
      const replies = ids.flatMap((id) => state.tree.nodes.get(id) ?? [])
      const facts = replies.map((reply, place) => keepEqual(factsOf(state, reply, replies), last[place]))
      last = sameItems(facts, last)
      return last
    }
  }, [chat, key])
  return useSyncExternalStore(chat.store.subscribe, select, select)
}

/** Whether the thread goes on with this reply, rather than with another one beside it. */
export function isPicked({ tree }: ChatState, { id, parentId }: ThreadMessage): boolean {
  return tree.shown.get(parentId ?? '') === id
}

function factsOf(state: ChatState, reply: ThreadMessage, replies: readonly ThreadMessage[]): ChoiceFacts {
  const { model, completionTokens, finishReason } = readMeta(reply)
  const isShared = choicesOf(replies, reply.id).length > 1 && !reply.message.meta.own
  const tokens = isShared ? null : completionTokens
  return {
    id: reply.id,
    status: reply.status,
    model,
    tokens,
    finishReason,
    isPicked: isPicked(state, reply),
    isShared,
  }
}
