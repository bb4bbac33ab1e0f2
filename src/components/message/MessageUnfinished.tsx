'use client'

import { forwardRef, type ReactNode } from 'react'
import { useStrings } from '../kit/KitContext.js'
import type { Part } from '../kit/part.js'
import { renderPart, type UnstyledProps } from '../kit/renderPart.js'
import { type MessageState, useSteadyScope } from './MessageContext.js'
import { UnfinishedButtons } from './UnfinishedButtons.js'
import { type UnfinishedReason, unfinishedReason, unfinishedWords } from './unfinishedReason.js'

/** The state of a reply which ended before its end: that of its message, and `data-reason`. */
export interface MessageUnfinishedState extends MessageState {
  /** It was stopped, it broke off, or it reached `max_tokens`. */
  readonly reason: UnfinishedReason
}

/** What `Message.Unfinished` takes: the attributes of its element. */
export type MessageUnfinishedProps = UnstyledProps<'div', MessageUnfinishedState>

/**
 * Says that a reply was stopped, broke off or reached its length limit, with buttons which go on with it or try again.
 * Nothing beside an error, which says so itself. The announcer speaks it, so it is no alert.
 */
export const MessageUnfinished: Part<MessageUnfinishedProps, HTMLDivElement> = forwardRef(
  function MessageUnfinished(props, ref): ReactNode {
    const strings = useStrings()
    const { state, last } = useSteadyScope()
    const reason = unfinishedReason(last)
    if (!reason) return null
    const children = (
      <>
        <p>{unfinishedWords(reason, strings)}</p>
        <UnfinishedButtons className="" message={last} />
      </>
    )
    return renderPart('div', { ...state, reason }, { ref }, { children, ...props })
  },
)
