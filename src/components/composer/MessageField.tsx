'use client'

import { forwardRef, type ReactNode, type TextareaHTMLAttributes } from 'react'
import type { Part } from '../kit/part.js'
import { type FieldKeys, useFieldKeys } from './useFieldKeys.js'

export interface MessageFieldProps
  extends FieldKeys,
    Pick<TextareaHTMLAttributes<HTMLTextAreaElement>, 'aria-label' | 'placeholder'> {
  value: string
  onValueChange: (value: string) => void
  /** Without the kit's classes. @default false */
  isPlain?: boolean | undefined
}

/** The text area in which messages are written: it grows with its text, Enter submits, Shift and Enter make a line. */
export const MessageField: Part<MessageFieldProps, HTMLTextAreaElement> = forwardRef(function MessageField(
  { value, onValueChange, onSubmit, onEscape, isPlain = false, ...rest },
  ref,
): ReactNode {
  const keys = useFieldKeys({ onSubmit, onEscape })
  return (
    <div className={isPlain ? undefined : 'tg-field'} data-text={`${value}\n`}>
      <textarea
        {...rest}
        {...keys}
        ref={ref}
        className={isPlain ? undefined : 'tg-textarea'}
        rows={1}
        dir="auto"
        enterKeyHint="send"
        value={value}
        onChange={(event) => onValueChange(event.currentTarget.value)}
      />
    </div>
  )
})
