'use client'

import type { MouseEvent, ReactNode } from 'react'
import { Icon } from '../icons/Icon.js'
import { useStrings } from '../kit/KitContext.js'

export interface SendButtonProps {
  /** Whether a run is under way: the same button stops it then. */
  isBusy: boolean
  isEmpty: boolean
  onStop: () => void
}

/** One button node for sending and stopping, so that the focus stays on it. */
export function SendButton({ isBusy, isEmpty, onStop }: SendButtonProps): ReactNode {
  const strings = useStrings()
  const label = isBusy ? strings.stop : strings.send

  // The second click of a double click wants nothing more: neither to stop what was sent nor to send what is written.
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
