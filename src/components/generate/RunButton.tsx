'use client'

import type { MouseEvent, ReactNode } from 'react'
import { Icon } from '../icons/Icon.js'
import { useWords } from '../kit/KitContext.js'
import { englishGenerate } from './strings.js'

interface RunButtonProps {
  isBusy: boolean
  isEmpty: boolean
  onStop: () => void
}

/** One button node for beginning and stopping, so that the focus stays on it. */
export function RunButton({ isBusy, isEmpty, onStop }: RunButtonProps): ReactNode {
  const strings = useWords(englishGenerate)
  const label = isBusy ? strings.stop : strings.generate

  // The second click of a double click wants nothing more: it would stop what the first began.
  function onClick(event: MouseEvent): void {
    if (event.detail > 1) event.preventDefault()
    else if (isBusy) onStop()
  }

  return (
    <button
      type={isBusy ? 'button' : 'submit'}
      className="tg-send"
      data-state={isBusy ? 'stop' : 'send'}
      aria-label={label}
      title={label}
      aria-disabled={!isBusy && isEmpty}
      onClick={onClick}
      onMouseDown={(event) => !isBusy && event.preventDefault()}
    >
      <Icon name={isBusy ? 'stop' : 'send'} />
    </button>
  )
}
