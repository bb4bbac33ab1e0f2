'use client'

import { type Context, createContext, type ReactNode, useContext } from 'react'
import type { Chat } from '../store/index.js'

export const ChatContext: Context<Chat | null> = createContext<Chat | null>(null)

/** What `ChatProvider` takes. */
export interface ChatProviderProps {
  chat: Chat
  children?: ReactNode
}

/**
 * Gives a conversation to the hooks below which take a message's id. The kit's root sets it.
 *
 * @example
 * const { chat } = useTogetherChat()
 * return <ChatProvider chat={chat}><MyThread /></ChatProvider>
 */
export function ChatProvider({ chat, children }: ChatProviderProps): ReactNode {
  return <ChatContext.Provider value={chat}>{children}</ChatContext.Provider>
}

/** The conversation of the nearest {@link ChatProvider}. Throws when there is none. */
export function useChat(): Chat {
  const chat = useContext(ChatContext)
  if (chat) return chat
  throw new Error('There is no <ChatProvider chat={chat}> around it.')
}
