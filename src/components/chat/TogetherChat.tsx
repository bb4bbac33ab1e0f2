'use client'

import { forwardRef, type ReactNode } from 'react'
import { type UseTogetherChatOptions, useTogetherChat } from '../../hooks/useTogetherChat.js'
import { Composer, type ComposerProps } from '../composer/Composer.js'
import { classes, type Part } from '../kit/part.js'
import { MessageList, type MessageListProps } from '../list/MessageList.js'
import { ChatRoot, type ChatRootProps } from './ChatRoot.js'
import { Welcome, type WelcomeProps } from './Welcome.js'

/** Places in the chat for content of yours. */
export interface ChatSlots {
  header?: ReactNode
  /** In place of the welcome of an empty chat. */
  welcome?: ReactNode
  /** Between the messages and the composer. */
  aboveComposer?: ReactNode
  footer?: ReactNode
}

/** What `TogetherChat` takes: the options of `useTogetherChat` or a `chat`, and how it looks and speaks. */
export interface TogetherChatProps
  extends UseTogetherChatOptions,
    Omit<ChatRootProps, 'chat' | 'children'>,
    Pick<ComposerProps, 'placeholder' | 'autoFocus' | 'composer' | 'accept'>,
    Pick<MessageListProps, 'windowAbove'>,
    Pick<WelcomeProps, 'title' | 'suggestions'> {
  slots?: ChatSlots | undefined
}

/**
 * A whole chat with Together AI: messages, composer, welcome and errors. It fills what it is put in, takes the options
 * of `useTogetherChat` or a `chat`, and asks the relay at `/api/together` unless a `TogetherProvider` says otherwise.
 *
 * @example
 * import { TogetherChat } from 'together-react/components'
 * import 'together-react/styles.css'
 *
 * <TogetherChat suggestions={['What can you do?']} />
 */
export const TogetherChat: Part<TogetherChatProps, HTMLDivElement> = forwardRef(function TogetherChat(
  {
    slots = {},
    strings,
    components = {},
    markdownPlugins,
    announce,
    keyboardHelp,
    announcerContainer,
    className,
    style,
    ...rest
  },
  ref,
): ReactNode {
  const { placeholder, autoFocus, composer, accept, windowAbove, title, suggestions, ...others } = rest
  const { onFeedback, feedbackOf, canDelete, models, ...options } = others
  const { chat } = useTogetherChat(options)
  const { Composer: Write = Composer } = components
  const extras = { onFeedback, feedbackOf, canDelete, models }
  const root = { ref, chat, strings, components, markdownPlugins, announce, keyboardHelp, announcerContainer, style }
  return (
    <ChatRoot {...root} {...extras} className={classes('tg-chat', className)}>
      {slots.header}
      <MessageList
        windowAbove={windowAbove}
        empty={slots.welcome ?? <Welcome title={title} suggestions={suggestions} />}
      />
      <div className="tg-dock">
        {slots.aboveComposer}
        <Write placeholder={placeholder} autoFocus={autoFocus} composer={composer} accept={accept} />
        {slots.footer}
      </div>
    </ChatRoot>
  )
})
