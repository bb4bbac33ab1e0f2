'use client'

import type { ReactNode } from 'react'
import { Icon } from '../icons/Icon.js'
import { useStrings } from '../kit/KitContext.js'

export interface ScrollButtonProps {
  /** Messages which came since the reader left the end. */
  unseen: number
  onClick: () => void
}

export function ScrollButton({ unseen, onClick }: ScrollButtonProps): ReactNode {
  const label = useStrings().scrollToEnd(unseen)
  return (
    <button type="button" className="tg-scroll" aria-label={label} title={label} onClick={onClick}>
      <Icon name="down" />
      {unseen > 0 && <span className="tg-scroll-count">{unseen}</span>}
    </button>
  )
}
