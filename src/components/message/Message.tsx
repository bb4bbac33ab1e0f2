'use client'

import { forwardRef, type ReactNode } from 'react'
import { useKit } from '../kit/KitContext.js'
import { classes, type Part, type PartProps } from '../kit/part.js'
import { labelOf } from '../strings/ChatStrings.js'
import { AnswerMessage } from './AnswerMessage.js'
import { MessageBoundary } from './MessageBoundary.js'
import { UserMessage } from './UserMessage.js'
import { useShownReply } from './useShownReply.js'

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
  const { strings } = useKit()
  const last = useShownReply(messageIds)
  if (!last) return null
  const { role } = last.message
  const isLive = last.status === 'streaming' || last.status === 'pending'
  return (
    <article
      ref={ref}
      className={classes('tg-message', className)}
      style={style}
      data-role={role === 'user' ? 'user' : 'assistant'}
      data-status={last.status}
      aria-busy={isLive || undefined}
      aria-label={labelOf(last, strings)}
      tabIndex={-1}
    >
      <MessageBoundary version={`${last.id} ${last.status}`}>
        {role === 'user' ? <UserMessage message={last} /> : <AnswerMessage messageIds={messageIds} last={last} />}
      </MessageBoundary>
    </article>
  )
})
