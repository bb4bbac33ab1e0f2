'use client'

import { type RefObject, useRef } from 'react'
import { useBrowserLayoutEffect } from '../../kit/useBrowserLayoutEffect.js'

/**
 * What comes in the place of what had the focus takes it over: else it falls back to the page's beginning. Returns the
 * handlers which note where it is: once it is lost, nothing tells.
 */
export function useFocusHandedOver(ref: RefObject<HTMLElement | null>): { onFocus(): void; onBlur(): void } {
  const hadFocus = useRef(false)

  useBrowserLayoutEffect(() => {
    const element = ref.current
    if (!hadFocus.current || !element || hasFocus(element)) return
    element.querySelector<HTMLElement>('summary, button')?.focus({ preventScroll: true })
  })

  function note(): void {
    // An element which loses the focus with its window is still the active one.
    hadFocus.current = ref.current !== null && hasFocus(ref.current)
  }
  return { onFocus: note, onBlur: note }
}

function hasFocus(element: Element): boolean {
  return element.contains((element.getRootNode() as Document | ShadowRoot).activeElement)
}
