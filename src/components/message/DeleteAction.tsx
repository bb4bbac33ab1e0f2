'use client'

import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { useChat } from '../../hooks/ChatProvider.js'
import { useChatSelector } from '../../hooks/useChatSelector.js'
import type { ChatState } from '../../store/index.js'
import { childIds } from '../../store/tree.js'
import { LeavingButton } from '../error/LeavingButton.js'
import { useKit, useWords } from '../kit/KitContext.js'
import { ActionButton } from './ActionButton.js'
import { englishActions } from './strings.js'

/** Deletes a message with all that follows it, once the reader said so. */
export function DeleteAction({ messageId }: { messageId: string }): ReactNode {
  const words = useWords(englishActions)
  const [isAsking, setAsking] = useState(false)
  const button = useRef<HTMLButtonElement>(null)

  function keep(): void {
    button.current?.focus({ preventScroll: true })
    setAsking(false)
  }

  return (
    <>
      <ActionButton
        ref={button}
        icon="delete"
        label={words.deleteMessage}
        aria-expanded={isAsking}
        onClick={() => setAsking(!isAsking)}
      />
      {isAsking && <Question messageId={messageId} onKeep={keep} />}
    </>
  )
}

interface QuestionProps {
  messageId: string
  onKeep: () => void
}

/** The focus goes to what does no harm. */
function Question({ messageId, onKeep }: QuestionProps): ReactNode {
  const chat = useChat()
  const { announcer } = useKit()
  const words = useWords(englishActions)
  const refusal = useRef<HTMLButtonElement>(null)
  const textId = useId()
  const takesMore = useChatSelector(() => hasMore(chat.store.getState(), messageId))
  useEffect(() => refusal.current?.focus(), [])

  function remove(): void {
    chat.deleteMessage(firstOf(chat.store.getState(), messageId))
    announcer.announce(words.messageDeleted)
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    event.preventDefault() // the message would take the focus, and a dialog around the chat close
    onKeep()
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div className="tg-question" role="group" aria-labelledby={textId} onKeyDown={onKeyDown}>
      <span id={textId}>{words.deleteQuestion(takesMore)}</span>
      <LeavingButton label={words.deleteConfirmed} act={remove} />
      <button ref={refusal} type="button" className="tg-text-button" onClick={onKeep}>
        {words.deleteRefused}
      </button>
    </div>
  )
}

/** Of an answer its first step: what called tools, and what they answered, goes with it. */
function firstOf({ tree }: ChatState, messageId: string): string {
  const { nodes } = tree
  let first = nodes.get(messageId)
  for (let above = first; above && above.message.role !== 'user'; above = nodes.get(above.parentId ?? '')) {
    if (above.turnId !== first?.turnId) break
    first = above
  }
  return first?.id ?? messageId
}

/** Whether another turn goes, too, in whichever version. A question goes with its answer, as everybody expects. */
function hasMore(state: ChatState, messageId: string): boolean {
  const { tree } = state
  const first = firstOf(state, messageId)
  const going = [first]
  for (const id of going) {
    if (tree.nodes.get(id)?.turnId !== tree.nodes.get(first)?.turnId) return true
    going.push(...childIds(tree, id))
  }
  return false
}
