'use client'

import { memo, type ReactNode } from 'react'
import { useChat } from '../../hooks/ChatProvider.js'
import { CopyButton } from '../copy/CopyButton.js'
import { IconButton } from '../icons/IconButton.js'
import { useKit } from '../kit/KitContext.js'

/** What `MessageActions` takes. */
export interface MessageActionsProps {
  messageId: string
  author: 'user' | 'assistant'
  /** What is copied; a function, where it is dear to make or changes all the time. Without a text there is no button. */
  text: string | (() => string)
  /** Names the message in the group's name. */
  label: string
}

/** Copy, and edit or ask again. Always in the tab order; the stylesheet only fades them. */
export const MessageActions: (props: MessageActionsProps) => ReactNode = memo(function MessageActions({
  messageId,
  author,
  text,
  label,
}: MessageActionsProps): ReactNode {
  const chat = useChat()
  const { strings, editing } = useKit()
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div className="tg-actions" role="group" aria-label={strings.actionsOf(label)}>
      {text !== '' && <CopyButton text={text} label={strings.copy} />}
      {author === 'user' ? (
        <IconButton icon="edit" label={strings.edit} onClick={() => editing.set(messageId)} />
      ) : (
        <IconButton icon="again" label={strings.regenerate} onClick={() => void chat.regenerate({ messageId })} />
      )}
    </div>
  )
})
