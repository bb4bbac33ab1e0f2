import type { Chat } from '../../store/index.js'
import type { ChatStrings } from '../strings/ChatStrings.js'
import type { Announce } from './createAnnouncer.js'
import { createReader } from './createReader.js'

/** Announces each sentence of a chat's replies as it comes. Returns the end of it. Loaded where that is asked for. */
export function readAloud(chat: Chat, announcer: Announce, strings: ChatStrings): () => void {
  const reader = createReader(announcer.announce, strings.announceCode)
  return chat.store.subscribe(({ tree, run }, before) => {
    const reply = tree.messages.at(-1)
    const isChanged = reply !== before.tree.messages.at(-1) && (run.phase !== 'idle' || before.run.phase !== 'idle')
    if (isChanged && reply?.message.role === 'assistant' && !reply.error) reader.read(reply)
  })
}
