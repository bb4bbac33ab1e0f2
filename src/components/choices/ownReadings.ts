import type { ThreadMessage } from '../../store/index.js'

/**
 * What there is to read about one choice alone. Usage, and with it the speed, belongs to the request: of one of its
 * several replies it says nothing.
 */
export function ownReadings(reply: ThreadMessage, isShared: boolean): Pick<ThreadMessage, 'message' | 'timing'> {
  if (!isShared) return reply
  const { message, timing } = reply
  return { message: message.withMeta({ usage: null }), timing: timing && { ...timing, chunks: 0 } }
}
