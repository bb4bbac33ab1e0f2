import type { Feedback } from './extras.js'

/** The words of what a chat offers for its messages beside copying, editing and asking again. */
export interface ActionStrings {
  readonly goodAnswer: string
  readonly badAnswer: string
  /** Announced. Null when it was taken back. */
  readonly feedbackGiven: (feedback: Feedback | null) => string

  readonly deleteMessage: string
  /** Asks before a message is deleted; `hasMore` where more than its answer would go with it. */
  readonly deleteQuestion: (hasMore: boolean) => string
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
  deleteQuestion: (hasMore) => (hasMore ? 'Delete this and all that follows?' : 'Delete this message?'),
  deleteConfirmed: 'Delete',
  deleteRefused: 'Keep',
  messageDeleted: 'Deleted',

  regenerateWith: 'Ask again with another model',
}

const feedbackGiven = { good: 'Marked as good', bad: 'Marked as bad', none: 'Mark taken back' }
