'use client'

import { type Context, createContext, useContext } from 'react'
import type { MessageStatus, ThreadMessage } from '../../store/index.js'
import { useShownReply, useSteadyReply } from './useShownReply.js'

/** The state of a message: `data-role`, `data-status` and `data-live` of its article. */
export interface MessageState {
  readonly role: 'user' | 'assistant'
  readonly status: MessageStatus
  /** It is being written, or waited for: to the end of its turn, while its tools run or wait for a person, too. */
  readonly isLive: boolean
}

/** What the parts of one article share, but for what it says. */
export interface MessageFrame {
  readonly state: MessageState
  /** One id for a user's message; for an answer those of all its steps. */
  readonly messageIds: readonly string[]
  /** The name of the article: who wrote it, and when. For names of what belongs to it, such as a group of buttons. */
  readonly label: string
}

/** What the parts of one article share. */
export interface MessageScope extends MessageFrame {
  /** The message which tells the state of the article: its last reply. */
  readonly last: ThreadMessage
}

/**
 * What the message says is not in it: with each piece of a reply React would look through all of the reply for those who
 * read the context.
 */
export const MessageContext: Context<MessageFrame | null> = createContext<MessageFrame | null>(null)

/** The message around a part, but for what it says. Throws when there is none. */
export function useMessageFrame(): MessageFrame {
  const scope = useContext(MessageContext)
  if (scope) return scope
  throw new Error('This part of a message stands alone: put it into <Message.Root>.')
}

/** The message around a part. Throws when there is none. */
export function useMessageScope(): MessageScope {
  const frame = useMessageFrame()
  const last = useShownReply(frame.messageIds) as ThreadMessage // the root renders nothing without one
  return { ...frame, last }
}

/** The message around a part, whose `last` stays as it is while it only grows: for parts which show no word of it. */
export function useSteadyScope(): MessageScope {
  const frame = useMessageFrame()
  const last = useSteadyReply(frame.messageIds) as ThreadMessage // the root renders nothing without one
  return { ...frame, last }
}
