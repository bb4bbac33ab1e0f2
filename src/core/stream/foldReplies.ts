import type { ChatMessage } from '../messages/ChatMessage.js'
import { maxChoices, tooMany } from './decodeEvent.js'
import { type ChunkFolder, createChunkFolder } from './foldChunks.js'
import type { PartialToolCall } from './foldToolCalls.js'
import type { StreamingChunk } from './StreamingChunk.js'

/** Builds all replies of one request: a choice for each `meta.index`, with the request's usage in each of them. */
export interface ReplyFolder {
  push(chunk: StreamingChunk): void
  /** One message for each choice, by index; none before the first chunk of a choice. */
  replies(options?: { streaming?: boolean | undefined }): ChatMessage[]
  /** The tool calls so far of the choice at `place` in {@link replies}. */
  toolCalls(place: number): PartialToolCall[]
  /** Whether each choice which began has a finish reason. */
  isFinished(): boolean
  /** Whether a choice without a finish reason has tool calls. */
  hasToolCalls(): boolean
}

/** Starts a fold of several choices, interleaved in any way. Throws `limit` above 128 of them. */
export function createReplyFolder(): ReplyFolder {
  const choices = new Map<number, { folder: ChunkFolder; finished: boolean }>()
  const shared: StreamingChunk[] = [] // events without a choice: usage, warnings
  let usage: unknown = null

  function choiceAt(index: number): { folder: ChunkFolder; finished: boolean } {
    const known = choices.get(index)
    if (known) return known
    if (choices.size === maxChoices) tooMany('choices', maxChoices)
    const choice = { folder: createChunkFolder(), finished: false }
    for (const chunk of shared) choice.folder.push(chunk)
    choices.set(index, choice)
    return choice
  }

  const ordered = () => [...choices].sort(([a], [b]) => a - b)

  return {
    push(chunk) {
      usage = chunk.meta.usage ?? usage
      const { index } = chunk.meta
      if (typeof index !== 'number') {
        for (const { folder } of choices.values()) folder.push(chunk)
        if (choices.size === 0) shared.push(chunk)
        return
      }
      const choice = choiceAt(index)
      choice.folder.push(chunk)
      choice.finished ||= Boolean(chunk.meta.finish_reason || chunk.finishReason)
    },
    replies(options) {
      if (choices.size === 0 && shared.length > 0 && !options?.streaming) choiceAt(0) // a stream of usage alone
      const list = ordered()
      return list.map(([index, { folder }]) =>
        withShared(folder.message(options), usage, list.length === 1 ? 0 : index),
      )
    },
    toolCalls: (place) => ordered()[place]?.[1].folder.toolCalls() ?? [],
    hasToolCalls: () =>
      [...choices.values()].some(({ folder, finished }) => !finished && folder.toolCalls().length > 0),
    isFinished: () => choices.size > 0 && [...choices.values()].every(({ finished }) => finished),
  }
}

/** The usage belongs to the request: it stands in each reply, whichever choice's event brought it. */
function withShared(message: ChatMessage, usage: unknown, index: number): ChatMessage {
  const { meta } = message
  return meta.usage === usage && meta.index === index ? message : message.withMeta({ usage, index })
}
