'use client'

import type { ReactNode } from 'react'
import { useChatState } from '../../hooks/useChatSelector.js'
import type { Signal } from '../kit/createSignal.js'
import { DeleteAction } from './DeleteAction.js'
import { firstOfDeletion } from './deletion.js'
import type { MessageExtras } from './extras.js'
import { FeedbackActions } from './FeedbackActions.js'
import type { MessageActionsProps } from './MessageActions.js'
import { ModelMenu } from './ModelMenu.js'

export interface MoreActionsProps extends Pick<MessageActionsProps, 'messageId' | 'author'> {
  extras: Signal<MessageExtras>
  /** Whether it says something which can be judged. */
  hasText: boolean
}

/** What the chat offers for a message beside copying, editing and asking again. */
export function MoreActions({ extras, messageId, author, hasText }: MoreActionsProps): ReactNode {
  const first = useChatState((state) => firstOfDeletion(state, messageId)) // the question stays while steps come
  return (
    <>
      {author === 'assistant' && <ModelMenu extras={extras} messageId={messageId} />}
      {author === 'assistant' && hasText && <FeedbackActions extras={extras} messageId={messageId} />}
      <DeleteAction key={first} extras={extras} messageId={messageId} />
    </>
  )
}
