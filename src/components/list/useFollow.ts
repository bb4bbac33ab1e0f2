'use client'

import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { useChat } from '../../hooks/index.js'
import { createFollower, type Follower } from './createFollower.js'
import { onReaderSends } from './onReaderSends.js'

export interface Follow {
  /** Whether new text is scrolled into view. */
  readonly isFollowing: boolean
  /** Goes to the end and follows again. */
  toEnd(): void
  readonly follower: Follower | null
  /** What scrolls. */
  readonly scroller: RefObject<HTMLDivElement | null>
  /** Begins, once the scroller is there. Returns the end of it. */
  follow(): (() => void) | undefined
}

/** Keeps the end of a scroller in view until the reader looks elsewhere, and again once they send something. */
export function useFollow(): Follow {
  const chat = useChat()
  const scroller = useRef<HTMLDivElement>(null)
  const [follower, setFollower] = useState<Follower | null>(null)
  const [isFollowing, setFollowing] = useState(true)

  const follow = useCallback(() => {
    if (!scroller.current) return
    const created = createFollower(scroller.current, setFollowing)
    setFollower(created)
    return () => {
      created.disconnect()
      setFollower(null)
      setFollowing(true)
    }
  }, [])

  useEffect(() => {
    follower?.toEnd(false) // another chat begins at its end
    if (follower) return onReaderSends(chat, () => follower.toEnd(false))
  }, [chat, follower])

  return { isFollowing, toEnd: () => follower?.toEnd(true), follower, scroller, follow }
}
