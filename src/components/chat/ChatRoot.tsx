'use client'

import { forwardRef, type KeyboardEvent, type ReactNode, useEffect, useMemo, useState } from 'react'
import { ChatProvider } from '../../hooks/ChatProvider.js'
import type { Chat } from '../../store/index.js'
import { type AnnounceMode, Announcer } from '../announcer/Announcer.js'
import { createAnnouncer } from '../announcer/createAnnouncer.js'
import { useKeyboardHelp } from '../help/useKeyboardHelp.js'
import { createSignal } from '../kit/createSignal.js'
import { type Kit, type KitComponents, KitContext } from '../kit/KitContext.js'
import { classes, type Part, type PartProps } from '../kit/part.js'
import { useDropZone } from '../kit/useDropZone.js'
import { useShallowStable } from '../kit/useShallowStable.js'
import type { MarkdownComponents } from '../markdown/components.js'
import type { MarkdownPlugin } from '../markdown/plugin.js'
import { type MessageExtras, useExtras } from '../message/extras.js'
import { english } from '../strings/english.js'
import type { KitStrings } from '../strings/KitStrings.js'
import { prepareClock } from '../strings/messageLabel.js'
import { reviewApproval } from '../tool/reviewApproval.js'

/** What `ChatRoot` takes. */
export interface ChatRootProps extends PartProps, MessageExtras {
  chat: Chat
  /** Words in place of the English ones. */
  strings?: Partial<KitStrings> | undefined
  /** Components in place of the kit's. */
  components?: KitComponents | undefined
  /** What the kit's markdown does not know by itself: colours of code, math, diagrams. @default none */
  markdownPlugins?: readonly MarkdownPlugin[] | undefined
  /** How much of a reply assistive technology is told. @default 'full' */
  announce?: AnnounceMode | undefined
  /** Whether `?` shows the list of keys where nobody writes. @default true */
  keyboardHelp?: boolean | undefined
  /** Where the live regions are put, for a chat inside of a shadow root. @default in the chat */
  announcerContainer?: Element | undefined
  children?: ReactNode
}

/**
 * What the parts of a chat stand in: gives them the conversation, the words and the announcer, and carries the styles.
 *
 * @example
 * const { chat } = useTogetherChat()
 * return <ChatRoot chat={chat}><MessageList /><Composer /></ChatRoot>
 */
export const ChatRoot: Part<ChatRootProps, HTMLDivElement> = forwardRef(function ChatRoot(
  {
    chat,
    strings,
    components,
    markdownPlugins,
    announce,
    keyboardHelp = true,
    announcerContainer,
    className,
    style,
    children,
    ...offered
  },
  ref,
): ReactNode {
  const [announcer] = useState(createAnnouncer)
  const [editing] = useState(() => createSignal<string | null>(null))
  const [dropZone, onDrags] = useDropZone()
  const words = useShallowStable<Partial<KitStrings>>(strings ?? none)
  const markdown = useShallowStable<MarkdownComponents>(components?.markdown ?? none)
  const parts = useShallowStable<KitComponents>({ ...components, markdown })
  const plugins = useShallowStable<readonly MarkdownPlugin[]>(markdownPlugins ?? noPlugins)
  const extras = useExtras(offered)
  const kit = useMemo(
    (): Kit => ({
      chat,
      strings: { ...english, ...words },
      components: parts,
      markdownPlugins: plugins,
      announcer,
      editing,
      dropZone,
      extras,
    }),
    [chat, words, parts, plugins, announcer, editing, dropZone, extras],
  )
  const { onKeyDown, help } = useKeyboardHelp(keyboardHelp)
  useEffect(() => prepareClock(kit.strings), [kit.strings])

  function onRootKey(event: KeyboardEvent): void {
    onKeyDown(event)
    if (event.key === 'F8') void reviewApproval(chat, event.currentTarget)
  }

  return (
    <ChatProvider chat={chat}>
      <KitContext.Provider value={kit}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: keys and files of the whole chat come up to it */}
        <div ref={ref} className={classes('tg-root', className)} style={style} onKeyDown={onRootKey} {...onDrags}>
          {children}
          {help}
          <Announcer announcer={announcer} mode={announce} container={announcerContainer} />
        </div>
      </KitContext.Provider>
    </ChatProvider>
  )
})

const none = {}
const noPlugins: readonly MarkdownPlugin[] = []
