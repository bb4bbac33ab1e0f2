'use client'

import { type CompositionEvent, type KeyboardEvent, useRef } from 'react'
import { hasOnlyCoarsePointer } from './pointer.js'

export interface FieldKeys {
  onSubmit: () => void
  /** Escape, unless it ends a composition. */
  onEscape?: ((event: KeyboardEvent) => void) | undefined
}

/** What the text area gets. */
export interface FieldHandlers {
  onKeyDown: (event: KeyboardEvent) => void
  onCompositionStart: (event: CompositionEvent) => void
  onCompositionEnd: (event: CompositionEvent) => void
  onBlur: () => void
}

/**
 * Enter submits, Shift and Enter make a line. Enter belongs to the input method while a composition is open: Chromium
 * and Firefox say `isComposing`, Safari ends the composition before the key and says `keyCode` 229
 * (https://bugs.webkit.org/show_bug.cgi?id=165004).
 */
export function useFieldKeys({ onSubmit, onEscape }: FieldKeys): FieldHandlers {
  const composing = useRef(false)
  const note = (event: CompositionEvent) => {
    composing.current = event.type === 'compositionstart'
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (composing.current || event.nativeEvent.isComposing || event.keyCode === 229) return
    if (event.key === 'Escape') onEscape?.(event)
    if (event.key !== 'Enter' || !submits(event)) return
    event.preventDefault()
    onSubmit()
  }

  return {
    onKeyDown,
    onCompositionStart: note,
    onCompositionEnd: note,
    onBlur() {
      composing.current = false
    },
  }
}

function submits({ shiftKey, altKey, ctrlKey, metaKey }: KeyboardEvent): boolean {
  if (ctrlKey || metaKey) return true
  return !shiftKey && !altKey && !hasOnlyCoarsePointer()
}
