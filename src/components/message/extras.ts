'use client'

import { useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import type { ThreadMessage } from '../../store/index.js'
import { createSignal, type Signal } from '../kit/createSignal.js'
import { useShallowStable } from '../kit/useShallowStable.js'

/** What a reader thinks of an answer. */
export type Feedback = 'good' | 'bad'

/** A reader said what they think of an answer. */
export interface FeedbackEvent {
  readonly messageId: string
  readonly message: ThreadMessage
  /** Null when they took it back. */
  readonly value: Feedback | null
}

/** A model to ask again with: its id, or its id and what people call it. */
export type ModelChoice = string | { readonly id: string; readonly name: string }

/** What a chat offers for its messages beside copying, editing and asking again. It is loaded where something is. */
export interface MessageExtras {
  /** Gives each answer two toggles, "good" and "bad", and is told what was pressed. @default no toggles */
  onFeedback?: ((feedback: FeedbackEvent) => void) | undefined
  /**
   * What is said about an answer, such as on another visit. What is pressed shows at once, until this gives another value
   * than before. @default what was pressed on this page
   */
  feedbackOf?: ((messageId: string) => Feedback | null) | undefined
  /** Lets readers delete a message with all that follows it, after a question. @default false */
  canDelete?: boolean | undefined
  /** Models which an answer can be asked for again with, beside the chat's own. @default none */
  models?: readonly ModelChoice[] | undefined
}

/**
 * Null where nothing is offered. It keeps its identity, so that an inline function renders no message again, and its
 * models while they are the same ones, so that an inline list renders no menu.
 */
export function useExtras(given: MessageExtras): Signal<MessageExtras> | null {
  const list = JSON.stringify(given.models)
  const models = useMemo(() => list && JSON.parse(list), [list])
  const offered = useShallowStable<MessageExtras>({ ...given, models })
  const [extras] = useState(() => createSignal(offered))
  useEffect(() => extras.set(offered), [extras, offered])
  return Object.values(offered).some(Boolean) ? extras : null
}

/** One thing of what is offered. Renders only when that changes. */
export function useExtra<T>(extras: Signal<MessageExtras>, select: (given: MessageExtras) => T): T {
  const selected = () => select(extras.get())
  return useSyncExternalStore(extras.subscribe, selected, selected)
}
