'use client'

import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react'
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
  const isLong = rows.length > above
  const [isWhole, setWhole] = useShownWhole(rows, isLong)
  const items = useMemo(() => {
    if (view) return view.itemsOf(rows)
    return isWhole ? rows : lastOf(rows, follower ? guessPx : 0)
  }, [view, rows, isWhole, follower])
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
    import('./createRowWindow.js').then(onLoad, setWhole) // better slow than cut
    return () => {
      isGone = true
      created?.disconnect()
      setView(null)
    }
  }, [isLong, follower, scroller, setWhole])

  return { items, isWindowed: view !== null || items !== rows }
}

/** A thread of which rows are shown loses none of them as it grows over the bound, whatever comes in where. */
function useShownWhole(rows: readonly Row[], isLong: boolean) {
  const [shown, setShown] = useState({ rows, isWhole: !isLong })
  if (shown.rows !== rows) {
    const keys = new Set(shown.rows.map(({ key }) => key))
    setShown({ rows, isWhole: !isLong || (shown.isWhole && rows.some(({ key }) => keys.has(key))) })
  }
  const setWhole = useCallback(() => setShown((now) => ({ ...now, isWhole: true })), [])
  return [shown.isWhole, setWhole] as const
}

/** On a server there is no room for the others: the page begins at its top, and stays there without scripts. */
function lastOf(rows: readonly Row[], height: number): readonly Item[] {
  const from = Math.max(0, rows.length - firstRows)
  return [{ from: 0, to: from, height: from * height }, ...rows.slice(from)]
}
