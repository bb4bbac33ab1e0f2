import type { TogetherErrorCode } from '../../core/index.js'

/** The words which every chat has. Functions have the number or name which the words depend on. */
export interface ChatStrings {
  /** The language of these words, as a tag such as `en` or `de-CH`. Times of day beside messages are written in it. */
  readonly locale: string
  readonly you: string
  readonly assistant: string
  /** Names a message for assistive technology. `time` is null when it is not known. */
  readonly messageLabel: (author: string, time: string | null) => string
  readonly messageList: string
  readonly scrollToEnd: (unseen: number) => string

  readonly composerForm: string
  readonly composerLabel: string
  readonly composerPlaceholder: string
  readonly composerHint: string
  readonly send: string
  readonly stop: string
  readonly queue: string
  readonly queueList: string
  readonly removeQueued: (text: string) => string
  readonly refused: string
  readonly attach: string
  readonly attachments: string
  readonly removeAttachment: (name: string) => string
  readonly attached: (name: string) => string
  readonly detached: (name: string) => string
  readonly notAttached: (name: string) => string

  readonly welcomeTitle: string
  readonly suggestions: string

  readonly actionsOf: (label: string) => string
  readonly copy: string
  readonly copyCode: string
  readonly copied: string
  readonly copyFailed: string
  readonly edit: string
  readonly editLabel: string
  readonly save: string
  readonly cancel: string
  readonly regenerate: string
  readonly branches: string
  readonly branchOf: (place: number, count: number) => string
  readonly previousBranch: string
  readonly nextBranch: string

  readonly waiting: string
  readonly thinking: string
  /** `seconds` is null when it was not measured. */
  readonly thoughtFor: (seconds: number | null) => string
  /** Nothing came for a while. */
  readonly stillWorking: string
  readonly stopped: string
  readonly interrupted: string
  /** A reply which reached `max_tokens`. */
  readonly lengthReached: string
  readonly continue: string
  readonly renderFailed: string
  readonly image: string
  readonly file: string

  readonly errorText: (code: TogetherErrorCode) => string
  readonly errorDetails: string
  readonly retry: string
  readonly dismiss: string
  /** Tries again by itself once the wait is over. */
  readonly retryAutomatically: string
  readonly retryAfter: (seconds: number) => string
  readonly retryingIn: (seconds: number, attempt: number) => string
  readonly retrying: (attempt: number) => string

  /** `tools` are the names of those which run, joined; '' when only the page knows. */
  readonly runningTools: (tools: string) => string
  readonly approvalsWaiting: (count: number) => string
  /** Goes to the call which waits. */
  readonly review: string

  readonly seconds: (milliseconds: number) => string
  readonly tokensPerSecond: (rate: number) => string
  readonly tokens: (count: number) => string
  /** An estimate, in US dollars. */
  readonly estimatedCost: (dollars: number) => string
  readonly count: (count: number) => string
  readonly metaLabel: (reading: MetaReading) => string

  readonly codeBlock: (language: string) => string
  readonly table: string
  readonly taskDone: string
  readonly taskOpen: string
  readonly loadImage: (host: string) => string
  readonly imageFailed: string

  readonly announceResponding: string
  readonly announceApproval: (tool: string) => string
  readonly announceReady: (words: number) => string
  readonly announceCode: (lines: number) => string
}

/** What `MessageMeta` can show about a reply. */
export type MetaReading =
  | 'timeToFirstToken'
  | 'totalTime'
  | 'tokensPerSecond'
  | 'promptTokens'
  | 'completionTokens'
  | 'cost'
  | 'cachedTokens'
  | 'reasoningTokens'
  | 'model'
  | 'finishReason'
  | 'seed'
  | 'id'
  | 'warnings'
