'use client'

import { type RefObject, useState } from 'react'
import { useBrowserLayoutEffect } from '../../kit/useBrowserLayoutEffect.js'

// How far out of sight something still is near: a window.
const around = '100%'

/** Whether an element is or was in sight, or nearly so. It is known before the first paint. */
export function useIsNear(ref: RefObject<Element | null>, isAsked: boolean): boolean {
  const [isNear, setIsNear] = useState(false)
  const isUnknown = isAsked && !isNear

  useBrowserLayoutEffect(() => {
    const element = ref.current
    if (!isUnknown || !element) return
    // The observer tells after the first paint. Where there is none, everything is near.
    const { top, bottom } = element.getBoundingClientRect()
    if ((bottom > -innerHeight && top < 2 * innerHeight) || !globalThis.IntersectionObserver) return setIsNear(true)
    const look = (entries: IntersectionObserverEntry[]) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) setIsNear(true)
    }
    const observer = new IntersectionObserver(look, { rootMargin: around, scrollMargin: around })
    observer.observe(element)
    return () => observer.disconnect()
  }, [isUnknown, ref])

  return isNear
}
