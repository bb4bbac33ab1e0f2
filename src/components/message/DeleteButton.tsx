'use client'

import { type ForwardedRef, type ReactNode, useRef, useState } from 'react'
import type { Signal } from '../kit/createSignal.js'
import { useWords } from '../kit/KitContext.js'
import { renderPart } from '../kit/renderPart.js'
import { useBothRefs } from '../kit/useBothRefs.js'
import { DeleteQuestion } from './DeleteQuestion.js'
import { type MessageExtras, useExtra } from './extras.js'
import type { MessageState } from './MessageContext.js'
import type { MessageDeleteProps, MessageDeleteState } from './MessageDelete.js'
import { englishActions } from './strings.js'

export interface DeleteButtonProps {
  extras: Signal<MessageExtras>
  messageId: string
  /** Of the message, where it is shown by `data-*`. */
  state?: MessageState | undefined
  /** What the part was given. */
  given: MessageDeleteProps
  root?: ForwardedRef<HTMLButtonElement> | undefined
  /** Of both answers to the question; '' for none. */
  answerClass: string
}

/** Deletes a message with all that follows it, once the reader said so: a button, and behind it the question. */
export function DeleteButton(props: DeleteButtonProps): ReactNode {
  const { extras, messageId, state, given, root = null, answerClass } = props
  const { deleteMessage } = useWords(englishActions)
  const canDelete = useExtra(extras, (offered) => Boolean(offered.canDelete))
  const [isAsking, setAsking] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const ref = useBothRefs(button, root)
  const { question, ...rest } = given

  function keep(): void {
    button.current?.focus({ preventScroll: true })
    setAsking(false)
  }

  if (!canDelete) return null
  const onClick = () => setAsking(!isAsking)
  const own = { ref, type: 'button', 'aria-label': deleteMessage, 'aria-expanded': isAsking, onClick }
  const shown = { ...state, isAsking } as MessageDeleteState
  return (
    <>
      {renderPart('button', shown, own, { children: deleteMessage, ...rest })}
      {isAsking && <DeleteQuestion messageId={messageId} render={question} answerClass={answerClass} onKeep={keep} />}
    </>
  )
}
