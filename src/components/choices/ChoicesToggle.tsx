'use client'

import type { ReactNode } from 'react'
import { Icon } from '../icons/Icon.js'
import { useWords } from '../kit/KitContext.js'
import { englishChoices } from './strings.js'

export interface ChoicesToggleProps {
  count: number
  isOpen: boolean
  onToggle: () => void
}

/** Opens the choices of an answer which the thread went on from, and closes them again. */
export function ChoicesToggle({ count, isOpen, onToggle }: ChoicesToggleProps): ReactNode {
  const words = useWords(englishChoices)
  return (
    <button
      type="button"
      className="tg-text-button tg-choices-toggle"
      data-quiet=""
      aria-expanded={isOpen}
      onClick={onToggle}
    >
      {words.choiceCount(count)}
      <Icon name="open" />
    </button>
  )
}
