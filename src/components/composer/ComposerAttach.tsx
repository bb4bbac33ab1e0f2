'use client'

import { type ChangeEvent, forwardRef, type ReactNode, useRef } from 'react'
import { useStrings } from '../kit/KitContext.js'
import type { Part } from '../kit/part.js'
import { renderPart, type UnstyledProps } from '../kit/renderPart.js'
import { type ComposerState, useComposerScope } from './ComposerContext.js'

/** What `Composer.Attach` takes: the attributes of a button. */
export type ComposerAttachProps = UnstyledProps<'button', ComposerState>

/** Chooses files. It is there when the composer accepts some. */
export const ComposerAttach: Part<ComposerAttachProps, HTMLButtonElement> = forwardRef(
  function ComposerAttach(props, ref): ReactNode {
    const strings = useStrings()
    const { state, accept, attach, field } = useComposerScope()
    const input = useRef<HTMLInputElement>(null)
    if (accept === '') return null

    function onChange({ currentTarget }: ChangeEvent<HTMLInputElement>): void {
      attach(currentTarget.files ?? [], true)
      currentTarget.value = '' // the same file can be chosen again
      field.current?.focus({ preventScroll: true })
    }

    const own = {
      ref,
      type: 'button',
      'aria-label': strings.attach,
      title: strings.attach,
      onClick: () => input.current?.click(),
    }
    return (
      <>
        {renderPart('button', state, own, { children: strings.attach, ...props })}
        <input ref={input} type="file" hidden multiple accept={accept} tabIndex={-1} onChange={onChange} />
      </>
    )
  },
)
