'use client'

import { forwardRef, type ReactNode, useMemo, useState } from 'react'
import { useChat } from '../../hooks/ChatProvider.js'
import { useChatSelector } from '../../hooks/useChatSelector.js'
import type { Part } from '../kit/part.js'
import { renderPart, type UnstyledProps } from '../kit/renderPart.js'
import { ListContext, type ListScope, type ListState } from './ListContext.js'
import { type Rows, rowsOf } from './rows.js'
import { useFollow } from './useFollow.js'
import { useRowWindow } from './useRowWindow.js'

/** What `Chat.List` takes, beside the attributes of its element. */
export interface ListRootProps extends UnstyledProps<'div', ListState> {
  /**
   * With more rows than this, those far from the view are not in the document: find in page does not see them. Infinity
   * keeps them all. @default 200
   */
  windowAbove?: number | undefined
}

/** Around the viewport of a list and what belongs to it: it follows the end until the reader scrolls away. */
export const ListRoot: Part<ListRootProps, HTMLDivElement> = forwardRef(function ListRoot(
  { windowAbove = 200, ...rest },
  ref,
): ReactNode {
  const chat = useChat()
  const ids = useChatSelector((view) => view.messageIds)
  const rows = useMemo(() => rowsOf(chat, ids), [chat, ids])
  const { isFollowing, toEnd, follower, scroller, follow } = useFollow()
  const { items, isWindowed } = useRowWindow(rows, windowAbove, scroller, follower)
  const unseen = useUnseen(rows, isFollowing)

  // The button which calls it goes away: the focus stays in what it scrolled.
  function goToEnd(): void {
    scroller.current?.focus({ preventScroll: true })
    toEnd()
  }

  const state: ListState = { isFollowing, isEmpty: rows.length === 0, isWindowed }
  const scope: ListScope = { state, scroller, items, unseen, follow, toEnd: goToEnd }
  return <ListContext.Provider value={scope}>{renderPart('div', state, { ref }, rest)}</ListContext.Provider>
})

/** How many rows came at the end since the reader left it. */
function useUnseen(rows: Rows, isFollowing: boolean): number {
  const last = rows.at(rows.length - 1)?.key
  const [seen, setSeen] = useState(last)
  const place = placeOf(rows, seen)
  if ((isFollowing || place < 0) && seen !== last) setSeen(last)
  return place < 0 ? 0 : rows.length - 1 - place
}

/** The place of the row with this key, soon found near the end; -1 where there is none. */
function placeOf(rows: Rows, key: string | undefined): number {
  let place = rows.length - 1
  while (place >= 0 && rows.at(place)?.key !== key) place--
  return place
}
