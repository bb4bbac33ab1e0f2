'use client'

import { useEffect, useId } from 'react'
import type { Chat, ChatOptions } from '../store/index.js'

declare const process: { env: { NODE_ENV?: string } }

/** Bundlers put the value in; a page without one has no `process`. */
function isDevelopment(): boolean {
  try {
    return process.env.NODE_ENV !== 'production'
  } catch {
    return false
  }
}

/**
 * Options belong to the conversation: of two components which name the same one and want different things, the later
 * one wins. That is a mistake more often than a wish, so it is told once, in development; only there its code is loaded.
 */
export function useConflictWarning(chat: Chat, options: Partial<ChatOptions>): void {
  const user = useId()
  useEffect(() => {
    if (!isDevelopment()) return undefined
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
  })
}
