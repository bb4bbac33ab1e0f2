'use client'

import { forwardRef, type MouseEvent } from 'react'
import { useStrings } from '../kit/KitContext.js'
import type { Part } from '../kit/part.js'
import { renderPart, type UnstyledProps } from '../kit/renderPart.js'
import { type ComposerState, useComposerScope } from './ComposerContext.js'

/** What `Composer.Send` takes: the attributes of a button. */
export type ComposerSendProps = UnstyledProps<'button', ComposerState>

/** Sends, and stops while a run is under way: one button node, so that the focus stays on it. */
export const ComposerSend: Part<ComposerSendProps, HTMLButtonElement> = forwardRef(function ComposerSend(props, ref) {
  const strings = useStrings()
  const { composer, state } = useComposerScope()
  const { isBusy, canSubmit } = composer
  const label = isBusy ? strings.stop : strings.send

  // The second click of a double click wants nothing more: neither to stop what was sent nor to send what is written.
  function onClick(event: MouseEvent): void {
    if (event.detail > 1) event.preventDefault()
    else if (isBusy) composer.stop()
  }

  const own = {
    ref,
    type: isBusy ? 'button' : 'submit',
    'data-state': isBusy ? 'stop' : 'send',
    'aria-label': label,
    title: label,
    'aria-disabled': !isBusy && !canSubmit,
    onClick,
    onMouseDown: (event: MouseEvent) => !isBusy && event.preventDefault(),
  }
  return renderPart('button', state, own, { children: label, ...props })
})
