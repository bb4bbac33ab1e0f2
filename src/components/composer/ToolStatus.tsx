'use client'

import type { ReactNode } from 'react'
import { useChatSelector } from '../../hooks/useChatSelector.js'
import type { ChatView } from '../../store/index.js'
import { createLoaded } from '../kit/createLoaded.js'
import { waitingCalls } from '../tool/waitingCalls.js'
import type { ToolNoticeProps } from './ToolNotice.js'

/** What tools do, in words, and a way to the call which waits for the reader. `Composer` holds one. */
export function ToolStatus(): ReactNode {
  const waiting = useChatSelector(shownCalls)
  return waiting !== null && <ToolNotice waiting={waiting} fallback={null} />
}

const ToolNotice = createLoaded<ToolNoticeProps>(async () => (await import('./ToolNotice.js')).ToolNotice)

/** How many calls wait; null where no tool runs either. */
function shownCalls(view: ChatView): number | null {
  const { length } = waitingCalls(view)
  return length > 0 || view.run.phase === 'running-tools' ? length : null
}
