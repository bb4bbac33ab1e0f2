import type { ThreadMessage } from '../../store/index.js'
import { plainText } from '../markdown/plainText.js'
import type { ChatStrings } from '../strings/ChatStrings.js'
import type { AnnounceMode } from './Announcer.js'
import type { Urgency } from './createAnnouncer.js'

/** A reply above this length (characters) is not read out, only said to be there. */
const longestRead = 500

/** What is said when a reply reached its final state; '' is not said. */
export function announcementOf(
  reply: ThreadMessage,
  strings: ChatStrings,
  mode: AnnounceMode,
): [text: string, urgency: Urgency] {
  const { status, error, message } = reply
  if (error) return [status === 'interrupted' ? strings.interrupted : strings.errorText(error.code), 'assertive']
  if (mode === 'off') return ['', 'polite']
  if (status === 'stopped') return [strings.stopped, 'polite']
  const text = plainText(message.texts.join('\n\n'), strings.announceCode)
  const words = text.split(/\s+/).filter(Boolean).length
  const isSummed = mode !== 'full' || text.length > longestRead || text === ''
  return [isSummed ? strings.announceReady(words) : text, 'polite']
}
