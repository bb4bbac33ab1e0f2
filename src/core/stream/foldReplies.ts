import type { ChatMessage } from '../messages/ChatMessage.js'
import { maxChoices, tooMany } from './decodeEvent.js'
import { type ChunkFolder, createChunkFolder } from './foldChunks.js'
import type { PartialToolCall } from './foldToolCalls.js'
import type { StreamingChunk } from './StreamingChunk.js'

/** One of a request's choices as far as it has arrived. */
export interface FoldedChoice {
  readonly index: number
  /** The same object while nothing happened to this choice. */
  readonly message: ChatMessage
  /** Whether it has a finish reason. */
  readonly isFinished: boolean
  readonly toolCalls: PartialToolCall[]
}

/** Builds all replies of one request: a choice for each `meta.index`, with the request's usage in each of them. */
export interface ReplyFolder {
  push(chunk: StreamingChunk): void
  /** The choices so far, by index; none before the first chunk of one. */
  choices(options?: { streaming?: boolean | undefined }): FoldedChoice[]
  /** The messages of the choices. */
  replies(options?: { streaming?: boolean | undefined }): ChatMessage[]
  /** Whether each choice which began has a finish reason. */
  isFinished(): boolean
  /** Whether a choice without a finish reason has tool calls. */
  hasOpenToolCalls(): boolean
}

interface Choice {
  folder: ChunkFolder
  isFinished: boolean
  cached?: { source: ChatMessage; usage: unknown; index: number; message: ChatMessage }
}

/** Starts a fold of several choices, interleaved in any way. Throws `limit` above 128 of them. */
export function createReplyFolder(): ReplyFolder {
  const choices = new Map<number, Choice>()
  const shared: StreamingChunk[] = [] // events without a choice: usage, warnings
  let usage: unknown = null

  function choiceAt(index: number): Choice {
    const known = choices.get(index)
    if (known) return known
    if (choices.size === maxChoices) tooMany('choices', maxChoices)
    const choice = { folder: createChunkFolder(), isFinished: false }
    for (const chunk of shared) choice.folder.push(chunk)
    choices.set(index, choice)
    return choice
  }

  function choicesNow(options?: { streaming?: boolean | undefined }): FoldedChoice[] {
    if (choices.size === 0 && shared.length > 0 && !options?.streaming) choiceAt(0) // a stream of usage alone
    return [...choices]
      .sort(([a], [b]) => a - b)
      .map(([index, choice]) => ({
        index,
        message: withShared(choice, options, usage, choices.size === 1 ? 0 : index),
        isFinished: choice.isFinished,
        toolCalls: choice.folder.toolCalls(),
      }))
  }

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
      choice.isFinished ||= Boolean(chunk.meta.finish_reason || chunk.finishReason)
    },
    choices: choicesNow,
    replies: (options) => choicesNow(options).map(({ message }) => message),
    isFinished: () => choices.size > 0 && [...choices.values()].every(({ isFinished }) => isFinished),
    hasOpenToolCalls: () =>
      [...choices.values()].some(({ folder, isFinished }) => !isFinished && folder.toolCalls().length > 0),
  }
}

/** The usage belongs to the request: it stands in each reply, whichever choice's event brought it. */
function withShared(
  choice: Choice,
  options: { streaming?: boolean | undefined } | undefined,
  usage: unknown,
  index: number,
): ChatMessage {
  const source = choice.folder.message(options)
  const { cached } = choice
  if (cached?.source === source && cached.usage === usage && cached.index === index) return cached.message
  const message = source.withMeta({ usage, index })
  choice.cached = { source, usage, index, message }
  return message
}
