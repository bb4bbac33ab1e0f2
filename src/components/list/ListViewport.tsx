'use client'

import { forwardRef, memo, type ReactNode } from 'react'
import { useStrings } from '../kit/KitContext.js'
import type { Part } from '../kit/part.js'
import { renderPart, type UnstyledProps } from '../kit/renderPart.js'
import { useBothRefs } from '../kit/useBothRefs.js'
import { useBrowserLayoutEffect } from '../kit/useBrowserLayoutEffect.js'
import { useInBrowser } from '../kit/useInBrowser.js'
import { MessageBoundary } from '../message/MessageBoundary.js'
import { type ListState, useListScope } from './ListContext.js'
import { type Item, isGap, type Row } from './rows.js'
import { useListKeys } from './useListKeys.js'

/** What `Chat.Viewport` takes, beside the attributes of its element. */
export interface ListViewportProps extends Omit<UnstyledProps<'div', ListState>, 'children'> {
  /**
   * One row: a user's message, or everything that answers it; `newDay` is its time (ms since 1970) where that is another
   * day than the row's before. On a server, which does not know the reader's days, it is null. Keep the function's
   * identity.
   */
  children: (row: Pick<Row, 'messageIds' | 'newDay'>) => ReactNode
  /** Shown while there is no message. */
  empty?: ReactNode
}

/**
 * What scrolls. It is silent for assistive technology while text streams in: the announcer speaks. It is one stop of the
 * Tab key: arrows, Home and End go from message to message, Enter goes into one, Escape comes out. A row renders only
 * when its own messages change.
 */
export const ListViewport: Part<ListViewportProps, HTMLDivElement> = forwardRef(function ListViewport(
  { children, empty = null, ...rest },
  ref,
): ReactNode {
  const strings = useStrings()
  const { state, scroller, items, follow } = useListScope()
  useBrowserLayoutEffect(follow, [follow])
  const rows = (
    <div className="tg-rows" data-windowed={state.isWindowed || undefined}>
      {state.isEmpty ? empty : items.map((item, place) => renderItem(item, place, children))}
    </div>
  )
  const own = {
    ...useListKeys(scroller),
    ref: useBothRefs(scroller, ref),
    role: 'log',
    'aria-label': strings.messageList,
    'aria-live': 'off',
    tabIndex: 0, // a keyboard scrolls it
  }
  return renderPart('div', state, { ...own, children: rows }, rest)
})

function renderItem(item: Item, place: number, render: ListViewportProps['children']): ReactNode {
  if (isGap(item)) return <div key={place} className="tg-gap" style={{ blockSize: item.height }} />
  return <ListRow key={item.key} row={item} render={render} />
}

const ListRow = memo(
  function ListRow({ row, render }: ListRowProps): ReactNode {
    return (
      <div className="tg-row">
        <MessageBoundary version={row.messageIds.join()}>
          <RowContent row={row} render={render} />
        </MessageBoundary>
      </div>
    )
  },
  (before, after) =>
    before.render === after.render &&
    before.row.newDay === after.row.newDay &&
    before.row.messageIds.join('\n') === after.row.messageIds.join('\n'),
)

/** Inside of the boundary, so that what fails in the function is kept there. */
function RowContent({ row: { messageIds, newDay }, render }: ListRowProps): ReactNode {
  return render({ messageIds, newDay: useInBrowser(newDay, null) }) // no server knows when its reader's days begin
}

interface ListRowProps {
  row: Row
  render: ListViewportProps['children']
}
