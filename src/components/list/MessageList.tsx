'use client'

import { forwardRef, memo, type ReactNode, useMemo, useRef, useState } from 'react'
import { useChat } from '../../hooks/ChatProvider.js'
import { useChatSelector } from '../../hooks/useChatSelector.js'
import { useKit } from '../kit/KitContext.js'
import { classes, type Part, type PartProps } from '../kit/part.js'
import { Message } from '../message/Message.js'
import { MessageBoundary } from '../message/MessageBoundary.js'
import { type Row, rowsOf } from './rows.js'
import { ScrollButton } from './ScrollButton.js'
import { useFollow } from './useFollow.js'

/** What `MessageList` takes. */
export interface MessageListProps extends PartProps {
  /** Shown while there is no message. */
  empty?: ReactNode
}

/**
 * The messages of the chat, in turns. It follows the end until the reader scrolls away, and is silent for assistive
 * technology while text streams in: the announcer speaks. A row renders only when its own messages change.
 */
export const MessageList: Part<MessageListProps, HTMLDivElement> = forwardRef(function MessageList(
  { className, style, empty = null },
  ref,
): ReactNode {
  const chat = useChat()
  const { strings } = useKit()
  const ids = useChatSelector((view) => view.messageIds)
  const rows = useMemo(() => rowsOf(chat, ids), [chat, ids])
  const scroller = useRef<HTMLDivElement>(null)
  const { isFollowing, toEnd } = useFollow(scroller)
  const unseen = useUnseen(rows.length, isFollowing)

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
        <div className="tg-rows">
          {rows.length === 0 ? empty : rows.map((row) => <MessageRow key={row.key} row={row} />)}
        </div>
      </div>
      {!isFollowing && <ScrollButton unseen={unseen} onClick={onScrollButton} />}
    </div>
  )
})

const MessageRow = memo(
  function MessageRow({ row }: { row: Row }): ReactNode {
    const { components } = useKit()
    const { Message: Shown = Message } = components
    return (
      <MessageBoundary version={row.messageIds.join()}>
        <Shown messageIds={row.messageIds} />
      </MessageBoundary>
    )
  },
  (before, after) => before.row.messageIds.join('\n') === after.row.messageIds.join('\n'),
)

/** How many rows came since the reader left the end. */
function useUnseen(count: number, isFollowing: boolean): number {
  const [seen, setSeen] = useState(count)
  if ((isFollowing || count < seen) && seen !== count) setSeen(count)
  return Math.max(0, count - seen)
}
