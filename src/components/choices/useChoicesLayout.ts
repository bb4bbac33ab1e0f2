'use client'

import { type RefObject, useState } from 'react'
import { useBrowserLayoutEffect } from '../kit/useBrowserLayoutEffect.js'
import { type ChoicesLayout, layoutOf } from './layoutOf.js'

/**
 * How the choices stand in the width which they have. It is no container query, because tabs are other elements with
 * other roles: what only looks like tabs would be read out as columns.
 */
export function useChoicesLayout(view: RefObject<HTMLElement | null>, count: number): ChoicesLayout {
  const [layout, setLayout] = useState<ChoicesLayout>('columns')
  useBrowserLayoutEffect(() => {
    const element = view.current
    if (!element) return
    const measure = () => setLayout((before) => layoutOf(element.clientWidth / remPx(), count, before))
    measure()
    if (typeof ResizeObserver === 'undefined') return
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [view, count])
  return layout
}

function remPx(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16
}
