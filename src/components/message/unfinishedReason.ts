import type { ThreadMessage } from '../../store/index.js'

/** Why a reply ended before its end, as its words are called: it was stopped, it broke off, or it reached `max_tokens`. */
export type UnfinishedReason = 'stopped' | 'interrupted' | 'lengthReached'

/** Why a reply ended before its end without an error; null where it did not. */
export function unfinishedReason({ status, error, message }: ThreadMessage): UnfinishedReason | null {
  if (error) return null
  if (status === 'stopped' || status === 'interrupted') return status
  return status === 'complete' && message.meta.finish_reason === 'length' ? 'lengthReached' : null
}
