'use client'

import type { ReactNode } from 'react'
import { useChat } from '../../hooks/ChatProvider.js'
import { useChatSelector } from '../../hooks/useChatSelector.js'
import type { ChatView } from '../../store/index.js'
import { useStrings } from '../kit/KitContext.js'
import { cleanText } from '../markdown/cleanText.js'
import { reviewApproval } from '../tool/reviewApproval.js'

/** What tools do, in words, and a way to the call which waits for the reader. `Composer` holds one. */
export function ToolStatus(): ReactNode {
  const waiting = useChatSelector(waitingCalls)
  const isRunning = useChatSelector(({ run }) => run.phase === 'running-tools')
  if (waiting > 0) return <ApprovalNotice count={waiting} />
  return isRunning && <RunningNotice />
}

function ApprovalNotice({ count }: { count: number }): ReactNode {
  const chat = useChat()
  const strings = useStrings()
  return (
    <div className="tg-run" data-phase="awaiting-approval">
      <p className="tg-note">{strings.approvalsWaiting(count)}</p>
      <button
        type="button"
        className="tg-text-button"
        aria-keyshortcuts="F8"
        title={`${strings.review} (F8)`}
        onClick={({ currentTarget }) => void reviewApproval(chat, currentTarget)}
      >
        {strings.review}
      </button>
    </div>
  )
}

function RunningNotice(): ReactNode {
  const strings = useStrings()
  const names = useChatSelector(runningNames)
  return (
    <div className="tg-run" data-phase="running-tools">
      <p className="tg-note">{strings.runningTools(names)}</p>
    </div>
  )
}

/** Calls of the last message only: an older one is past deciding. */
function waitingCalls({ toolCalls, messageIds }: ChatView): number {
  const last = messageIds.at(-1)
  return toolCalls.filter(({ status, messageId }) => status === 'awaiting-approval' && messageId === last).length
}

/** Each tool once, as a list in words. */
function runningNames({ toolCalls }: ChatView): string {
  const names = toolCalls.filter(({ status }) => status === 'running').map(({ name }) => cleanText(name))
  return [...new Set(names)].join(', ')
}
