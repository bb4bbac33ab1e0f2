import type { Chat, ThreadMessage } from '../../store/index.js'
import { errorWords } from '../error/errorWords.js'
import type { ChatStrings } from '../strings/ChatStrings.js'
import type { AnnounceMode } from './Announcer.js'
import type { Announce } from './createAnnouncer.js'

/** Announces that a reply reached its final state, whichever it is. */
export function announceEnd(
  chat: Chat,
  announcer: Announce,
  reply: ThreadMessage,
  strings: ChatStrings,
  mode: AnnounceMode,
): void {
  const { status, error, message } = reply
  if (error) announcer.announce(errorWords(reply, strings), 'assertive')
  if (status === 'stopped') {
    if (mode !== 'off') announcer.announce(strings.stopped)
  } else if (ready) ready.announceReady(chat, announcer, reply, strings, mode)
  else
    loadReady().then(
      ({ announceReady }) => announceReady(chat, announcer, reply, strings, mode),
      () =>
        error || mode === 'off' || announcer.announce(strings.announceReady(message.text?.split(/\s+/).length ?? 0)),
    )
}

type Ready = typeof import('./announceReady.js')

/** Once it is there it speaks at once: what waited begins a run of its own in the same moment, and is announced after. */
let ready: Ready | undefined

/** What reads a reply. Loaded while the first one is written. */
export async function loadReady(): Promise<Ready> {
  ready = await import('./announceReady.js')
  return ready
}
