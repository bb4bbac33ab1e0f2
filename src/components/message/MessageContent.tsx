'use client'

import type { ReactNode } from 'react'
import { useThreadMessage } from '../../hooks/useChatSelector.js'
import type { ThreadMessage } from '../../store/index.js'
import { useKit } from '../kit/KitContext.js'
import { useIsEditing } from '../kit/useIsEditing.js'
import { cleanText } from '../markdown/cleanText.js'
import { Attachment } from './Attachment.js'
import { LoadedEditor } from './loadEditor.js'
import { useSteadyScope } from './MessageContext.js'
import { MessageParts } from './MessageParts.js'
import { useToolResults } from './useToolResults.js'

/**
 * What the message says: a user's words as they are, or the form in which they are written anew, and an answer's steps
 * with markdown, reasoning and tool calls.
 */
export function MessageContent(): ReactNode {
  const { state, messageIds, last } = useSteadyScope()
  if (state.role === 'user') return <Question message={last} />
  return messageIds.map((id, place) => <MessageStep key={id} id={id} later={messageIds.slice(place + 1)} />)
}

function Question({ message: { id, message } }: { message: ThreadMessage }): ReactNode {
  const { editing } = useKit()
  const isEditing = useIsEditing(editing, id)
  const attachments = [...message.images, ...message.files]
  const text = message.texts.join('\n\n')
  const shown = (
    <>
      {attachments.map(renderAttachment)}
      <div dir="auto" style={{ whiteSpace: 'pre-wrap' }}>
        {cleanText(text)}
      </div>
    </>
  )
  if (!isEditing) return shown
  const onFailed = () => editing.set(null)
  return (
    <LoadedEditor isPlain messageId={id} text={text} attachments={attachments} fallback={shown} onFailed={onFailed} />
  )
}

/** One message of an answer. It renders when this message changes. */
export function MessageStep({ id, later }: { id: string; later: readonly string[] }): ReactNode {
  const message = useThreadMessage(id)
  const results = useToolResults(later)
  return message ? <MessageParts message={message} results={results} /> : null
}

function renderAttachment(part: Parameters<typeof Attachment>[0]['part'], key: number): ReactNode {
  return <Attachment key={key} part={part} />
}
