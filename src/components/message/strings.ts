import type { Feedback } from './extras.js'

/** The words of what a chat offers for its messages beside copying, editing and asking again. */
export interface ActionStrings {
  readonly goodAnswer: string
  readonly badAnswer: string
  /** Announced. Null when it was taken back. */
  readonly feedbackGiven: (feedback: Feedback | null) => string

  readonly deleteMessage: string
  /** Asks before a message is deleted; `hasMore` where more than its answer would go with it, `choice` names one of several. */
  readonly deleteQuestion: (hasMore: boolean, choice?: string | undefined) => string
  readonly deleteConfirmed: string
  readonly deleteRefused: string
  /** Announced. */
  readonly messageDeleted: string

  /** Opens the menu of models, and names it. */
  readonly regenerateWith: string
}

export const englishActions: ActionStrings = {
  goodAnswer: 'Good answer',
  badAnswer: 'Bad answer',
  feedbackGiven: (feedback) => feedbackGiven[feedback ?? 'none'],

  deleteMessage: 'Delete',
  deleteQuestion: (hasMore, choice) =>
    hasMore ? `Delete ${choice ?? 'this'} and all that follows?` : `Delete ${choice ?? 'this message'}?`,
  deleteConfirmed: 'Delete',
  deleteRefused: 'Keep',
  messageDeleted: 'Deleted',

  regenerateWith: 'Ask again with another model',
}

const feedbackGiven = { good: 'Marked as good', bad: 'Marked as bad', none: 'Mark taken back' }
