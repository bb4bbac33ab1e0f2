'use client'

import { forwardRef, type ReactNode, useMemo } from 'react'
import { useStrings } from '../kit/KitContext.js'
import type { Part } from '../kit/part.js'
import { renderPart, type UnstyledProps } from '../kit/renderPart.js'
import { useInBrowser } from '../kit/useInBrowser.js'
import { messageLabel } from '../strings/messageLabel.js'
import { MessageContext, type MessageState } from './MessageContext.js'
import { useIsSettled, useSteadyReply } from './useShownReply.js'

/** What `Message.Root` takes, beside the attributes of its element. */
export interface MessageRootProps extends UnstyledProps<'article', MessageState> {
  /** One id for a user's message; for an answer those of all its steps. */
  messageIds: readonly string[]
}

/** One article, named after its author: what a user wrote, or what answers it. It is busy while it streams. */
export const MessageRoot: Part<MessageRootProps, HTMLElement> = forwardRef(function MessageRoot(
  { messageIds, ...rest },
  ref,
): ReactNode {
  const strings = useStrings()
  const last = useSteadyReply(messageIds)
  const role = last?.message.role === 'user' ? 'user' : 'assistant'
  const status = last?.status ?? 'complete'
  const isLive = !useIsSettled({ id: last?.id ?? '', status }, /tools/) // what waits for a person may wait for long
  const createdAt = useInBrowser(last?.createdAt ?? 0, 0) // no server knows the reader's time zone
  const label = last ? messageLabel(last, createdAt, strings) : ''
  const scope = useMemo(
    () => ({ state: { role, status, isLive } as const, messageIds, label }),
    [role, status, isLive, messageIds, label],
  )
  if (!last) return null
  const { state } = scope
  const isWritten = isLive && status !== 'complete'
  const own = {
    ref,
    role: rest.render && 'article',
    'aria-busy': isWritten || undefined,
    'aria-label': label,
    'data-message': '',
    tabIndex: -1,
  }
  return <MessageContext.Provider value={scope}>{renderPart('article', state, own, rest)}</MessageContext.Provider>
})
