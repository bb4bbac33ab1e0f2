'use client'

import { forwardRef, type ReactNode } from 'react'
import { Icon } from '../icons/Icon.js'
import { createLoaded } from '../kit/createLoaded.js'
import { useKit } from '../kit/KitContext.js'
import { classes, type Part, type PartProps } from '../kit/part.js'
import { Message } from '../message/Message.js'
import type { DaySeparatorProps } from './DaySeparator.js'
import { useListScope } from './ListContext.js'
import { ListRoot, type ListRootProps } from './ListRoot.js'
import { ListViewport } from './ListViewport.js'
import type { Row } from './rows.js'
import { ScrollButton } from './ScrollButton.js'

// Loaded with the first thread of several days. Its room is there before, so that nothing moves when its name comes.
const DaySeparator = createLoaded<DaySeparatorProps>(async () => (await import('./DaySeparator.js')).DaySeparator)

/** What `MessageList` takes. */
export interface MessageListProps extends PartProps, Pick<ListRootProps, 'windowAbove'> {
  /** Shown while there is no message. */
  empty?: ReactNode
}

/**
 * The messages of the chat, in turns. It follows the end until the reader scrolls away, and is silent for assistive
 * technology while text streams in: the announcer speaks. It is one stop of the Tab key: arrows, Home and End go from
 * message to message, Enter goes into one, Escape comes out. A row renders only when its own messages change.
 */
export const MessageList: Part<MessageListProps, HTMLDivElement> = forwardRef(function MessageList(
  { className, empty, ...root },
  ref,
): ReactNode {
  return (
    <ListRoot ref={ref} className={classes('tg-list', className)} {...root}>
      <ListViewport className="tg-scroller" empty={empty}>
        {renderRow}
      </ListViewport>
      <ToEnd />
    </ListRoot>
  )
})

function renderRow({ messageIds, newDay }: Pick<Row, 'messageIds' | 'newDay'>): ReactNode {
  return (
    <>
      {newDay !== null && <DaySeparator time={newDay} fallback={<p className="tg-day">&nbsp;</p>} />}
      <ShownMessage messageIds={messageIds} />
    </>
  )
}

function ShownMessage({ messageIds }: { messageIds: readonly string[] }): ReactNode {
  const { components } = useKit()
  const { Message: Shown = Message } = components
  return <Shown messageIds={messageIds} />
}

function ToEnd(): ReactNode {
  const { unseen } = useListScope()
  return (
    <ScrollButton className="tg-scroll">
      <Icon name="down" />
      {unseen > 0 && <span>{unseen}</span>}
    </ScrollButton>
  )
}
