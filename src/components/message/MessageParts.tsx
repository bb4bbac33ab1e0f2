'use client'

import { memo, type ReactNode } from 'react'
import type { ContentPart, ToolCallResult } from '../../core/index.js'
import type { ThreadMessage } from '../../store/index.js'
import { useKit } from '../kit/KitContext.js'
import { Markdown } from '../markdown/Markdown.js'
import { ToolCalls } from '../tool/loadToolCalls.js'
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
