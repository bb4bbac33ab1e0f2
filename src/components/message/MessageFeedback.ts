'use client'

import type { Part } from '../kit/part.js'
import type { UnstyledProps } from '../kit/renderPart.js'
import { createLoadedPart } from './createLoadedPart.js'
import type { Feedback } from './extras.js'
import type { MessageState } from './MessageContext.js'

/** The state of a toggle for feedback: that of its message, `data-value` and `data-pressed`. */
export interface MessageFeedbackState extends MessageState {
  readonly value: Feedback
  readonly isPressed: boolean
}

/** What `Message.Feedback` takes, beside the attributes of a button. */
export interface MessageFeedbackProps extends Omit<UnstyledProps<'button', MessageFeedbackState>, 'value'> {
  /** What pressing it says about the answer. */
  value: Feedback
}

/**
 * A toggle which says "good" or "bad" of an answer, or takes it back; of two one at most is pressed. There where
 * `Chat.Root` has `onFeedback`, once the answer is settled.
 */
export const MessageFeedback: Part<MessageFeedbackProps, HTMLButtonElement> = createLoadedPart(
  (_last, { extras }) => Boolean(extras),
  async () => (await import('./FeedbackPart.js')).FeedbackPart,
)
