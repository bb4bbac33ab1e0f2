'use client'

import { type FocusEvent, type KeyboardEvent, type RefObject, useEffect, useRef } from 'react'

type Keys = typeof import('./listKeys.js')

/** What the scroller of a list gets. */
export interface ListKeys {
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
  onFocus: (event: FocusEvent<HTMLElement>) => void
}

/**
 * Makes a list of messages one stop of the Tab key. On it, arrows, Home and End go from message to message, Enter goes
 * into one, Escape comes out again, and Tab leaves the list. Page keys scroll. What is no message, such as a welcome, is
 * reached as everywhere.
 */
export function useListKeys(scroller: RefObject<HTMLElement | null>): ListKeys {
  const isTabbing = useTabbing()
  const keys = useRef<Keys | null>(null)
  useEffect(() => {
    // Where it does not load, keys do what they do on every page.
    import('./listKeys.js').then((loaded) => {
      keys.current = loaded
    }, nothing)
  }, [])
  return {
    onKeyDown: (event) => scroller.current && keys.current?.onKey(event, scroller.current),
    onFocus: (event) => isTabbing.current && keys.current?.onTabbed(event),
  }
}

function nothing(): void {}

/** Whether the Tab key is what moves the focus right now. */
function useTabbing(): RefObject<boolean> {
  const isTabbing = useRef(false)
  useEffect(() => {
    function onKeyDown({ key }: globalThis.KeyboardEvent): void {
      // On a busy page the next key comes before any timer: it moves the focus itself, as Enter does into an editor.
      isTabbing.current = key === 'Tab'
      setTimeout(() => {
        isTabbing.current = false
      })
    }
    document.addEventListener('keydown', onKeyDown, true)
    return () => document.removeEventListener('keydown', onKeyDown, true)
  }, [])
  return isTabbing
}
