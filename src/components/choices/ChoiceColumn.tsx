'use client'

import { memo, type ReactNode, useState } from 'react'
import { useChatSelector, useThreadMessage } from '../../hooks/useChatSelector.js'
import type { ThreadMessage } from '../../store/index.js'
import { errorWords } from '../error/errorWords.js'
import { ShownError } from '../error/ShownError.js'
import { useStrings, useWords } from '../kit/KitContext.js'
import { scrollRegion } from '../kit/scrollRegion.js'
import { MessageBoundary } from '../message/MessageBoundary.js'
import { MessageParts } from '../message/MessageParts.js'
import { StillWorking } from '../message/StillWorking.js'
import { Unfinished } from '../message/Unfinished.js'
import { Waiting } from '../message/Waiting.js'
import { ChoiceFooter } from './ChoiceFooter.js'
import { optionName } from './choiceNames.js'
import { headingId, optionId, panelId, tabId } from './ids.js'
import { englishChoices } from './strings.js'
import type { ChoiceFacts } from './useChoiceFacts.js'

export interface ChoiceColumnProps {
  choice: ChoiceFacts
  name: string
  place: number
  /** Begins the ids of this view; the options of one group have it as their name. */
  viewId: string
  /** A tab has a panel, which may be out of sight. */
  shownAs: 'column' | 'panel' | 'hidden panel'
  /** Whether the text scrolls by itself. */
  isApart: boolean
  onPick: (id: string) => void
}

/** One choice with everything about it. It renders when its own message changes, not when another one grows. */
export const ChoiceColumn: (props: ChoiceColumnProps) => ReactNode = memo(function ChoiceColumn({
  choice,
  name,
  place,
  viewId,
  shownAs,
  isApart,
  onPick,
}: ChoiceColumnProps): ReactNode {
  const words = useWords(englishChoices)
  const message = useThreadMessage(choice.id)
  if (!message) return null
  const { id, status } = message
  const isPanel = shownAs !== 'column'
  return (
    <section
      id={panelId(viewId, place)}
      className="tg-choice"
      role={isPanel ? 'tabpanel' : 'group'}
      aria-labelledby={isPanel ? tabId(viewId, place) : headingId(viewId, place)}
      hidden={shownAs === 'hidden panel'}
      data-status={status}
      data-picked={choice.isPicked || undefined}
    >
      <div className="tg-choice-head">
        <input
          type="radio"
          id={optionId(viewId, place)}
          className="tg-choice-option"
          name={viewId}
          aria-label={optionName(choice, name, words)}
          checked={choice.isPicked}
          onChange={() => onPick(id)}
        />
        <h4 id={headingId(viewId, place)} className="tg-choice-name">
          <label htmlFor={optionId(viewId, place)}>
            <bdi>{name}</bdi>
          </label>
        </h4>
      </div>
      <MessageBoundary version={`${id} ${status}`}>
        <div className="tg-choice-text" {...(isApart && scrollRegion(words.choiceText(name)))}>
          <ChoiceText message={message} />
        </div>
        <ChoiceFooter message={message} choice={choice} name={name} onPick={onPick} />
      </MessageBoundary>
    </section>
  )
})

function ChoiceText({ message }: { message: ThreadMessage }): ReactNode {
  const { status } = message
  return (
    <>
      <MessageParts message={message} />
      {status === 'pending' && <Waiting />}
      {status === 'streaming' && <StillWorking messageId={message.id} />}
      <ChoiceEnd message={message} />
    </>
  )
}

/** What became of it. What can be done about it would end the others: it is offered once they have ended, and stays. */
function ChoiceEnd({ message }: { message: ThreadMessage }): ReactNode {
  const strings = useStrings()
  const isIdle = useChatSelector(({ run }) => run.phase === 'idle')
  const [isOffered, setOffered] = useState(isIdle)
  if (isIdle && !isOffered) setOffered(true)
  const { error } = message
  if (!error) return isOffered && <Unfinished message={message} />
  if (isOffered) return <ShownError message={message} error={error} />
  return <p className="tg-note">{errorWords(message, strings)}</p>
}
