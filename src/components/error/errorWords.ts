import type { ThreadMessage } from '../../store/index.js'
import type { ChatStrings } from '../strings/ChatStrings.js'

/** What went wrong with a reply, the same words wherever they are shown or said; '' where nothing did. */
export function errorWords({ status, error }: Pick<ThreadMessage, 'status' | 'error'>, strings: ChatStrings): string {
  return status === 'interrupted' ? strings.interrupted : error ? strings.errorText(error.code) : ''
}
