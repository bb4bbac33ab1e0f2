'use client'

import { type RefObject, useEffect, useState } from 'react'
import { useBrowserLayoutEffect } from '../kit/useBrowserLayoutEffect.js'

/** How far out of sight something still is near, in heights of the window. */
const margin = 1

/** Whether an element is or was in sight, or nearly so. It is known before the first paint. */
export function useIsNear(ref: RefObject<Element | null>, isAsked: boolean): boolean {
  const [isNear, setIsNear] = useState(false)
  const isUnknown = isAsked && !isNear

  useBrowserLayoutEffect(() => {
    if (isUnknown && ref.current && isInWindow(ref.current)) setIsNear(true)
  }, [isUnknown, ref])

  useEffect(() => {
    if (!isUnknown || !ref.current) return
    const around = `${margin * 100}% 0px`
    const options = { rootMargin: around, scrollMargin: around }
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) setIsNear(true)
    }, options)
    observer.observe(ref.current)
    return () => observer.disconnect()
  }, [isUnknown, ref])

  return isNear
}

function isInWindow(element: Element): boolean {
  // Where nothing can be observed, everything is near.
  if (typeof IntersectionObserver === 'undefined') return true
  const { top, bottom } = element.getBoundingClientRect()
  return bottom > -margin * innerHeight && top < (1 + margin) * innerHeight
}
