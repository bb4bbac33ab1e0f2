'use client'

import type { ReactNode } from 'react'
import type { ThreadMessage } from '../../store/index.js'
import { CopyButton } from '../copy/CopyButton.js'
import { Icon } from '../icons/Icon.js'
import { useWords } from '../kit/KitContext.js'
import { cleanText } from '../markdown/cleanText.js'
import { useIsSettled } from '../message/useShownReply.js'
import { ShownMeta } from '../meta/ShownMeta.js'
import { ownReadings } from './ownReadings.js'
import { englishChoices } from './strings.js'
import type { ChoiceFacts } from './useChoiceFacts.js'

export interface ChoiceFooterProps {
  message: ThreadMessage
  choice: ChoiceFacts
  name: string
  onPick: (id: string) => void
}

/** What is known about a choice, and what can be done with it. Picked or not, its button is the same element. */
export function ChoiceFooter({ message, choice, name, onPick }: ChoiceFooterProps): ReactNode {
  const words = useWords(englishChoices)
  const isSettled = useIsSettled(message)
  const { texts } = message.message
  const { id, isPicked, isShared } = choice
  return (
    <div className="tg-choice-footer">
      {isSettled && <ShownMeta message={ownReadings(message, isShared)} />}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms */}
      <div className="tg-choice-actions" role="group" aria-label={words.actionsOf(name)}>
        <button
          type="button"
          className="tg-text-button"
          aria-disabled={isPicked || undefined}
          data-picked={isPicked || undefined}
          onClick={() => onPick(id)}
        >
          {isPicked && <Icon name="check" />}
          {isPicked ? words.choicePicked : words.pickChoice}
        </button>
        {texts.some(Boolean) && <CopyButton text={() => cleanText(texts.join('\n\n'))} label={words.copy} />}
      </div>
    </div>
  )
}
