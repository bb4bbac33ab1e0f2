'use client'

import { type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import { useBrowserLayoutEffect } from '../kit/useBrowserLayoutEffect.js'
import type { Follower } from './createFollower.js'
import type { RowWindow } from './createRowWindow.js'
import type { Item, Row } from './rows.js'

/** Rows of a long thread which are there at once, while that which shows the others is loaded: more than a screen. */
const firstRows = 20
const guessPx = 160

/**
 * All rows of an ordinary thread. Of one with more than `above` those around the view, once what works them out is
 * loaded; until then the last ones, on a server too.
 */
export function useRowWindow(
  rows: readonly Row[],
  above: number,
  scroller: RefObject<HTMLElement | null>,
  follower: Follower | null,
): { items: readonly Item[]; isWindowed: boolean } {
  const [view, setView] = useState<RowWindow | null>(null)
  const [isWhole, setWhole] = useState(false)
  const isLong = rows.length > above
  const items = useMemo(() => {
    if (view) return view.itemsOf(rows)
    // A thread which grows over the bound loses no row meanwhile.
    return isWhole || rows.length <= above + firstRows ? rows : lastOf(rows)
  }, [view, rows, above, isWhole])
  const latest = useRef({ items, rows })

  useBrowserLayoutEffect(() => {
    latest.current = { items, rows }
    follower?.settle()
    view?.commit(items, rows)
  }, [items, rows, view, follower])

  useEffect(() => {
    if (!isLong || !follower || !scroller.current) return
    const element = scroller.current
    let created: RowWindow | null = null
    let isGone = false
    const onChange = () => setView(created && { ...created })
    const onLoad = ({ createRowWindow }: typeof import('./createRowWindow.js')) => {
      if (isGone) return
      created = createRowWindow({ scroller: element, ...latest.current, onChange, settle: follower.settle })
      onChange()
    }
    import('./createRowWindow.js').then(onLoad, () => setWhole(true)) // better slow than cut
    return () => {
      isGone = true
      created?.disconnect()
      setView(null)
    }
  }, [isLong, follower, scroller])

  return { items, isWindowed: view !== null || items !== rows }
}

function lastOf(rows: readonly Row[]): readonly Item[] {
  const from = Math.max(0, rows.length - firstRows)
  return [{ from: 0, to: from, height: from * guessPx }, ...rows.slice(from)]
}
