import type { Chat } from '../../hooks/index.js'

/**
 * Calls back when a run begins which the reader just asked for: a send, an edit, another try. A message which waited in
 * the queue begins its run by itself, while the reader may be reading.
 */
export function onReaderSends(chat: Chat, callback: () => void): () => void {
  let wasIdle = chat.store.getState().run.phase === 'idle'
  let isAutomatic = false
  return chat.store.subscribe(({ run, queue }) => {
    const isIdle = run.phase === 'idle'
    if (isIdle && !wasIdle) isAutomatic = queue.length > 0
    if (!isIdle && wasIdle && !isAutomatic) callback()
    wasIdle = isIdle
  })
}
