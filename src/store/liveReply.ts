import {
  ChatMessage,
  createReplyFolder,
  type PartialToolCall,
  type StreamingChunk,
  type TogetherError,
} from '../core/index.js'
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

/** Begins a reply to `parentId`: one empty message which waits. With `isSeveral` it waits for choice 0. */
export function createLiveReply(parentId: string | null, turnId: string, isSeveral: boolean): LiveReply {
  const startedAt = now()
  const folder = createReplyFolder()
  let first = pendingMessage(parentId, turnId, startedAt)
  let timing: MessageTiming = { startedAt, firstTokenAt: null, finishedAt: null, chunks: 0 }

  const byChoice = new Map<number, ThreadMessage>()

  /** The message that waits becomes choice 0, or the only one whatever its index; the others get messages of their own. */
  function nodeOf(index: number): ThreadMessage {
    const waits = index === 0 || (!isSeveral && byChoice.size === 0)
    return byChoice.get(index) ?? (waits ? first : { ...first, id: createId() })
  }

  function build(status: MessageStatus, error: TogetherError | null): ThreadMessage[] {
    const isLive = status === 'streaming' || status === 'pending'
    const choices = folder.choices({ streaming: isLive })
    let waiting: ThreadMessage | null = changed(first, { message: first.message, status, error }, timing)
    for (const { index, message, isFinished } of choices) {
      // The server said that this choice is finished, whatever became of the others.
      const own = isFinished && !isLive && choices.length > 1 ? finished : { status, error }
      const node = changed(nodeOf(index), { message, ...own }, timing)
      byChoice.set(index, node)
      if (node.id === first.id) waiting = null
    }
    const nodes = [...byChoice.values()]
    first = waiting ?? nodes.find(({ id }) => id === first.id) ?? first
    return [first, ...nodes.filter(({ id }) => id !== first.id)]
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
      folder
        .choices({ streaming: true })
        .flatMap(({ index, toolCalls }) =>
          toolCalls.map((call) => toolCallState(call, byChoice.get(index)?.id ?? first.id, status)),
        ),
    hasContent: () => timing.firstTokenAt !== null,
  }
}

const finished = { status: 'complete', error: null } as const

/** The same message where nothing changed. */
function changed(
  node: ThreadMessage,
  next: Pick<ThreadMessage, 'message' | 'status' | 'error'>,
  timing: MessageTiming,
): ThreadMessage {
  const isSame = node.message === next.message && node.status === next.status && node.error === next.error
  return isSame ? node : { ...node, ...next, timing }
}

function toolCallState(
  call: PartialToolCall,
  messageId: string,
  status: 'streaming' | 'ready' | 'aborted',
): ToolCallState {
  const { index, id, toolName: name, argumentsText } = call
  const key = `${messageId}:${index}`
  const times = { startedAt: null, finishedAt: null }
  return { key, messageId, id, name, argumentsText, ...finalState(argumentsText, status), result: undefined, ...times }
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
