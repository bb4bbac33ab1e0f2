import type { ThreadMessage } from '../../store/index.js'
import type { ChatStrings } from '../strings/ChatStrings.js'

/** Why a reply ended before its end: it was stopped, it broke off, or it reached `max_tokens`. */
export type UnfinishedReason = 'stopped' | 'interrupted' | 'length'

/** Why a reply ended before its end without an error; null where it did not. */
export function unfinishedReason({ status, error, message }: ThreadMessage): UnfinishedReason | null {
  if (error) return null
  if (status === 'stopped' || status === 'interrupted') return status
  return status === 'complete' && message.meta.finish_reason === 'length' ? 'length' : null
}

/** The same in words. */
export function unfinishedWords(reason: UnfinishedReason, strings: ChatStrings): string {
  return strings[reason === 'length' ? 'lengthReached' : reason]
}
