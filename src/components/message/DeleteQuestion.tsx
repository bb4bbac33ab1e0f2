'use client'

import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react'
import { useChat } from '../../hooks/ChatProvider.js'
import { useChatState } from '../../hooks/useChatSelector.js'
import { type ChatState, readMeta } from '../../store/index.js'
import { choiceNames } from '../choices/choiceNames.js'
import { choicesBeside } from '../choices/choicesBeside.js'
import { type ChoiceStrings, englishChoices } from '../choices/strings.js'
import { useKit, useWords } from '../kit/KitContext.js'
import { LeavingButton } from '../kit/LeavingButton.js'
import { type RenderProps, renderPart } from '../kit/renderPart.js'
import type { DeleteButtonProps } from './DeleteButton.js'
import { firstOfDeletion, takesMore } from './deletion.js'
import type { DeleteQuestionState } from './MessageDelete.js'
import { englishActions } from './strings.js'

interface DeleteQuestionProps extends Pick<DeleteButtonProps, 'messageId' | 'answerClass'> {
  render: RenderProps<DeleteQuestionState>['render']
  onKeep: () => void
}

/** Asks before a message is deleted. The focus goes to what does no harm. */
export function DeleteQuestion({ messageId, render, answerClass, onKeep }: DeleteQuestionProps): ReactNode {
  const chat = useChat()
  const { announcer } = useKit()
  const words = { ...useWords(englishActions), ...useWords(englishChoices) }
  const refusal = useRef<HTMLButtonElement>(null)
  const textId = useId()
  const hasMore = useChatState((state) => takesMore(state, messageId))
  const choice = useChatState((state) => nameOfChoice(state, messageId, words))
  useEffect(() => refusal.current?.focus(), [])

  function remove(): void {
    chat.deleteMessage(firstOfDeletion(chat.store.getState(), messageId))
    announcer.announce(words.messageDeleted)
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    event.preventDefault() // the message would take the focus, and a dialog around the chat close
    onKeep()
  }

  const children = (
    <>
      <span id={textId}>{words.deleteQuestion(hasMore, choice)}</span>
      <LeavingButton className={answerClass} label={words.deleteConfirmed} act={remove} />
      <button ref={refusal} type="button" className={answerClass || undefined} onClick={onKeep}>
        {words.deleteRefused}
      </button>
    </>
  )
  const own = { role: 'group', 'aria-labelledby': textId, onKeyDown, children }
  return renderPart('div', { hasMore }, own, { render })
}

/** What the picked one of several choices is called: the others stay. */
function nameOfChoice(state: ChatState, messageId: string, words: ChoiceStrings): string | undefined {
  const first = firstOfDeletion(state, messageId)
  const choices = choicesBeside(state, first)
  if (choices.length < 2) return undefined
  return choiceNames(choices.map(readMeta), words)[choices.findIndex(({ id }) => id === first)]
}
