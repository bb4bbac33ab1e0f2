import type { Decorator } from '@storybook/react-vite'
import { type ReactNode, useEffect, useState } from 'react'
import { ChatRoot, type ChatRootProps } from '../../src/components/index.js'
import {
  type Chat,
  type ChatMessage,
  type ChatOptions,
  createChat,
  createTogetherTransport,
} from '../../src/hooks/index.js'

export interface StageProps extends Omit<ChatRootProps, 'chat' | 'children'> {
  messages?: readonly ChatMessage[] | undefined
  /** Sent when the story is shown; the simulator answers. */
  send?: string | readonly string[] | undefined
  options?: Partial<ChatOptions> | undefined
  children: ReactNode | ((chat: Chat) => ReactNode)
}

/** A conversation for a story, over the simulator which the story's parameters describe. */
export function Stage({ messages, send = [], options, children, ...root }: StageProps) {
  const [chat] = useState(() =>
    createChat({ id: 'story', transport: createTogetherTransport(), initialMessages: messages, ...options }),
  )
  const [sends] = useState(() => [send].flat())
  useEffect(() => {
    for (const text of sends) void chat.sendMessage(text)
    return () => leave(chat)
  }, [chat, sends])
  return (
    <ChatRoot chat={chat} {...root}>
      {typeof children === 'function' ? children(chat) : children}
    </ChatRoot>
  )
}

/** After a stop the next message which waits would be sent, and take an answer of the next story. */
function leave(chat: Chat): void {
  for (const { id } of chat.view().queue) chat.removeQueued(id)
  chat.stop()
}

/** The place a chat fills. */
export function Frame({ children, height = '42rem' }: { children: ReactNode; height?: string }) {
  return <div style={{ blockSize: height, maxBlockSize: '100vh' }}>{children}</div>
}

/** Shows a story in the place a chat fills. */
export const inFrame: Decorator = (Story) => (
  <Frame>
    <Story />
  </Frame>
)
