'use client'

import { type RefObject, useState } from 'react'
import { useBrowserLayoutEffect } from '../../kit/useBrowserLayoutEffect.js'

const prefersDark = '(prefers-color-scheme: dark)'

/** Whether an element is on the dark theme; null before it is on the page. Known before the first paint. */
export function useIsDark(ref: RefObject<Element | null>): boolean | null {
  const [isDark, setIsDark] = useState<boolean | null>(null)

  useBrowserLayoutEffect(() => {
    const element = ref.current
    if (!element) return
    const look = () => setIsDark(isDarkAt(element))
    look()
    const query = globalThis.matchMedia?.(prefersDark)
    query?.addEventListener('change', look)
    const observer = new MutationObserver(look)
    for (const each of aroundOf(element))
      observer.observe(each, { attributes: true, attributeFilter: ['class', 'data-theme', 'style'] })
    return () => {
      query?.removeEventListener('change', look)
      observer.disconnect()
    }
  }, [ref])

  return isDark
}

function isDarkAt(element: Element): boolean {
  const { colorScheme = '' } = getComputedStyle(element)
  if (!colorScheme.includes('dark')) return false
  return !colorScheme.includes('light') || (globalThis.matchMedia?.(prefersDark).matches ?? false)
}

/** The elements around one, out of shadow trees too. */
function aroundOf(element: Element): Element[] {
  const root = element.getRootNode()
  const outer = element.parentElement ?? (root instanceof ShadowRoot ? root.host : null)
  return outer ? [outer, ...aroundOf(outer)] : []
}
