'use client'

import { type ComponentType, type Context, createContext, useContext, useMemo } from 'react'
import type { Chat } from '../../store/index.js'
import { type Announce, silentAnnouncer } from '../announcer/createAnnouncer.js'
import type { ChoicesProps } from '../choices/Choices.js'
import type { ComposerProps } from '../composer/Composer.js'
import type { ErrorNoticeProps } from '../error/ErrorNotice.js'
import type { SwitchModelProps } from '../error/SwitchModel.js'
import type { MarkdownComponents } from '../markdown/components.js'
import type { MarkdownProps } from '../markdown/Markdown.js'
import type { MarkdownPlugin } from '../markdown/plugin.js'
import type { MessageExtras } from '../message/extras.js'
import type { MessageProps } from '../message/Message.js'
import type { MessageMetaProps } from '../meta/MessageMeta.js'
import type { ChatStrings } from '../strings/ChatStrings.js'
import { english } from '../strings/english.js'
import type { ToolCallProps } from '../tool/ToolCall.js'
import { createSignal, type Signal } from './createSignal.js'
import type { DropZone } from './useDropZone.js'
import type { Editing } from './useIsEditing.js'

/** Components of yours in place of the kit's; they get the same props. */
export interface KitComponents {
  Choices?: ComponentType<ChoicesProps> | undefined
  Composer?: ComponentType<ComposerProps> | undefined
  ErrorNotice?: ComponentType<ErrorNoticeProps> | undefined
  Markdown?: ComponentType<MarkdownProps> | undefined
  Message?: ComponentType<MessageProps> | undefined
  MessageMeta?: ComponentType<MessageMetaProps> | undefined
  /** A way to another model, where an error suggests one. @default none */
  SwitchModel?: ComponentType<SwitchModelProps> | undefined
  ToolCall?: ComponentType<ToolCallProps> | undefined
  /** Parts of the kit's markdown. */
  markdown?: MarkdownComponents | undefined
}

/** What the parts of one chat share. It keeps its identity, so that rows do not render for it. */
export interface Kit {
  /** Null for a part which stands alone: it shows, and offers nothing. */
  readonly chat: Chat | null
  readonly strings: ChatStrings
  readonly components: KitComponents
  readonly markdownPlugins: readonly MarkdownPlugin[]
  readonly announcer: Announce
  readonly editing: Editing
  readonly dropZone?: DropZone | undefined
  /** What is offered for messages beside copying, editing and asking again. @default nothing */
  readonly extras?: Signal<MessageExtras> | null | undefined
}

const standalone: Kit = {
  chat: null,
  strings: english,
  components: {},
  markdownPlugins: [],
  announcer: silentAnnouncer,
  editing: createSignal<string | null>(null),
}

export const KitContext: Context<Kit> = createContext(standalone)

export function useKit(): Kit {
  return useContext(KitContext)
}

/** The words of the nearest chat, English without one. */
export function useStrings(): ChatStrings {
  return useKit().strings
}

/** The words of a component which not every chat has: its English ones, and over them those which the chat was given. */
export function useWords<Words extends object>(own: Words): Words & ChatStrings {
  const { strings } = useKit()
  return useMemo(() => ({ ...own, ...strings }), [own, strings])
}
