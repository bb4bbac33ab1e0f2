'use client'

import type { ReactNode } from 'react'
import { useChat } from '../../hooks/ChatProvider.js'
import { useChatSelector } from '../../hooks/useChatSelector.js'
import type { ChatView } from '../../store/index.js'
import { useStrings } from '../kit/KitContext.js'
import { cleanText } from '../markdown/cleanText.js'
import { reviewApproval } from '../tool/reviewApproval.js'

export interface ToolNoticeProps {
  /** Calls which wait for the reader; 0 while tools run. */
  waiting: number
}

/** Loaded with the first tool call which runs or waits. */
export function ToolNotice({ waiting }: ToolNoticeProps): ReactNode {
  return waiting > 0 ? <ApprovalNotice count={waiting} /> : <RunningNotice />
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

/** Each tool once, as a list in words. */
function runningNames({ toolCalls }: ChatView): string {
  const names = toolCalls.filter(({ status }) => status === 'running').map(({ name }) => cleanText(name))
  return [...new Set(names)].join(', ')
}
