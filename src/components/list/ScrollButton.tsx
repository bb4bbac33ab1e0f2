'use client'

import { forwardRef, type ReactNode } from 'react'
import { useStrings } from '../kit/KitContext.js'
import type { Part } from '../kit/part.js'
import { renderPart, type UnstyledProps } from '../kit/renderPart.js'
import { type ListState, useListScope } from './ListContext.js'

/** What `Chat.ScrollButton` takes: the attributes of a button. */
export type ScrollButtonProps = UnstyledProps<'button', ListState>

/** Goes to the end of the list; there while the reader is elsewhere. Its name says how many messages came meanwhile. */
export const ScrollButton: Part<ScrollButtonProps, HTMLButtonElement> = forwardRef(
  function ScrollButton(props, ref): ReactNode {
    const strings = useStrings()
    const { state, unseen, toEnd } = useListScope()
    if (state.isFollowing || state.isEmpty) return null
    const label = strings.scrollToEnd(unseen)
    const own = { ref, type: 'button', 'aria-label': label, title: label, 'data-unseen': unseen, onClick: toEnd }
    return renderPart('button', state, own, { children: label, ...props })
  },
)
