'use client'

import { type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import { useBrowserLayoutEffect } from '../kit/useBrowserLayoutEffect.js'
import type { Follower } from './createFollower.js'
import type { RowWindow } from './createRowWindow.js'
import { guessPx, type Item, itemsOf, type Rows } from './rows.js'

/** Rows of a long thread which are there at once, while that which shows the others is loaded: more than a screen. */
const firstRows = 20

/**
 * All rows of an ordinary thread. Of one with more than `above` those around the view, once what works them out is
 * loaded; until then the last ones, on a server too.
 */
export function useRowWindow(
  rows: Rows,
  above: number,
  scroller: RefObject<HTMLElement | null>,
  follower: Follower | null,
): { items: readonly Item[]; isWindowed: boolean } {
  const [view, setView] = useState<RowWindow | null>(null)
  const [hasFailed, setFailed] = useState(false)
  const isLong = rows.length > above
  const known = useShortThread(rows, isLong)
  const items = useMemo(() => {
    if (view) return view.itemsOf(rows)
    if (!isLong || hasFailed) return [...rows] // better slow than cut
    // On a server there is no room for the others: the page begins at its top, and stays there without scripts.
    return itemsOf(rows, placesAtFirst(rows, known), (from, to) => (follower ? guessPx * (to - from) : 0))
  }, [view, rows, isLong, hasFailed, known, follower])
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
    import('./createRowWindow.js').then(onLoad, () => setFailed(true))
    return () => {
      isGone = true
      created?.disconnect()
      setView(null)
    }
  }, [isLong, follower, scroller])

  return { items, isWindowed: view !== null || (isLong && !hasFailed) }
}

/** Of the last rows, and of those which are known. */
function placesAtFirst(rows: Rows, known: ReadonlySet<string>): number[] {
  const first = Math.max(0, rows.length - firstRows)
  if (known.size === 0) return Array.from({ length: rows.length - first }, (_, place) => first + place)
  return [...rows].flatMap(({ key }, place) => (place >= first || known.has(key) ? place : []))
}

/** Keys of the rows which a thread had before it grew over the bound: who reads there loses none, whatever comes in. */
function useShortThread(rows: Rows, isLong: boolean): ReadonlySet<string> {
  const [short, setShort] = useState(isLong ? null : rows)
  if (!isLong && short !== rows) setShort(rows)
  return useMemo(() => new Set(short && Array.from(short, ({ key }) => key)), [short])
}
