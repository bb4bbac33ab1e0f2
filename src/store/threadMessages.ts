import { refuse, toTogetherError } from '../core/http/TogetherError.js'
import { ChatMessage, isChatMessage, isTogetherError, TogetherError, toChatMessage } from '../core/index.js'
import { createId } from './createId.js'
import { createRow } from './tree.js'
import type { MessageInput, ThreadMessage, Tree } from './types.js'

/** What a send takes, as a user's message, or the error which says why it is none. */
export function readInput(input: MessageInput | TogetherError): ChatMessage | TogetherError {
  if (isTogetherError(input)) return input
  try {
    return userMessage(input)
  } catch (cause) {
    return toTogetherError(cause, 'invalid-argument', 'Send a text, a ChatMessage or { text, parts }.')
  }
}

function userMessage(input: MessageInput): ChatMessage {
  if (input === '') refuse('An empty message cannot be sent.', 'invalid-message')
  if (typeof input === 'string') return ChatMessage.fromUser(input)
  if (isChatMessage(input)) return input
  const { text, parts = [] } = input
  return ChatMessage.fromUser(text && parts.length === 0 ? text : [...(text ? [text] : []), ...parts])
}

/** A user's message begins a turn of its own. */
export function userNode(message: ChatMessage, parentId: string | null): ThreadMessage {
  const id = createId()
  return { id, parentId, turnId: id, message, status: 'complete', error: null, createdAt: Date.now(), timing: null }
}

/** The message which follows another in the same turn. */
export function followingNode(parent: ThreadMessage, message: ChatMessage): ThreadMessage {
  return { ...userNode(message, parent.id), turnId: parent.turnId }
}

/** What a refused send resolves with; it is not in the thread. */
export function refusedNode(
  error: TogetherError,
  message: ChatMessage = ChatMessage.fromAssistant(null),
): ThreadMessage {
  return { ...userNode(message, null), status: 'error', error }
}

export function busyError(): TogetherError {
  return new TogetherError({
    code: 'busy',
    message: 'A reply is under way.',
    retryable: true,
  })
}

/** Messages in a row as a tree. Their ids come from their places, so that server and browser agree on them. */
export function treeOf(messages: readonly (ChatMessage | object)[], prefix: string): Tree {
  const nodes: ThreadMessage[] = []
  for (const message of messages.map(toChatMessage)) {
    const last = nodes.at(-1)
    const id = `${prefix}-${nodes.length}`
    const turnId = message.role === 'user' || !last ? id : last.turnId
    const parentId = last?.id ?? null
    nodes.push({ id, parentId, turnId, message, status: 'complete', error: null, createdAt: 0, timing: null })
  }
  return createRow(nodes)
}

/** The reply to go on with: the first unless that one is not whole, then a whole one, or one which says something. */
export function bestOf(replies: readonly ThreadMessage[]): ThreadMessage {
  const spoken = replies.filter((reply) => !isWordless(reply))
  return (spoken.find(({ status }) => status === 'complete') ?? spoken[0] ?? replies[0]) as ThreadMessage
}

/** Whether a reply has nothing to show: no text, no reasoning, no tool call. */
export function isWordless({ message }: ThreadMessage): boolean {
  return message.role === 'assistant' && message.content.length === 0
}
