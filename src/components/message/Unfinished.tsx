'use client'

import type { ReactNode } from 'react'
import { useChat } from '../../hooks/ChatProvider.js'
import type { ThreadMessage } from '../../store/index.js'
import { LeavingButton } from '../error/LeavingButton.js'
import { useStrings } from '../kit/KitContext.js'
import type { ChatStrings } from '../strings/ChatStrings.js'
import { useCanContinue } from './useCanContinue.js'

/** Says that a reply ended before its end, without an error, and offers to go on where that is possible. */
export function Unfinished({ message }: { message: ThreadMessage }): ReactNode {
  const note = noteOf(message, useStrings())
  return note === null ? null : <Note message={message} note={note} />
}

function Note({ message, note }: { message: ThreadMessage; note: string }): ReactNode {
  const chat = useChat()
  const strings = useStrings()
  const canContinue = useCanContinue(message.id) && Boolean(message.message.text)
  return (
    <div className="tg-unfinished">
      <p className="tg-note">{note}</p>
      {canContinue && <LeavingButton label={strings.continue} act={() => void chat.continueMessage(message.id)} />}
      {message.status !== 'complete' && <LeavingButton label={strings.retry} act={() => void chat.retry(message.id)} />}
    </div>
  )
}

function noteOf({ status, error, message }: ThreadMessage, strings: ChatStrings): string | null {
  if (error) return null
  if (status === 'stopped') return strings.stopped
  if (status === 'interrupted') return strings.interrupted
  return status === 'complete' && message.meta.finish_reason === 'length' ? strings.lengthReached : null
}
