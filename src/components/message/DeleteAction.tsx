'use client'

import type { ReactNode } from 'react'
import type { Signal } from '../kit/createSignal.js'
import { useWords } from '../kit/KitContext.js'
import { ActionButton } from './ActionButton.js'
import { DeleteButton } from './DeleteButton.js'
import type { MessageExtras } from './extras.js'
import { englishActions } from './strings.js'

export interface DeleteActionProps {
  extras: Signal<MessageExtras>
  messageId: string
}

/** Deletes a message with all that follows it, once the reader said so; there where the chat lets them. */
export function DeleteAction({ extras, messageId }: DeleteActionProps): ReactNode {
  const { deleteMessage } = useWords(englishActions)
  const given = {
    render: <ActionButton icon="delete" label={deleteMessage} />,
    question: <div className="tg-question" />,
  }
  return <DeleteButton extras={extras} messageId={messageId} given={given} answerClass="tg-text-button" />
}
