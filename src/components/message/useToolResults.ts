'use client'

import { useMemo } from 'react'
import type { ToolCallResult } from '../../core/index.js'
import { useChat } from '../../hooks/ChatProvider.js'

/** What the tools answered in these messages. A tool's message is added whole, so it does not change afterwards. */
export function useToolResults(messageIds: readonly string[]): readonly ToolCallResult[] {
  const chat = useChat()
  const { nodes } = chat.store.getState().tree
  return useMemo(() => messageIds.flatMap((id) => nodes.get(id)?.message.toolCallResults ?? []), [nodes, messageIds])
}
