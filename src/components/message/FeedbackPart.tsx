'use client'

import type { ReactNode } from 'react'
import type { Signal } from '../kit/createSignal.js'
import { useKit, useWords } from '../kit/KitContext.js'
import { renderPart } from '../kit/renderPart.js'
import type { LoadedPartProps } from './createLoadedPart.js'
import type { MessageExtras } from './extras.js'
import type { MessageFeedbackProps } from './MessageFeedback.js'
import { englishActions } from './strings.js'
import { useFeedback } from './useFeedback.js'

type FeedbackPartProps = LoadedPartProps<MessageFeedbackProps, HTMLButtonElement>

/** `Message.Feedback`, once it is loaded: there for answers which say something. */
export function FeedbackPart(props: FeedbackPartProps): ReactNode {
  const { extras } = useKit()
  const { state, last } = props
  const isOffered = extras && state.role === 'assistant' && last.message.texts.some(Boolean)
  return isOffered ? <Toggle {...props} extras={extras} /> : null
}

interface ToggleProps extends FeedbackPartProps {
  extras: Signal<MessageExtras>
}

function Toggle({ extras, state, last, given, root }: ToggleProps): ReactNode {
  const { value, ...rest } = given
  const words = useWords(englishActions)
  const feedback = useFeedback(extras, last.id)
  if (!feedback) return null
  const isPressed = feedback.value === value
  const label = value === 'good' ? words.goodAnswer : words.badAnswer
  const onClick = () => feedback.press(value)
  const own = { ref: root, type: 'button', 'aria-label': label, 'aria-pressed': isPressed, onClick }
  return renderPart('button', { ...state, value, isPressed }, own, { children: label, ...rest })
}
