import { ChatMessage, createReplyFolder, type StreamingChunk, type Usage } from '../core/index.js'
import { completeChunk } from '../core/stream/StreamingChunk.js'
import { now } from './clock.js'
import { createId } from './createId.js'
import { type Ending, whole } from './ending.js'
import { isEmptyChunk, type OwnChunk, usageNow } from './ownChunk.js'
import { arrivingCalls, type SettledCalls, settleCalls } from './replyCalls.js'
import { namedModel } from './requestOf.js'
import { isWordless, userNode } from './threadMessages.js'
import type { MessageTiming, ThreadMessage, ToolCallState } from './types.js'

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
  settle(ending: Ending, attempts: number): Settled
  /** Events with something in them. */
  chunks(): number
  /** What all of several requests used so far. */
  usage(): Usage | undefined
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
  continued?: ThreadMessage | undefined
  /** The reply whose place it takes, among the others which were asked for with that one. */
  replaced?: ThreadMessage | undefined
  /** Ids of calls which the thread has already; asked for at the end, when all that the reply follows is in the thread. */
  knownCallIds(): ReadonlySet<string>
}

/** How far a choice is. */
interface Course {
  readonly timing: MessageTiming
  readonly ending?: Ending
}

/** Begins a reply: one empty message which waits, or the one which goes on. */
export function createLiveReply(init: LiveReplyInit): LiveReply {
  const { isSeveral, continued, replaced } = init
  const startedAt = now()
  const folder = createReplyFolder()
  let first: ThreadMessage = {
    ...userNode(ChatMessage.fromAssistant(null), init.parentId),
    turnId: init.turnId,
    status: 'pending',
    createdAt: startedAt,
    ...(replaced ? { id: replaced.id, createdAt: replaced.createdAt } : continued),
  }
  let chunks = 0
  const courses = new Map<number, Course>()
  let usage: OwnChunk[typeof usageNow]
  const byChoice = new Map<number, ThreadMessage>()
  if (continued) folder.push(saidBefore(continued.message))
  if (replaced) nameAfter(namedModel(replaced))

  /** Beside the others it is called by its model, whatever comes of it. */
  function nameAfter(model: string | undefined): void {
    folder.push(completeChunk({ meta: { index: 0, model, own: { model } } }))
  }

  function courseOf(index: number): Course {
    return courses.get(index) ?? { timing: { startedAt, firstTokenAt: null, finishedAt: null, chunks: 0 } }
  }

  /** The message that waits becomes choice 0, or the only one whatever its index; the others get messages of their own. */
  function nodeOf(index: number): ThreadMessage {
    const isTaken = [...byChoice.values()].includes(first)
    const waits = !isTaken && (index === 0 || (!isSeveral && byChoice.size === 0))
    return byChoice.get(index) ?? (waits ? first : { ...first, id: createId() })
  }

  /** The messages as they are, or with the end of all those which have none of their own. */
  function build(ending: Ending | null, attempts?: number): ThreadMessage[] {
    const choices = folder.choices({ streaming: ending === null })
    function updated(node: ThreadMessage, message: ChatMessage, index: number, isFinished = false): ThreadMessage {
      const { timing, ending: own } = courseOf(index)
      const live = { status: timing.chunks > 0 ? 'streaming' : 'pending', error: null } as const
      const { status, error } = (isFinished ? whole : own) ?? ending ?? live
      // The same message where nothing changed.
      if (node.message === message && node.status === status && node.error === error) return node
      const ended = own || !ending ? timing : { ...timing, finishedAt: now(), attempts }
      return { ...node, message, status, error, timing: ended }
    }
    let waits = true
    for (const { index, message, isFinished } of choices) {
      // The server said that this choice is finished, whatever becomes of the others.
      const node = updated(nodeOf(index), message, index, isFinished && choices.length > 1)
      byChoice.set(index, node)
      if (node.id !== first.id) continue
      first = node
      waits = false
    }
    if (waits) first = updated(first, first.message, 0)
    return [first, ...[...byChoice.values()].filter((node) => node !== first)]
  }

  /** Of a reply which goes on no choice is known before it streams. */
  const idOf = (index: number) => byChoice.get(index)?.id ?? first.id

  return {
    asks(model) {
      byChoice.clear() // a reply which goes on was shown before
      first = { ...first, model }
      if (replaced) nameAfter(model)
    },
    push(chunk) {
      folder.push(chunk)
      const index = Number(chunk.meta.index ?? 0)
      const { timing } = courseOf(index)
      const { ending, [usageNow]: own } = chunk as OwnChunk
      usage = own ?? usage
      if (ending) courses.set(index, { timing: { ...timing, finishedAt: now() }, ending })
      if (isEmptyChunk(chunk)) return
      chunks += 1
      const firstTokenAt = timing.firstTokenAt ?? now()
      courses.set(index, { timing: { ...timing, firstTokenAt, chunks: timing.chunks + 1 } })
    },
    messages: () => build(null),
    toolCalls: () =>
      folder.choices({ streaming: true }).flatMap(({ index, toolCalls }) => arrivingCalls(toolCalls, idOf(index))),
    settle(ending, attempts) {
      const { status, error } = ending
      const before = replaced && !isWordless(replaced) ? replaced : continued
      // Nothing came: the reply is what it was, with the end of going on, and its times: a wait counts from there.
      if (before && chunks === 0 && status !== 'complete') {
        const ended = before.status === 'complete' ? before.status : status
        const timing = { ...courseOf(0).timing, finishedAt: now(), attempts }
        return { messages: [{ ...before, status: error ? 'interrupted' : ended, error, timing }], toolCalls: [] }
      }
      const nodes = build(ending, attempts)
      const choices = folder.choices()
      const ownCalls = (id: string) => choices.find(({ index }) => idOf(index) === id)?.toolCalls ?? []
      const settled: SettledCalls[] = nodes.map((node) => settleCalls(node, ownCalls(node.id), init.knownCallIds))
      return {
        messages: settled.map(({ message }) => message),
        toolCalls: settled.flatMap(({ toolCalls }) => toolCalls),
      }
    },
    chunks: () => chunks,
    usage: () => usage?.(),
  }
}

/** What a reply said so far, as its first chunk. Its calls broke off: they are asked for anew. */
function saidBefore({ text, reasoning }: ChatMessage): StreamingChunk {
  return completeChunk({ content: text ?? '', reasoning, meta: { index: 0 } })
}
