'use client'

import type { MouseEvent, ReactNode } from 'react'
import { useChat } from '../../hooks/ChatProvider.js'
import type { QueuedMessage } from '../../store/index.js'
import { IconButton } from '../icons/IconButton.js'
import { useStrings } from '../kit/KitContext.js'
import { cleanText } from '../markdown/cleanText.js'
import { attachmentName } from '../message/Attachment.js'

export interface QueuedMessagesProps {
  queue: readonly QueuedMessage[]
}

/** The messages which wait for the run under way. Loaded with the first. */
export function QueuedMessages({ queue }: QueuedMessagesProps): ReactNode {
  const strings = useStrings()
  return (
    <ul className="tg-queue" aria-label={strings.queueList}>
      {queue.map((queued) => (
        <QueuedItem key={queued.id} queued={queued} />
      ))}
    </ul>
  )
}

function QueuedItem({ queued }: { queued: QueuedMessage }): ReactNode {
  const chat = useChat()
  const strings = useStrings()
  const { texts, images, files } = queued.message
  const names = [...images, ...files].map((part) => attachmentName(part, strings))
  const text = cleanText(texts.join(' ')) || names.join(', ')
  const label = strings.removeQueued(text.slice(0, 80))

  function onRemove({ currentTarget }: MouseEvent): void {
    currentTarget.closest('form')?.querySelector('textarea')?.focus({ preventScroll: true })
    chat.removeQueued(queued.id)
  }

  return (
    <li className="tg-queued">
      <span className="tg-queued-text" dir="auto">
        {text}
      </span>
      <IconButton icon="close" label={label} onClick={onRemove} />
    </li>
  )
}
