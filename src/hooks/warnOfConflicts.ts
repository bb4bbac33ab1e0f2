import type { Chat, ChatOptions } from '../store/index.js'

declare const process: { env: { NODE_ENV?: string } }

/**
 * Options belong to the conversation: of two components which name the same one and want different things, the later
 * one wins. That is a mistake more often than a wish, so it is told once, in development; only there its code is loaded.
 * Returns the end of it, for an effect.
 */
export function warnOfConflicts(chat: Chat, user: object, options: Partial<ChatOptions>): (() => void) | undefined {
  try {
    // Bundlers put the value in, and leave the rest out of a page for readers.
    if (process.env.NODE_ENV !== 'production') return watch(chat, user, options)
  } catch {
    // a page without a bundler has no `process`
  }
  return undefined
}

function watch(chat: Chat, user: object, options: Partial<ChatOptions>): () => void {
  let isGone = false
  let forget = () => {}
  import('./conflicts.js').then(
    ({ noteOptions }) => {
      if (!isGone) forget = noteOptions(chat, user, options)
    },
    () => {}, // a warning is not worth an error
  )
  return () => {
    isGone = true
    forget()
  }
}
