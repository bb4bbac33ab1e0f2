'use client'

import type { ReactNode } from 'react'
import { useChatSelector } from '../../hooks/useChatSelector.js'
import { RetryNotice } from '../error/RetryNotice.js'
import { useStrings } from '../kit/KitContext.js'

/** Stands for a reply of which nothing came yet. */
export function Waiting(): ReactNode {
  const strings = useStrings()
  const run = useChatSelector((view) => view.run)
  if (run.phase === 'retry-wait') {
    return (
      <p className="tg-note">
        <RetryNotice run={run} />
      </p>
    )
  }
  return (
    <p className="tg-waiting">
      <span className="tg-hidden">{strings.waiting}</span>
    </p>
  )
}
