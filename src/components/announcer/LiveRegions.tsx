'use client'

import { type ReactNode, type RefObject, useSyncExternalStore } from 'react'
import { createPortal } from 'react-dom'
import type { LiveAnnouncer, Urgency } from './createAnnouncer.js'

export interface LiveRegionsProps {
  announcer: LiveAnnouncer
  /** Where the regions are put instead of here: iOS VoiceOver misses those inside of a shadow root. */
  container?: Element | undefined
  /** The element around the regions. */
  root?: RefObject<HTMLDivElement | null> | undefined
}

/** The live regions of an announcer, always there and clipped out of sight. */
export function LiveRegions({ announcer, container, root }: LiveRegionsProps): ReactNode {
  const { polite, assertive } = useSyncExternalStore(announcer.subscribe, announcer.get, announcer.get)
  const regions = (
    <div ref={root} className="tg-hidden" data-announcer="">
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
