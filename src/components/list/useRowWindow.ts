'use client'

import { type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import { useBrowserLayoutEffect } from '../kit/useBrowserLayoutEffect.js'
import type { Follower } from './createFollower.js'
import type { RowWindow } from './createRowWindow.js'
import { guessPx, type Item, itemsOf, type Row } from './rows.js'

/** Rows of a long thread which are there at once, while that which shows the others is loaded: more than a screen. */
const firstRows = 20

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
  const [hasFailed, setFailed] = useState(false)
  const isLong = rows.length > above
  const known = useShortThread(rows, isLong)
  const items = useMemo(() => {
    if (view) return view.itemsOf(rows)
    if (!isLong || hasFailed) return rows // better slow than cut
    const isShown = ({ key }: Row, place: number) =>
      place >= rows.length - firstRows || (known.size > 0 && known.has(key))
    // On a server there is no room for the others: the page begins at its top, and stays there without scripts.
    return itemsOf(rows, isShown, () => (follower ? guessPx : 0))
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

  return { items, isWindowed: view !== null || items !== rows }
}

/** Keys of the rows which a thread had before it grew over the bound: who reads there loses none, whatever comes in. */
function useShortThread(rows: readonly Row[], isLong: boolean): ReadonlySet<string> {
  const [short, setShort] = useState(isLong ? none : rows)
  if (!isLong && short !== rows) setShort(rows)
  return useMemo(() => new Set(short.map(({ key }) => key)), [short])
}

const none: readonly Row[] = []
