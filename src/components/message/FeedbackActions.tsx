'use client'

import { type ReactNode, useSyncExternalStore } from 'react'
import { useChat } from '../../hooks/ChatProvider.js'
import type { Chat } from '../../store/index.js'
import { createSignal, type Signal } from '../kit/createSignal.js'
import { useKit, useWords } from '../kit/KitContext.js'
import { ActionButton } from './ActionButton.js'
import { type Feedback, type MessageExtras, useExtra } from './extras.js'
import { englishActions } from './strings.js'

export interface FeedbackActionsProps {
  extras: Signal<MessageExtras>
  messageId: string
}

/** Two toggles, of which one at most is pressed; there once the answer is settled. Pressing it again takes it back. */
export function FeedbackActions({ extras, messageId }: FeedbackActionsProps): ReactNode {
  const chat = useChat()
  const { announcer } = useKit()
  const words = useWords(englishActions)
  const isOffered = useExtra(extras, ({ onFeedback }) => Boolean(onFeedback))
  const before = useExtra(extras, ({ feedbackOf }) => feedbackOf?.(messageId) ?? null)
  const said = useSaid(chat, messageId)
  const isSettled = useIsSettledAt(chat, messageId)
  const value = said === undefined ? before : said

  function press(pressed: Feedback): void {
    const message = chat.store.getState().tree.nodes.get(messageId)
    if (!message) return
    const next = pressed === value ? null : pressed
    const all = feedbackIn(chat)
    all.set(new Map(all.get()).set(messageId, next))
    announcer.announce(words.feedbackGiven(next))
    extras.get().onFeedback?.({ messageId, message, value: next })
  }

  if (!isOffered || !isSettled) return null
  return (
    <>
      <ActionButton
        icon="good"
        label={words.goodAnswer}
        aria-pressed={value === 'good'}
        onClick={() => press('good')}
      />
      <ActionButton icon="bad" label={words.badAnswer} aria-pressed={value === 'bad'} onClick={() => press('bad')} />
    </>
  )
}

type Said = ReadonlyMap<string, Feedback | null>

/** What was said here, by the ids of messages. It outlives the views of a chat; to keep it longer is the application's. */
const saidIn = new WeakMap<Chat, Signal<Said>>()

function feedbackIn(chat: Chat): Signal<Said> {
  const known = saidIn.get(chat) ?? createSignal<Said>(new Map())
  saidIn.set(chat, known)
  return known
}

/** Undefined where nothing was said here, null where it was taken back. */
function useSaid(chat: Chat, messageId: string): Feedback | null | undefined {
  const { subscribe, get } = feedbackIn(chat)
  const select = () => get().get(messageId)
  return useSyncExternalStore(subscribe, select, select)
}

/** Whether nothing more happens to a reply. Does not render while it grows. */
function useIsSettledAt({ store }: Chat, messageId: string): boolean {
  const select = () => {
    const { tree, run } = store.getState()
    const status = tree.nodes.get(messageId)?.status
    const isWorkedOn = run.phase !== 'idle' && tree.path.at(-1) === messageId
    return !isWorkedOn && status !== 'streaming' && status !== 'pending'
  }
  return useSyncExternalStore(store.subscribe, select, select)
}
