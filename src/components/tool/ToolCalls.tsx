'use client'

import { type ComponentType, memo, type ReactNode } from 'react'
import type { ToolCallResult } from '../../core/index.js'
import { useChatSelector } from '../../hooks/useChatSelector.js'
import type { ThreadMessage, ToolCallState } from '../../store/index.js'
import { useKit } from '../kit/KitContext.js'
import { ToolCall } from './ToolCall.js'
import { toolCallsOf } from './toolCallsOf.js'
import { useToolCallsOf } from './useToolCallsOf.js'

export interface ToolCallsProps {
  message: ThreadMessage
  /** Answers of tools further down in the turn. */
  results: readonly ToolCallResult[] | undefined
}

/** A card for each tool call of a message. */
export function ToolCalls({ message, results = [] }: ToolCallsProps): ReactNode {
  const { components } = useKit()
  const { ToolCall: Card = ToolCall } = components
  const live = useToolCallsOf(message.id)
  const isLast = useChatSelector(({ messageIds }) => messageIds.at(-1) === message.id)
  return toolCallsOf(message, live, results, isLast).map((call) => <ToolPart key={call.key} call={call} Card={Card} />)
}

/** Parts which did not change are not rendered again while their message grows. */
const ToolPart = memo(function ToolPart({ call, Card }: ToolPartProps): ReactNode {
  return <Card call={call} />
})

interface ToolPartProps {
  call: ToolCallState
  Card: ComponentType<{ call: ToolCallState }>
}
