'use client'

import { memo, type ReactNode, useCallback } from 'react'
import { useChat } from '../../hooks/ChatProvider.js'
import type { ThreadMessage } from '../../store/index.js'
import { LoadedChoices, ToggleOfChoices } from '../choices/loadChoices.js'
import { useAnswerChoices } from '../choices/useAnswerChoices.js'
import { ShownError } from '../error/ShownError.js'
import { createLoaded } from '../kit/createLoaded.js'
import { cleanText } from '../markdown/cleanText.js'
import { ShownMeta } from '../meta/ShownMeta.js'
import { BranchPicker } from './BranchPicker.js'
import { MessageActions } from './MessageActions.js'
import { MessageStep } from './MessageContent.js'
import { useMessageFrame } from './MessageContext.js'
import type { StillWorkingProps } from './StillWorking.js'
import { Unfinished } from './Unfinished.js'
import { useIsSettled } from './useShownReply.js'
import { Waiting } from './Waiting.js'

// Loaded while the first reply is written: it shows nothing for the first seconds.
const StillWorking = createLoaded<StillWorkingProps>(async () => (await import('./StillWorking.js')).StillWorking)

export interface AnswerMessageProps {
  /** The steps of the answer: replies which call tools, what the tools answered, the last reply. */
  messageIds: readonly string[]
  /** The last reply. */
  last: ThreadMessage
}

/** Everything that answers a user's message, unboxed. Where its last reply is one of several, they stand side by side. */
export function AnswerMessage({ messageIds, last }: AnswerMessageProps): ReactNode {
  const { label } = useMessageFrame()
  const isSettled = useIsSettled(last)
  const text = useTextOf(last.id)
  const hasText = last.message.texts.some(Boolean)
  const { ids, isOpen, toggle, versions, onFailed } = useAnswerChoices(last.id, messageIds.at(-1) ?? last.id)

  function renderStep(id: string, place: number): ReactNode {
    const step = <MessageStep key={id} id={id} later={messageIds.slice(place + 1)} />
    if (id !== last.id || !isOpen) return step
    const one = (
      <>
        {step}
        <AnswerState message={last} />
        <BranchPicker messageId={id} versions={ids} />
      </>
    )
    return <LoadedChoices key={last.createdAt} messageIds={ids} fallback={one} onFailed={onFailed} />
  }

  return (
    <>
      {messageIds.map(renderStep)}
      {!isOpen && <AnswerState message={last} />}
      <div className="tg-footer">
        {isSettled && !(isOpen && last.message.meta.own) && <ShownMeta message={last} />}
        {toggle && <ToggleOfChoices count={ids.length} isOpen={isOpen} onToggle={toggle} />}
        <Branches messageIds={messageIds} lastId={last.id} versions={versions} />
        <MessageActions messageId={last.id} author="assistant" text={hasText && !isOpen ? text : ''} label={label} />
      </div>
    </>
  )
}

/** What became of a reply, where it is not complete. */
function AnswerState({ message }: { message: ThreadMessage }): ReactNode {
  return (
    <>
      {message.status === 'pending' && <Waiting />}
      {message.status === 'streaming' && <StillWorking messageId={message.id} fallback={null} />}
      <Unfinished message={message} />
      {message.error && <ShownError message={message} error={message.error} />}
    </>
  )
}

interface BranchesProps extends Pick<AnswerMessageProps, 'messageIds'> {
  lastId: string
  /** Of the last reply, where not each of its siblings is one. */
  versions: readonly string[] | undefined
}

/** Each step may have versions of its own: it was tried again. By place, so that a button keeps the focus. */
const Branches = memo(function Branches({ messageIds, lastId, versions }: BranchesProps): ReactNode {
  return messageIds.map((id, place) => renderPicker(id, place, id === lastId ? versions : undefined))
})

function renderPicker(messageId: string, key: number, versions: readonly string[] | undefined): ReactNode {
  return <BranchPicker key={key} messageId={messageId} versions={versions} />
}

/** Reads what a message says when it is asked for: while it grows, nothing is made of it in each frame. */
function useTextOf(id: string): () => string {
  const { store } = useChat()
  return useCallback(() => {
    const texts = store.getState().tree.nodes.get(id)?.message.texts ?? []
    return cleanText(texts.join('\n\n'))
  }, [store, id])
}
