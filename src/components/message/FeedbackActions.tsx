'use client'

import { type ReactNode, useEffect, useSyncExternalStore } from 'react'
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
  const given = useExtra(extras, (offered) => givenBy(offered, messageId))
  const value = useFeedback(chat, messageId, given)
  const isSettled = useIsSettledAt(chat, messageId)

  function press(pressed: Feedback): void {
    const message = chat.store.getState().tree.nodes.get(messageId)
    if (!message) return
    const next = pressed === value ? null : pressed
    remember(chat, messageId, { value: next, before: givenBy(extras.get(), messageId) })
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
function useFeedback(chat: Chat, messageId: string, given: Press['before']): Feedback | null {
  const { subscribe, get } = pressesIn(chat)
  const select = () => get().get(messageId)
  const press = useSyncExternalStore(subscribe, select, select)
  const isAnswered = press !== undefined && given !== undefined && given !== press.before
  useEffect(() => {
    if (isAnswered) remember(chat, messageId, null) // else the press would be back with what was said before it
  }, [isAnswered, chat, messageId])
  return (isAnswered || !press ? given : press.value) ?? null
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
