'use client'

import { useEffect, useSyncExternalStore } from 'react'
import { useChat } from '../../hooks/ChatProvider.js'
import { useChatState } from '../../hooks/useChatSelector.js'
import type { Chat } from '../../store/index.js'
import { createSignal, type Signal } from '../kit/createSignal.js'
import { useKit, useWords } from '../kit/KitContext.js'
import { type Feedback, type MessageExtras, useExtra } from './extras.js'
import { englishActions } from './strings.js'
import { useIsSettled } from './useShownReply.js'

/** What a reader thinks of an answer, and a way to say it. */
export interface FeedbackOnAnswer {
  /** Null when nothing was said, or taken back. */
  readonly value: Feedback | null
  /** Says it; once more takes it back. */
  press(pressed: Feedback): void
}

/** Feedback on an answer; null where the chat does not ask for it, and until the answer is settled. */
export function useFeedback(extras: Signal<MessageExtras>, messageId: string): FeedbackOnAnswer | null {
  const chat = useChat()
  const { announcer } = useKit()
  const words = useWords(englishActions)
  const isOffered = useExtra(extras, ({ onFeedback }) => Boolean(onFeedback))
  const given = useExtra(extras, (offered) => givenBy(offered, messageId))
  const value = useShown(chat, messageId, given)
  // Does not render while the reply grows.
  const status = useChatState(({ tree }) => tree.nodes.get(messageId)?.status ?? 'complete')
  const isSettled = useIsSettled({ id: messageId, status })
  if (!isOffered || !isSettled) return null
  return {
    value,
    press(pressed) {
      const message = chat.store.getState().tree.nodes.get(messageId)
      if (!message) return
      const next = pressed === value ? null : pressed
      remember(chat, messageId, { value: next, before: givenBy(extras.get(), messageId) })
      announcer.announce(words.feedbackGiven(next))
      extras.get().onFeedback?.({ messageId, message, value: next })
    },
  }
}

/** What the application says of an answer; undefined where it leaves that to the chat. */
function givenBy({ feedbackOf }: MessageExtras, messageId: string): Feedback | null | undefined {
  return feedbackOf && (feedbackOf(messageId) ?? null)
}

/** A press, and what the application had said until then. */
interface Press {
  readonly value: Feedback | null
  readonly before: Feedback | null | undefined
}

/** What was pressed here, by the ids of messages. It outlives the views of a chat; to keep it longer is the application's. */
const pressedIn = new WeakMap<Chat, Signal<ReadonlyMap<string, Press>>>()

function pressesIn(chat: Chat): Signal<ReadonlyMap<string, Press>> {
  const known = pressedIn.get(chat) ?? createSignal<ReadonlyMap<string, Press>>(new Map())
  pressedIn.set(chat, known)
  return known
}

function remember(chat: Chat, messageId: string, press: Press | null): void {
  const { get, set } = pressesIn(chat)
  const presses = new Map(get())
  if (press) presses.set(messageId, press)
  else presses.delete(messageId)
  set(presses)
}

/** What is shown: a press at once, until the application says another thing than before it; from then on what it says. */
function useShown(chat: Chat, messageId: string, given: Press['before']): Feedback | null {
  const { subscribe, get } = pressesIn(chat)
  const select = () => get().get(messageId)
  const press = useSyncExternalStore(subscribe, select, select)
  const isAnswered = press !== undefined && given !== undefined && given !== press.before
  useEffect(() => {
    if (isAnswered) remember(chat, messageId, null) // else the press would be back with what was said before it
  }, [isAnswered, chat, messageId])
  return (isAnswered || !press ? given : press.value) ?? null
}
