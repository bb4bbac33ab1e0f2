'use client'

import type { ReactNode } from 'react'
import { useChatSelector } from '../../hooks/useChatSelector.js'
import type { ChatView } from '../../store/index.js'
import { createLoaded } from '../kit/createLoaded.js'
import type { ToolNoticeProps } from './ToolNotice.js'

/** What tools do, in words, and a way to the call which waits for the reader. `Composer` holds one. */
export function ToolStatus(): ReactNode {
  const waiting = useChatSelector(waitingCalls)
  return waiting !== null && <ToolNotice waiting={waiting} fallback={null} />
}

const ToolNotice = createLoaded<ToolNoticeProps>(async () => (await import('./ToolNotice.js')).ToolNotice)

/** Calls of the last message only: an older one is past deciding. Null where no tool runs either. */
function waitingCalls({ toolCalls, messageIds, run }: ChatView): number | null {
  const last = messageIds.at(-1)
  const waiting = toolCalls.filter(({ status, messageId }) => status === 'awaiting-approval' && messageId === last)
  return waiting.length > 0 || run.phase === 'running-tools' ? waiting.length : null
}
