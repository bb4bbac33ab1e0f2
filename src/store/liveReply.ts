import { ChatMessage, createReplyFolder, type StreamingChunk, type TogetherError } from '../core/index.js'
import { now } from './clock.js'
import { createId } from './createId.js'
import type { MessageStatus, MessageTiming, ThreadMessage, ToolCallState } from './types.js'

/** A reply under way: chunks go in, messages of the thread come out, one for each choice. */
export interface LiveReply {
  push(chunk: StreamingChunk): void
  /** The messages as they are now; the first is there from the beginning. Those which did not change are the same. */
  messages(): ThreadMessage[]
  /** The messages in their final state. */
  settle(status: MessageStatus, error: TogetherError | null): ThreadMessage[]
  /** The tool calls so far. */
  toolCalls(status: 'streaming' | 'ready' | 'aborted'): ToolCallState[]
  /** Whether a chunk with something in it came. */
  hasContent(): boolean
}

/** Begins a reply to `parentId`: one empty message which waits. */
export function createLiveReply(parentId: string | null, turnId: string): LiveReply {
  const startedAt = now()
  const folder = createReplyFolder()
  const first = pendingMessage(parentId, turnId, startedAt)
  let nodes: ThreadMessage[] = [first]
  let timing: MessageTiming = { startedAt, firstTokenAt: null, finishedAt: null, chunks: 0 }

  function build(status: MessageStatus, error: TogetherError | null): ThreadMessage[] {
    const replies = folder.replies({ streaming: status === 'streaming' || status === 'pending' })
    const count = Math.max(1, replies.length)
    nodes = Array.from({ length: count }, (_, place) => {
      const node = nodes[place] ?? { ...first, id: createId() }
      const message = replies[place] ?? node.message
      const same = node.message === message && node.status === status && node.error === error
      return same && nodes[place] ? node : { ...node, message, status, error, timing }
    })
    return nodes
  }

  return {
    push(chunk) {
      folder.push(chunk)
      if (isEmpty(chunk)) return
      timing = { ...timing, firstTokenAt: timing.firstTokenAt ?? now(), chunks: timing.chunks + 1 }
    },
    messages: () => build(timing.firstTokenAt === null ? 'pending' : 'streaming', null),
    settle(status, error) {
      timing = { ...timing, finishedAt: now() }
      return build(status, error)
    },
    toolCalls: (status) =>
      nodes.flatMap(({ id: messageId }, place) =>
        folder.toolCalls(place).map((call) => ({
          key: `${messageId}:${call.index}`,
          messageId,
          id: call.id,
          name: call.toolName,
          argumentsText: call.argumentsText,
          ...finalState(call.argumentsText, status),
          result: undefined,
          startedAt: null,
          finishedAt: null,
        })),
      ),
    hasContent: () => timing.firstTokenAt !== null,
  }
}

function pendingMessage(parentId: string | null, turnId: string, createdAt: number): ThreadMessage {
  const message = ChatMessage.fromAssistant(null)
  return { id: createId(), parentId, turnId, message, status: 'pending', error: null, createdAt, timing: null }
}

function isEmpty({ content, reasoning, toolCalls }: StreamingChunk): boolean {
  return content === '' && reasoning === null && toolCalls === null
}

function finalState(
  argumentsText: string,
  status: 'streaming' | 'ready' | 'aborted',
): Pick<ToolCallState, 'arguments' | 'status' | 'error'> {
  if (status === 'streaming') return { arguments: undefined, status, error: null }
  try {
    return { arguments: JSON.parse(argumentsText || '{}'), status, error: null }
  } catch {
    const invalid = status === 'ready'
    return {
      arguments: undefined,
      status: invalid ? 'invalid' : status,
      error: invalid ? 'The arguments are not valid JSON.' : null,
    }
  }
}
