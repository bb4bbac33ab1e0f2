import type { ThreadMessage } from '../../store/index.js'
import { cleanText } from '../markdown/cleanText.js'
import type { ChatStrings } from './ChatStrings.js'

/** Who a message is from, and when it was made (ms since 1970; 0 is not known), in words. */
export function messageLabel({ message }: ThreadMessage, createdAt: number, strings: ChatStrings): string {
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
