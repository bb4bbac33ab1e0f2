'use client'

import type { ReactNode } from 'react'
import { useThreadMessage } from '../../hooks/useChatSelector.js'
import { cleanText } from '../markdown/cleanText.js'
import { Attachment } from './Attachment.js'
import { useMessageScope } from './MessageContext.js'
import { MessageParts } from './MessageParts.js'
import { useToolResults } from './useToolResults.js'

/** What the message says: a user's words as they are, and an answer's steps with markdown, reasoning and tool calls. */
export function MessageContent(): ReactNode {
  const { state, messageIds, last } = useMessageScope()
  if (state.role === 'assistant')
    return messageIds.map((id, place) => <MessageStep key={id} id={id} later={messageIds.slice(place + 1)} />)
  const { texts, images, files } = last.message
  return (
    <>
      {[...images, ...files].map((part, place) => renderAttachment(part, place))}
      <div dir="auto" style={{ whiteSpace: 'pre-wrap' }}>
        {cleanText(texts.join('\n\n'))}
      </div>
    </>
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
