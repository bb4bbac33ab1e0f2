'use client'

import { forwardRef, type MouseEvent } from 'react'
import { useStrings } from '../kit/KitContext.js'
import type { Part } from '../kit/part.js'
import { renderPart, type UnstyledProps } from '../kit/renderPart.js'
import { type ComposerState, useComposerScope } from './ComposerContext.js'

/** What `Composer.Queue` takes: the attributes of a button. */
export type ComposerQueueProps = UnstyledProps<'button', ComposerState>

/** Sends after the run under way, for those who have no Enter key to spare. It is there when there is something to wait. */
export const ComposerQueue: Part<ComposerQueueProps, HTMLButtonElement> = forwardRef(
  function ComposerQueue(props, ref) {
    const strings = useStrings()
    const { composer, state } = useComposerScope()
    if (!composer.isBusy || composer.isEmpty) return null
    const own = { ref, type: 'submit', onMouseDown: (event: MouseEvent) => event.preventDefault() }
    return renderPart('button', state, own, { children: strings.queue, ...props })
  },
)
