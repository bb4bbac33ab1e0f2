'use client'

import { memo, type ReactNode } from 'react'
import { useChat } from '../../hooks/ChatProvider.js'
import { canRegenerate } from '../../store/index.js'
import { CopyButton } from '../copy/CopyButton.js'
import { IconButton } from '../icons/IconButton.js'
import { createLoaded } from '../kit/createLoaded.js'
import { useKit } from '../kit/KitContext.js'
import type { MoreActionsProps } from './MoreActions.js'

// Loaded where the chat offers more than copying, editing and asking again.
const MoreActions = createLoaded<MoreActionsProps>(async () => (await import('./MoreActions.js')).MoreActions)

/** What `MessageActions` takes. */
export interface MessageActionsProps {
  messageId: string
  author: 'user' | 'assistant'
  /** What is copied; a function, where it is dear to make or changes all the time. Without a text there is no button. */
  text: string | (() => string)
  /** Names the message in the group's name. */
  label: string
}

/**
 * Copy, edit or ask again, and what else the chat offers: feedback, other models, deletion. Always in the tab order; the
 * stylesheet only fades them.
 */
export const MessageActions: (props: MessageActionsProps) => ReactNode = memo(function MessageActions({
  messageId,
  author,
  text,
  label,
}: MessageActionsProps): ReactNode {
  const chat = useChat()
  const { strings, editing, extras } = useKit()
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div className="tg-actions" role="group" aria-label={strings.actionsOf(label)}>
      {text !== '' && <CopyButton text={text} label={strings.copy} />}
      {author === 'user' ? (
        <IconButton icon="edit" label={strings.edit} onClick={() => editing.set(messageId)} />
      ) : (
        canRegenerate(chat.store.getState(), messageId) && (
          <IconButton icon="again" label={strings.regenerate} onClick={() => void chat.regenerate({ messageId })} />
        )
      )}
      {extras && (
        <MoreActions extras={extras} messageId={messageId} author={author} hasText={text !== ''} fallback={null} />
      )}
    </div>
  )
})
