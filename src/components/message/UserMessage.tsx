'use client'

import type { ReactNode } from 'react'
import type { ThreadMessage } from '../../store/index.js'
import { useKit } from '../kit/KitContext.js'
import { useIsEditing } from '../kit/useIsEditing.js'
import { cleanText } from '../markdown/cleanText.js'
import { Attachment } from './Attachment.js'
import { BranchPicker } from './BranchPicker.js'
import { LoadedEditor } from './loadEditor.js'
import { MessageActions } from './MessageActions.js'
import { useMessageFrame } from './MessageContext.js'

/** What the reader wrote: their own text as it is, in a soft bubble. */
export function UserMessage({ message }: { message: ThreadMessage }): ReactNode {
  const { editing } = useKit()
  const { label } = useMessageFrame()
  const isEditing = useIsEditing(editing, message.id)
  const { texts, images, files } = message.message
  const text = cleanText(texts.join('\n\n'))
  const attachments = [...images, ...files]
  const shown = (
    <>
      {attachments.map(renderAttachment)}
      {text !== '' && (
        <div className="tg-bubble" dir="auto">
          {text}
        </div>
      )}
      <div className="tg-footer">
        <BranchPicker messageId={message.id} />
        <MessageActions messageId={message.id} author="user" text={text} label={label} />
      </div>
    </>
  )
  if (!isEditing) return shown
  return (
    <LoadedEditor
      messageId={message.id}
      text={texts.join('\n\n')}
      attachments={attachments}
      fallback={shown}
      onFailed={() => editing.set(null)}
    />
  )
}

function renderAttachment(part: Parameters<typeof Attachment>[0]['part'], key: number): ReactNode {
  return <Attachment key={key} part={part} />
}
