'use client'

import type { ReactNode } from 'react'
import { createLoaded } from '../kit/createLoaded.js'
import { cleanText } from '../markdown/cleanText.js'
import type { ToolCallsProps } from './ToolCalls.js'
import { useToolCallsOf } from './useToolCallsOf.js'

// Most conversations have no tools: their cards are loaded with the first call.
const LoadedToolCalls = createLoaded<ToolCallsProps>(async () => (await import('./ToolCalls.js')).ToolCalls)

/** A card for each tool call of a message; the names of the tools until the cards are there. */
export function ToolCalls(props: ToolCallsProps): ReactNode {
  const { message } = props
  const live = useToolCallsOf(message.id)
  if (live.length === 0 && message.message.toolCalls.length === 0) return null
  return <LoadedToolCalls {...props} fallback={<ToolNames {...props} />} />
}

function ToolNames({ message }: ToolCallsProps): ReactNode {
  const names = message.message.toolCalls.map(({ toolName }) => cleanText(toolName))
  return <p className="tg-note">{names.join(', ')}</p>
}
