'use client'

import { type ComponentPropsWithoutRef, forwardRef, type ReactNode } from 'react'
import type { Part } from '../kit/part.js'

// 16 x 16, as in Icon.tsx; here, because most chats never show them.
const thumb =
  'M5.25 7.25 7.6 2.5a1.35 1.35 0 0 1 1.9 1.25v2.5h2.9a1.35 1.35 0 0 1 1.33 1.6l-.75 4.05A1.35 1.35 0 0 1 11.65 13h-6.4zM2.5 7.25h2.75V13H2.5z'
const paths: Readonly<Record<ActionIcon, string>> = {
  good: thumb,
  bad: thumb,
  delete: 'M2.75 4.25h10.5M6.25 4V2.5h3.5V4M4 4.5l.65 8.75h6.7L12 4.5M6.75 7v3.75M9.25 7v3.75',
  models: 'm4.5 6.5 3.5 3.5 3.5-3.5',
}

type ActionIcon = 'good' | 'bad' | 'delete' | 'models'

export interface ActionButtonProps extends Omit<ComponentPropsWithoutRef<'button'>, 'children'> {
  icon: ActionIcon
  /** Its name, and what a mouse shows. */
  label: string
}

/** A small button with a sign instead of words. */
export const ActionButton: Part<ActionButtonProps, HTMLButtonElement> = forwardRef(function ActionButton(
  { icon, label, ...rest },
  ref,
): ReactNode {
  return (
    <button ref={ref} type="button" className="tg-button" aria-label={label} title={label} {...rest}>
      <svg className="tg-icon" viewBox="0 0 16 16" aria-hidden="true">
        <path d={paths[icon]} transform={icon === 'bad' ? 'matrix(1 0 0 -1 0 15.5)' : undefined} />
      </svg>
    </button>
  )
})
