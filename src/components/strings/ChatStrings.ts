import type { TogetherErrorCode } from '../../core/index.js'
import type { ThreadMessage } from '../../store/index.js'
import { cleanText } from '../markdown/cleanText.js'

/** Every word the kit says. Functions have the number or name which the words depend on. */
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

/** Who a message is from, and when it was made (ms since 1970; 0 is not known), in words. */
export function labelOf({ message }: ThreadMessage, createdAt: number, strings: ChatStrings): string {
  const author = message.role === 'user' ? strings.you : strings.assistant
  const time = createdAt > 0 ? clockOf(strings.locale).format(createdAt) : null
  return strings.messageLabel(message.name === null ? author : cleanText(message.name), time)
}

/** One clock for all with the same words: to make it takes longer than to render a paragraph. */
const clocks = new Map<string, Intl.DateTimeFormat>()

/** Who reads in their own language reads the time as in their country: beside English words 3:04 PM or 15:04. */
function clockOf(locale: string): Intl.DateTimeFormat {
  const isOwn = globalThis.navigator?.language?.startsWith(locale) // some servers have a navigator without one
  const clock = clocks.get(locale) ?? createClock(isOwn ? [] : locale)
  clocks.set(locale, clock)
  return clock
}

/** In the reader's language where the words name none that there is: `de_CH` is no reason to show no chat. */
function createClock(locale: string | []): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' })
  } catch {
    return createClock([])
  }
}

/** Makes the clock while nothing happens: the first frame of a reply has no time for that. */
export function prepareClock({ locale }: ChatStrings): void {
  setTimeout(clockOf, 300, locale)
}
