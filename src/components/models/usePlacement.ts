'use client'

import type { RefObject } from 'react'
import { useBrowserLayoutEffect } from '../kit/useBrowserLayoutEffect.js'

// In px.
const gap = 4
const margin = 8
/** So much room is enough below the anchor. */
const wantedRoom = 320
const leastRoom = 120

/**
 * Keeps a popover beside its anchor: below it, or above where there is more room, and always inside of the window. It
 * goes to the top layer, where nothing around it cuts it off (Chrome 114, Firefox 125, Safari 17; elsewhere it is fixed).
 */
export function usePlacement(anchor: RefObject<HTMLElement | null>, popover: RefObject<HTMLElement | null>): void {
  useBrowserLayoutEffect(() => {
    const [button, panel] = [anchor.current, popover.current]
    if (!button || !panel) return
    panel.togglePopover?.(true)
    const place = (event?: Event) => {
      if (event?.target instanceof Node && panel.contains(event.target)) return
      placeBeside(button, panel)
    }
    place()
    const listening = new AbortController()
    const { signal } = listening
    window.addEventListener('scroll', place, { signal, capture: true, passive: true })
    window.addEventListener('resize', place, { signal })
    // A keyboard on the screen changes only this one.
    window.visualViewport?.addEventListener('resize', place, { signal })
    window.visualViewport?.addEventListener('scroll', place, { signal })
    return () => listening.abort()
  }, [anchor, popover])
}

function placeBeside(anchor: HTMLElement, panel: HTMLElement): void {
  const box = anchor.getBoundingClientRect()
  const view = window.visualViewport
  const top = view?.offsetTop ?? 0
  const bottom = top + (view?.height ?? document.documentElement.clientHeight)
  const above = box.top - gap - margin - top
  const below = bottom - box.bottom - gap - margin
  const isAbove = below < wantedRoom && above > below
  panel.style.setProperty('--_room', `${Math.max(isAbove ? above : below, leastRoom)}px`)
  moveTo(panel, startOf(box, panel), isAbove ? box.top - gap : box.bottom + gap)
  panel.dataset.side = isAbove ? 'above' : 'below'
}

/** In line with the anchor's start, but not beyond the window. */
function startOf(box: DOMRect, panel: HTMLElement): number {
  const width = panel.offsetWidth
  const isRtl = getComputedStyle(panel).direction === 'rtl'
  const end = document.documentElement.clientWidth - margin - width
  return Math.max(margin, Math.min(isRtl ? box.right - width : box.left, end))
}

/** What is fixed below a transformed element counts from that one: so the place is taken from where 0 is. */
function moveTo(panel: HTMLElement, left: number, top: number): void {
  delete panel.dataset.side
  Object.assign(panel.style, { left: '0px', top: '0px' })
  const origin = panel.getBoundingClientRect()
  Object.assign(panel.style, { left: `${left - origin.left}px`, top: `${top - origin.top}px` })
}
