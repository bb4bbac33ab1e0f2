'use client'

import { forwardRef, memo, type ReactNode, useMemo, useRef, useState } from 'react'
import { useChat } from '../../hooks/ChatProvider.js'
import { useChatSelector } from '../../hooks/useChatSelector.js'
import { useKit } from '../kit/KitContext.js'
import { classes, type Part, type PartProps } from '../kit/part.js'
import { Message } from '../message/Message.js'
import { MessageBoundary } from '../message/MessageBoundary.js'
import { type Item, isGap, type Row, rowsOf } from './rows.js'
import { ScrollButton } from './ScrollButton.js'
import { useFollow } from './useFollow.js'
import { useRowWindow } from './useRowWindow.js'

/** What `MessageList` takes. */
export interface MessageListProps extends PartProps {
  /** Shown while there is no message. */
  empty?: ReactNode
  /**
   * With more rows than this, those far from the view are not in the document: find in page does not see them. Infinity
   * keeps them all. @default 200
   */
  windowAbove?: number | undefined
}

/**
 * The messages of the chat, in turns. It follows the end until the reader scrolls away, and is silent for assistive
 * technology while text streams in: the announcer speaks. A row renders only when its own messages change.
 */
export const MessageList: Part<MessageListProps, HTMLDivElement> = forwardRef(function MessageList(
  { className, style, empty = null, windowAbove = 200 },
  ref,
): ReactNode {
  const chat = useChat()
  const { strings } = useKit()
  const ids = useChatSelector((view) => view.messageIds)
  const rows = useMemo(() => rowsOf(chat, ids), [chat, ids])
  const scroller = useRef<HTMLDivElement>(null)
  const { isFollowing, toEnd, follower } = useFollow(scroller)
  const { items, isWindowed } = useRowWindow(rows, windowAbove, scroller, follower)
  const unseen = useUnseen(rows, isFollowing)

  // The button goes away: the focus stays in what it scrolled.
  function onScrollButton(): void {
    scroller.current?.focus({ preventScroll: true })
    toEnd()
  }

  return (
    <div ref={ref} className={classes('tg-list', className)} style={style}>
      <div
        ref={scroller}
        className="tg-scroller"
        role="log"
        aria-label={strings.messageList}
        aria-live="off"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard scrolls it
        tabIndex={0}
      >
        <div className="tg-rows" data-windowed={isWindowed || undefined}>
          {rows.length === 0 ? empty : items.map((item, place) => renderItem(item, place))}
        </div>
      </div>
      {!isFollowing && <ScrollButton unseen={unseen} onClick={onScrollButton} />}
    </div>
  )
})

function renderItem(item: Item, place: number): ReactNode {
  if (isGap(item)) return <div key={place} className="tg-gap" style={{ blockSize: item.height }} />
  return <MessageRow key={item.key} row={item} />
}

const MessageRow = memo(
  function MessageRow({ row }: { row: Row }): ReactNode {
    const { components } = useKit()
    const { Message: Shown = Message } = components
    return (
      <div className="tg-row">
        <MessageBoundary version={row.messageIds.join()}>
          <Shown messageIds={row.messageIds} />
        </MessageBoundary>
      </div>
    )
  },
  (before, after) => before.row.messageIds.join('\n') === after.row.messageIds.join('\n'),
)

/** How many rows came at the end since the reader left it. */
function useUnseen(rows: readonly Row[], isFollowing: boolean): number {
  const last = rows.at(-1)?.key
  const [seen, setSeen] = useState(last)
  const place = rows.findLastIndex(({ key }) => key === seen)
  if ((isFollowing || place < 0) && seen !== last) setSeen(last)
  return place < 0 ? 0 : rows.length - 1 - place
}
