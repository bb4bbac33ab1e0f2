'use client'

import { type RefObject, useEffect, useState } from 'react'
import { useBrowserLayoutEffect } from '../kit/useBrowserLayoutEffect.js'
import { createFollower, type Follower } from './createFollower.js'

export interface Follow {
  /** Whether new text is scrolled into view. */
  readonly isFollowing: boolean
  /** Goes to the end and follows again. */
  toEnd(): void
}

/**
 * Keeps the end of a scroller in view until the reader looks elsewhere. `reason` is what makes it follow again besides
 * the reader: the id of the last message they sent.
 */
export function useFollow(scroller: RefObject<HTMLElement | null>, reason: string | undefined): Follow {
  const [follower, setFollower] = useState<Follower | null>(null)
  const [isFollowing, setFollowing] = useState(true)

  useBrowserLayoutEffect(() => {
    if (!scroller.current) return
    const created = createFollower(scroller.current, setFollowing)
    setFollower(created)
    return created.disconnect
  }, [scroller])

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new reason is what it waits for
  useEffect(() => follower?.toEnd(false), [follower, reason])

  return { isFollowing, toEnd: () => follower?.toEnd(true) }
}
