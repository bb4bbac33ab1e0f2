'use client'

import { type ReactNode, useSyncExternalStore } from 'react'
import { createPortal } from 'react-dom'
import type { LiveAnnouncer, Urgency } from '../announcer/createAnnouncer.js'

interface LiveRegionsProps {
  announcer: LiveAnnouncer
  /** Where they are put instead of here. */
  container: Element | undefined
}

/** The live regions of a box, always there and clipped out of sight. Those of a chat follow its runs: see `Announcer`. */
export function LiveRegions({ announcer, container }: LiveRegionsProps): ReactNode {
  const { polite, assertive } = useSyncExternalStore(announcer.subscribe, announcer.get, announcer.get)
  const regions = (
    <div className="tg-hidden" data-announcer="">
      {polite.map((text, place) => renderRegion(text, place, 'polite'))}
      {assertive.map((text, place) => renderRegion(text, place, 'assertive'))}
    </div>
  )
  return container ? createPortal(regions, container) : regions
}

function renderRegion(text: string, key: number, urgency: Urgency): ReactNode {
  return (
    <div key={`${urgency}-${key}`} aria-live={urgency} aria-atomic="true">
      {text}
    </div>
  )
}
