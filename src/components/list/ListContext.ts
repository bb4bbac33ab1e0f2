'use client'

import { type Context, createContext, type RefObject, useContext } from 'react'
import type { Item } from './rows.js'

/** The state of a list: `data-following`, `data-empty`, `data-windowed` of its parts. */
export interface ListState {
  /** The end is kept in view. */
  readonly isFollowing: boolean
  /** There is no message. */
  readonly isEmpty: boolean
  /** Rows far from the view are not in the document. */
  readonly isWindowed: boolean
}

/** What the parts of one list share. */
export interface ListScope {
  readonly state: ListState
  readonly scroller: RefObject<HTMLDivElement | null>
  readonly items: readonly Item[]
  /** Rows which came at the end since the reader left it. */
  readonly unseen: number
  /** For a layout effect of what scrolls, which may come later than its list. Returns the end of it. */
  follow(): (() => void) | undefined
  /** Goes to the end and follows again. */
  toEnd(): void
}

export const ListContext: Context<ListScope | null> = createContext<ListScope | null>(null)

/** The list around a part. Throws when there is none. */
export function useListScope(): ListScope {
  const scope = useContext(ListContext)
  if (scope) return scope
  throw new Error('This part of a list stands alone: put it into <Chat.List>.')
}
