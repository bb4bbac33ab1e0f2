import { ChatMessage, type ToolCall } from '../core/index.js'
import type { ThreadMessage } from './types.js'

/**
 * The visible path as Together AI takes it: replies without a word are left out, and so are tool calls which nothing
 * answered and answers whose call is gone, as after a stop.
 */
export function requestMessages(path: readonly ThreadMessage[], systemPrompt: string | undefined): ChatMessage[] {
  const answered = new Set(path.flatMap(({ message }) => message.toolCallResults.map(({ origin }) => origin.id)))
  const called = new Set(path.flatMap(({ message }) => message.toolCalls.map(({ id }) => id)))
  const sent = path
    .map(({ message }) => withoutOpenCalls(message, answered))
    .filter((message) => isSendable(message) && message.toolCallResults.every(({ origin }) => called.has(origin.id)))
  return systemPrompt ? [ChatMessage.fromSystem(systemPrompt), ...sent] : sent
}

function withoutOpenCalls(message: ChatMessage, answered: ReadonlySet<string | null>): ChatMessage {
  const isOpen = ({ id }: ToolCall) => id === null || !answered.has(id)
  if (!message.toolCalls.some(isOpen)) return message
  const content = message.content.filter((part) => part.type !== 'tool-call' || !isOpen(part))
  return new ChatMessage({ ...message, content })
}

function isSendable(message: ChatMessage): boolean {
  if (message.role !== 'assistant') return true
  return message.toolCalls.length > 0 || Boolean(message.text)
}
