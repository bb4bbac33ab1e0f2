'use client'

import { forwardRef, type ReactNode } from 'react'
import { useChatSelector } from '../../hooks/useChatSelector.js'
import { RetryNotice } from '../error/RetryNotice.js'
import { useStrings } from '../kit/KitContext.js'
import type { Part } from '../kit/part.js'
import { renderPart, type UnstyledProps } from '../kit/renderPart.js'
import { type MessageState, useMessageFrame } from './MessageContext.js'

/** The state of a reply which did not begin: that of its message, and `data-retrying`. */
export interface MessageWaitingState extends MessageState {
  /** An attempt failed, and the next one is made soon. */
  readonly isRetrying: boolean
}

/** What `Message.Waiting` takes: the attributes of its element. */
export type MessageWaitingProps = UnstyledProps<'p', MessageWaitingState>

/** Stands for a reply of which nothing came yet; while it is tried again it counts down. */
export const MessageWaiting: Part<MessageWaitingProps, HTMLParagraphElement> = forwardRef(
  function MessageWaiting(props, ref): ReactNode {
    const strings = useStrings()
    const { state } = useMessageFrame()
    const run = useChatSelector((view) => view.run)
    if (state.status !== 'pending') return null
    const isRetrying = run.phase === 'retry-wait'
    const children = isRetrying ? <RetryNotice run={run} /> : strings.waiting
    return renderPart('p', { ...state, isRetrying }, { ref }, { children, ...props })
  },
)
