'use client'

import { type ForwardedRef, forwardRef, type ReactNode } from 'react'
import { useStrings } from '../kit/KitContext.js'
import type { Part } from '../kit/part.js'
import { renderPart, type UnstyledProps } from '../kit/renderPart.js'
import { useMessageFrame } from './MessageContext.js'
import { useBranches } from './useBranches.js'

/** The state of a message's versions: `data-place` and `data-count`. */
export interface BranchesState {
  /** Of the shown version, from 1. */
  readonly place: number
  readonly count: number
}

/** What `Message.Branches` takes: the attributes of its element. */
export type MessageBranchesProps = UnstyledProps<'div', BranchesState>

/**
 * Goes through the versions of a message, "2 of 3"; nothing where there is only one. Each step of an answer may have
 * versions of its own: then each has such a group, and the ref is that of the first.
 */
export const MessageBranches: Part<MessageBranchesProps, HTMLDivElement> = forwardRef(
  function MessageBranches(props, ref): ReactNode {
    const { messageIds } = useMessageFrame()
    return messageIds.map((id, place) => renderGroup(id, place, props, place === 0 ? ref : null))
  },
)

// By place, so that a button keeps the focus.
function renderGroup(messageId: string, key: number, given: MessageBranchesProps, ref: ForwardedRef<HTMLDivElement>) {
  return <Versions key={key} messageId={messageId} given={given} place={ref} />
}

interface VersionsProps {
  messageId: string
  given: MessageBranchesProps
  place: ForwardedRef<HTMLDivElement>
}

/** At an end its buttons stay focusable, so that the focus does not fall out of the group. */
function Versions({ messageId, given, place }: VersionsProps): ReactNode {
  const strings = useStrings()
  const { count, index, show } = useBranches(messageId)
  if (count < 2) return null
  const children = (
    <>
      <button type="button" aria-disabled={index === 0} onClick={() => show(index - 1)}>
        {strings.previousBranch}
      </button>
      <span>{strings.branchOf(index + 1, count)}</span>
      <button type="button" aria-disabled={index === count - 1} onClick={() => show(index + 1)}>
        {strings.nextBranch}
      </button>
    </>
  )
  const own = { ref: place, role: 'group', 'aria-label': strings.branches }
  return renderPart('div', { place: index + 1, count }, own, { children, ...given })
}
