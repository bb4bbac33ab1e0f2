'use client'

import type { RefObject } from 'react'
import { messageSelector } from '../kit/messageSelector.js'
import { moveFocus } from '../kit/moveFocus.js'
import { useBrowserLayoutEffect } from '../kit/useBrowserLayoutEffect.js'

/** The thread may go on by itself while somebody reads the choices: their focus moves to the message, not out of the chat. */
export function useFocusHandedOn(view: RefObject<HTMLElement | null>): void {
  useBrowserLayoutEffect(() => {
    const element = view.current
    if (!element) return
    return () => {
      const { activeElement } = element.getRootNode() as Document | ShadowRoot
      if (activeElement && element.contains(activeElement)) moveFocus(element, messageSelector)
    }
  }, [view])
}
