'use client'

import type { Part } from '../kit/part.js'
import type { RenderProps, UnstyledProps } from '../kit/renderPart.js'
import { createLoadedPart } from './createLoadedPart.js'
import type { MessageState } from './MessageContext.js'

/** The state of a button which deletes: that of its message, and `data-asking`. */
export interface MessageDeleteState extends MessageState {
  /** Its question is open. */
  readonly isAsking: boolean
}

/** The state of the question: `data-more`. */
export interface DeleteQuestionState {
  /** More than the message and its answer goes with it. */
  readonly hasMore: boolean
}

/** What `Message.Delete` takes, beside the attributes of a button. */
export interface MessageDeleteProps extends UnstyledProps<'button', MessageDeleteState> {
  /** Another element in the question's place, or a function, as for `render`. @default a div */
  question?: RenderProps<DeleteQuestionState>['render']
}

/**
 * Deletes a message with all that follows it, after a question. That stands behind the button while it is open, and has
 * the focus on what does no harm. There where `Chat.Root` has `canDelete`.
 */
export const MessageDelete: Part<MessageDeleteProps, HTMLButtonElement> = createLoadedPart(
  (_last, { extras }) => Boolean(extras),
  async () => (await import('./DeletePart.js')).DeletePart,
)
