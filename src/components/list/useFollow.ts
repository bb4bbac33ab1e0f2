'use client'

import { type RefObject, useEffect, useState } from 'react'
import { useChat } from '../../hooks/index.js'
import { useBrowserLayoutEffect } from '../kit/useBrowserLayoutEffect.js'
import { createFollower, type Follower } from './createFollower.js'
import { onReaderSends } from './onReaderSends.js'

export interface Follow {
  /** Whether new text is scrolled into view. */
  readonly isFollowing: boolean
  /** Goes to the end and follows again. */
  toEnd(): void
  readonly follower: Follower | null
}

/** Keeps the end of a scroller in view until the reader looks elsewhere, and again once they send something. */
export function useFollow(scroller: RefObject<HTMLElement | null>): Follow {
  const chat = useChat()
  const [follower, setFollower] = useState<Follower | null>(null)
  const [isFollowing, setFollowing] = useState(true)

  useBrowserLayoutEffect(() => {
    if (!scroller.current) return
    const created = createFollower(scroller.current, setFollowing)
    setFollower(created)
    return created.disconnect
  }, [scroller])

  useEffect(() => {
    follower?.toEnd(false) // another chat begins at its end
    if (follower) return onReaderSends(chat, () => follower.toEnd(false))
  }, [chat, follower])

  return { isFollowing, toEnd: () => follower?.toEnd(true), follower }
}
