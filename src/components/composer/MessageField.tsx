'use client'

import {
  type CompositionEvent,
  forwardRef,
  type KeyboardEvent,
  type ReactNode,
  type TextareaHTMLAttributes,
  useRef,
} from 'react'
import type { Part } from '../kit/part.js'
import { hasOnlyCoarsePointer } from './pointer.js'

export interface MessageFieldProps
  extends Pick<
    TextareaHTMLAttributes<HTMLTextAreaElement>,
    'aria-label' | 'aria-describedby' | 'placeholder' | 'onFocus' | 'autoFocus'
  > {
  value: string
  onValueChange: (value: string) => void
  onSubmit: () => void
  /** Escape, unless it ends a composition. */
  onEscape?: ((event: KeyboardEvent) => void) | undefined
}

/**
 * The text area in which messages are written: it grows with its text, Enter submits, Shift and Enter make a line.
 * Enter belongs to the input method while a composition is open: Chromium and Firefox say `isComposing`, Safari ends the
 * composition before the key and says `keyCode` 229 (https://bugs.webkit.org/show_bug.cgi?id=165004).
 */
export const MessageField: Part<MessageFieldProps, HTMLTextAreaElement> = forwardRef(function MessageField(
  { value, onValueChange, onSubmit, onEscape, ...rest },
  ref,
): ReactNode {
  const composing = useRef(false)
  const note = (event: CompositionEvent) => {
    composing.current = event.type === 'compositionstart'
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): void {
    if (composing.current || event.nativeEvent.isComposing || event.keyCode === 229) return
    if (event.key === 'Escape') onEscape?.(event)
    if (event.key !== 'Enter' || !submits(event)) return
    event.preventDefault()
    onSubmit()
  }

  return (
    <div className="tg-field" data-text={`${value}\n`}>
      <textarea
        {...rest}
        ref={ref}
        className="tg-textarea"
        rows={1}
        dir="auto"
        enterKeyHint="send"
        value={value}
        onChange={(event) => onValueChange(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onCompositionStart={note}
        onCompositionEnd={note}
        onBlur={() => {
          composing.current = false
        }}
      />
    </div>
  )
})

function submits({ shiftKey, altKey, ctrlKey, metaKey }: KeyboardEvent): boolean {
  if (ctrlKey || metaKey) return true
  return !shiftKey && !altKey && !hasOnlyCoarsePointer()
}
