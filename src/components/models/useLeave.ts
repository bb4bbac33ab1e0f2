'use client'

import { type FocusEvent, type RefObject, useCallback, useEffect } from 'react'

/**
 * Calls `onLeave` when the focus goes out of a popover, or a press is made elsewhere than in it and its anchor: on a touch
 * screen that does not always move the focus. Returns the popover's `onBlur`. Inside of a shadow root it works too.
 */
export function useLeave(
  popover: RefObject<HTMLElement | null>,
  anchor: RefObject<HTMLElement | null>,
  onLeave: () => void,
): (event: FocusEvent) => void {
  useEffect(() => {
    const root = popover.current?.getRootNode()
    const onPointerDown = (event: Event) => {
      const path = event.composedPath()
      if (![popover.current, anchor.current].some((inside) => inside && path.includes(inside))) onLeave()
    }
    root?.addEventListener('pointerdown', onPointerDown)
    return () => root?.removeEventListener('pointerdown', onPointerDown)
  }, [popover, anchor, onLeave])
  return useCallback(
    ({ currentTarget, relatedTarget }) => {
      if (!currentTarget.contains(relatedTarget) && !hasFocus(currentTarget)) onLeave()
    },
    [onLeave],
  )
}

/** Still, when only the window lost it. */
function hasFocus(element: Element): boolean {
  return element.contains((element.getRootNode() as Document | ShadowRoot).activeElement)
}
