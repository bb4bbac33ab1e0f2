'use client'

import type { ReactNode } from 'react'
import type { Signal } from '../kit/createSignal.js'
import { useWords } from '../kit/KitContext.js'
import { ActionButton } from './ActionButton.js'
import type { MessageExtras } from './extras.js'
import { englishActions } from './strings.js'
import { useFeedback } from './useFeedback.js'

export interface FeedbackActionsProps {
  extras: Signal<MessageExtras>
  messageId: string
}

/** Two toggles, of which one at most is pressed; there once the answer is settled. Pressing it again takes it back. */
export function FeedbackActions({ extras, messageId }: FeedbackActionsProps): ReactNode {
  const words = useWords(englishActions)
  const feedback = useFeedback(extras, messageId)
  if (!feedback) return null
  const { value, press } = feedback
  return (
    <>
      <ActionButton
        icon="good"
        label={words.goodAnswer}
        aria-pressed={value === 'good'}
        onClick={() => press('good')}
      />
      <ActionButton icon="bad" label={words.badAnswer} aria-pressed={value === 'bad'} onClick={() => press('bad')} />
    </>
  )
}
