'use client'

import type { MouseEvent, ReactNode } from 'react'
import { moveFocus } from './moveFocus.js'

export interface LeavingButtonProps {
  label: string
  act: () => void
  /** It cannot be used yet: it stays focusable, and does nothing. */
  mustWait?: boolean | undefined
  /** '' for none. @default the kit's */
  className?: string | undefined
}

/** A button which goes away with what it does: the focus moves to the list. */
export function LeavingButton({
  label,
  act,
  mustWait = false,
  className = 'tg-text-button',
}: LeavingButtonProps): ReactNode {
  function onClick({ currentTarget }: MouseEvent): void {
    if (mustWait) return
    moveFocus(currentTarget, '[role="log"]')
    act()
  }
  return (
    <button type="button" className={className || undefined} aria-disabled={mustWait || undefined} onClick={onClick}>
      {label}
    </button>
  )
}
