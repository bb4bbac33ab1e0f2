'use client'

import { forwardRef, type ReactNode } from 'react'
import type { ThreadMessage } from '../../store/index.js'
import { classes, type Part, type PartProps } from '../kit/part.js'
import { AnswerMessage } from './AnswerMessage.js'
import { MessageBoundary } from './MessageBoundary.js'
import { useMessageFrame } from './MessageContext.js'
import { MessageRoot } from './MessageRoot.js'
import { UserMessage } from './UserMessage.js'
import { useSteadyReply } from './useShownReply.js'

/** What `Message` takes. */
export interface MessageProps extends PartProps {
  /** One id for a user's message; for an answer those of all its steps. */
  messageIds: readonly string[]
}

/** One article: what a user wrote, or what answers it. Its state is in `data-role` and `data-status`. */
export const Message: Part<MessageProps, HTMLElement> = forwardRef(function Message(
  { messageIds, className, style },
  ref,
): ReactNode {
  return (
    <MessageRoot ref={ref} messageIds={messageIds} className={classes('tg-message', className)} style={style}>
      <MessageBody />
    </MessageRoot>
  )
})

function MessageBody(): ReactNode {
  const { state, messageIds } = useMessageFrame()
  const last = useSteadyReply(messageIds) as ThreadMessage // the root renders nothing without one
  return (
    <MessageBoundary version={`${last.id} ${last.status}`}>
      {state.role === 'user' ? <UserMessage message={last} /> : <AnswerMessage messageIds={messageIds} last={last} />}
    </MessageBoundary>
  )
}
