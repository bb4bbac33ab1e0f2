'use client'

import type { ReactNode } from 'react'
import type { ThreadMessage } from '../../store/index.js'
import { useStrings } from '../kit/KitContext.js'
import { UnfinishedButtons } from './UnfinishedButtons.js'
import { unfinishedReason, unfinishedWords } from './unfinishedReason.js'

/** Says that a reply ended before its end, without an error, and offers to go on where that is possible. */
export function Unfinished({ message }: { message: ThreadMessage }): ReactNode {
  const strings = useStrings()
  const reason = unfinishedReason(message)
  return (
    reason && (
      <div className="tg-unfinished">
        <p className="tg-note">{unfinishedWords(reason, strings)}</p>
        <UnfinishedButtons message={message} />
      </div>
    )
  )
}
