import { ChatMessage, createReplyFolder, type StreamingChunk, type TogetherError } from '../core/index.js'
import { completeChunk } from '../core/stream/StreamingChunk.js'
import { now } from './clock.js'
import { createId } from './createId.js'
import { arrivingCalls, type SettledCalls, settleCalls } from './replyCalls.js'
import type { ApartError } from './replyRequest.js'
import { userNode } from './threadMessages.js'
import type { MessageStatus, MessageTiming, ThreadMessage, ToolCallState } from './types.js'

/** A reply under way: chunks go in, messages of the thread come out, one for each choice. */
export interface LiveReply {
  /** Which model was named for it alone, said before the first chunk. */
  asks(model: string | undefined): void
  push(chunk: StreamingChunk): void
  /** The messages as they are now; the first is there from the beginning. Those which did not change are the same. */
  messages(): ThreadMessage[]
  /** The tool calls so far. */
  toolCalls(): ToolCallState[]
  /** The messages and their calls in their final state. */
  settle(status: MessageStatus, error: TogetherError | null, attempts: number): Settled
  /** Events with something in them. */
  chunks(): number
}

export interface Settled {
  readonly messages: readonly ThreadMessage[]
  readonly toolCalls: readonly ToolCallState[]
}

export interface LiveReplyInit {
  parentId: string | null
  turnId: string
  /** More than one choice was asked for: the first message waits for choice 0. */
  isSeveral: boolean
  /** The reply which goes on: what it says already stays. */
  continued: ThreadMessage | null
  /** Ids of calls which the thread has already; asked for at the end, when all that the reply follows is in the thread. */
  knownCallIds(): ReadonlySet<string>
}

/** Begins a reply: one empty message which waits, or the one which goes on. */
export function createLiveReply(init: LiveReplyInit): LiveReply {
  const { isSeveral, continued } = init
  const startedAt = now()
  const folder = createReplyFolder()
  let first: ThreadMessage = {
    ...userNode(ChatMessage.fromAssistant(null), init.parentId),
    turnId: init.turnId,
    status: 'pending',
    createdAt: startedAt,
    ...continued,
  }
  let timing: MessageTiming = { startedAt, firstTokenAt: null, finishedAt: null, chunks: 0 }
  const byChoice = new Map<number, ThreadMessage>()
  if (continued) folder.push(saidBefore(continued.message))

  /** The message that waits becomes choice 0, or the only one whatever its index; the others get messages of their own. */
  function nodeOf(index: number): ThreadMessage {
    const isTaken = [...byChoice.values()].includes(first)
    const waits = !isTaken && (index === 0 || (!isSeveral && byChoice.size === 0))
    return byChoice.get(index) ?? (waits ? first : { ...first, id: createId() })
  }

  function build(status: MessageStatus, error: TogetherError | null): ThreadMessage[] {
    const isLive = status === 'streaming' || status === 'pending'
    const choices = folder.choices({ streaming: isLive })
    let waits = true
    for (const { index, message, isFinished } of choices) {
      // The server said that this choice is finished, whatever became of the others.
      const isOver = isFinished && !isLive && choices.length > 1
      const own = isOver ? finished : ((error as ApartError | null)?.endings?.[index] ?? { status, error })
      const node = changed(nodeOf(index), { message, ...own }, timing)
      byChoice.set(index, node)
      if (node.id !== first.id) continue
      first = node
      waits = false
    }
    if (waits) first = changed(first, { message: first.message, status, error }, timing)
    return [first, ...[...byChoice.values()].filter((node) => node !== first)]
  }

  /** Of a reply which goes on no choice is known before it streams. */
  const idOf = (index: number) => byChoice.get(index)?.id ?? first.id

  return {
    asks(model) {
      byChoice.clear() // a reply which goes on was shown before
      first = { ...first, model }
    },
    push(chunk) {
      folder.push(chunk)
      if (isEmptyChunk(chunk)) return
      timing = { ...timing, firstTokenAt: timing.firstTokenAt ?? now(), chunks: timing.chunks + 1 }
    },
    messages: () => build(timing.firstTokenAt === null ? 'pending' : 'streaming', null),
    toolCalls: () =>
      folder.choices({ streaming: true }).flatMap(({ index, toolCalls }) => arrivingCalls(toolCalls, idOf(index))),
    settle(status, error, attempts) {
      // Nothing came: the reply is what it was, with the error of going on.
      if (continued && timing.chunks === 0 && status !== 'complete')
        return { messages: [{ ...continued, status: error ? 'interrupted' : continued.status, error }], toolCalls: [] }
      timing = { ...timing, finishedAt: now(), attempts }
      const nodes = build(status, error)
      const choices = folder.choices()
      const ownCalls = (id: string) => choices.find(({ index }) => idOf(index) === id)?.toolCalls ?? []
      const settled: SettledCalls[] = nodes.map((node) => settleCalls(node, ownCalls(node.id), init.knownCallIds))
      return {
        messages: settled.map(({ message }) => message),
        toolCalls: settled.flatMap(({ toolCalls }) => toolCalls),
      }
    },
    chunks: () => timing.chunks,
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

/** What a reply said so far, as its first chunk. Its calls broke off: they are asked for anew. */
function saidBefore({ text, reasoning }: ChatMessage): StreamingChunk {
  return completeChunk({ content: text ?? '', reasoning, meta: { index: 0 } })
}

/** Whether it says nothing: a role's announcement, usage, an end. */
export function isEmptyChunk({ content, reasoning, toolCalls }: StreamingChunk): boolean {
  return content === '' && reasoning === null && toolCalls === null
}
