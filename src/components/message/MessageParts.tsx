'use client'

import { type ComponentType, memo, type ReactNode } from 'react'
import type { ContentPart, ToolCallResult } from '../../core/index.js'
import { useChatSelector } from '../../hooks/useChatSelector.js'
import type { ThreadMessage, ToolCallState } from '../../store/index.js'
import { useKit } from '../kit/KitContext.js'
import { Markdown } from '../markdown/Markdown.js'
import { ToolCall } from '../tool/ToolCall.js'
import { toolCallsOf } from '../tool/toolCallsOf.js'
import { useToolCallsOf } from '../tool/useToolCallsOf.js'
import { Attachment } from './Attachment.js'
import { Reasoning } from './Reasoning.js'

/** What `MessageParts` takes. */
export interface MessagePartsProps {
  message: ThreadMessage
  /** Answers of tools further down in the turn. */
  results?: readonly ToolCallResult[] | undefined
}

/** The parts of one message, in its order. Tool calls come last, as models write them. */
export function MessageParts({ message, results }: MessagePartsProps): ReactNode {
  return (
    <>
      {message.message.content.map((part, place) => renderPart(part, place, message))}
      <ToolCalls message={message} results={results} />
    </>
  )
}

function ToolCalls({ message, results }: Required<MessagePartsProps>): ReactNode {
  const { components } = useKit()
  const { ToolCall: Card = ToolCall } = components
  const live = useToolCallsOf(message.id)
  const isLast = useChatSelector(({ messageIds }) => messageIds.at(-1) === message.id)
  return toolCallsOf(message, live, results ?? [], isLast).map((call) => (
    <ToolPart key={call.key} call={call} Card={Card} />
  ))
}

/** Parts which did not change are not rendered again while their message grows. */
const ToolPart = memo(function ToolPart({ call, Card }: ToolPartProps): ReactNode {
  return <Card call={call} />
})

interface ToolPartProps {
  call: ToolCallState
  Card: ComponentType<{ call: ToolCallState }>
}

function renderPart(part: ContentPart, key: number, message: ThreadMessage): ReactNode {
  const isStreaming = message.status === 'streaming' && key === message.message.content.length - 1
  switch (part.type) {
    case 'text':
      return <TextPart key={key} text={part.text} isStreaming={isStreaming} />
    case 'reasoning':
      return (
        <ReasoningPart
          key={key}
          text={part.reasoningText}
          isThinking={message.status === 'streaming' && !message.message.text}
          startedAt={message.timing?.firstTokenAt ?? null}
        />
      )
    case 'image':
    case 'file':
      return <Attachment key={key} part={part} />
    case 'tool-call':
    case 'tool-call-result':
      return null
    default:
      return part satisfies never
  }
}

const TextPart = memo(function TextPart({ text, isStreaming }: TextPartProps): ReactNode {
  const { components } = useKit()
  const { Markdown: Text = Markdown } = components
  return text === '' ? null : <Text text={text} isStreaming={isStreaming} />
})

interface TextPartProps {
  text: string
  isStreaming: boolean
}

const ReasoningPart = memo(Reasoning)
