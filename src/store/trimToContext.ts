import type { ChatMessage } from '../core/index.js'
import { toolImagesText } from './history.js'
import type { PrepareInfo, PrepareMessages } from './types.js'
import { usageOfOne } from './usageOfOne.js'

/** How much of a conversation is sent. */
export interface TrimOptions {
  /** Tokens which the model can read and write together. */
  contextLength: number
  /** Tokens kept free for the reply. @default 1024 */
  reserve?: number | undefined
}

/** What is taken for a token before a request told its usage, in characters. */
const charactersPerToken = 3.5
/** What a message costs beside its text, in characters. */
const perMessage = 16
/** What an image is taken for, in characters: its data says nothing about its tokens. */
const perImage = 5000

/**
 * A `prepareMessages` which keeps requests within a model's context: the system prompt and the newest turns stay, the
 * oldest turns go, each as a whole, so that no tool result loses its call. The last turn always stays. Tokens are
 * counted by characters, with the ratio of the last request which told its usage.
 *
 * @example
 * createChat({ transport, prepareMessages: trimToContext({ contextLength: 131_072 }) })
 */
export function trimToContext({ contextLength, reserve = 1024 }: TrimOptions): PrepareMessages {
  return (messages, { last }) => {
    const budget = (contextLength - reserve) * ratioOf(last)
    const system = messages.filter(({ role }) => role === 'system')
    const turns = turnsOf(messages.filter(({ role }) => role !== 'system'))
    let used = sizeOf(system)
    const kept: ChatMessage[][] = []
    for (const turn of turns.reverse()) {
      used += sizeOf(turn)
      if (used > budget && kept.length > 0) break
      kept.unshift(turn)
    }
    return [...system, ...kept.flat()]
  }
}

function ratioOf(last: PrepareInfo['last']): number {
  const tokens = last && usageOfOne(last.usage)?.prompt_tokens
  if (!last || !tokens) return charactersPerToken
  return Math.max(0.25, sizeOf(last.messages) / tokens)
}

/** A turn begins with a user's message; the images which tools returned are one too, and belong to the turn before. */
function turnsOf(messages: readonly ChatMessage[]): ChatMessage[][] {
  const turns: ChatMessage[][] = []
  for (const message of messages) {
    const begins = message.role === 'user' && message.text !== toolImagesText
    if (begins || turns.length === 0) turns.push([message])
    else turns.at(-1)?.push(message)
  }
  return turns
}

function sizeOf(messages: readonly ChatMessage[]): number {
  return messages.reduce(
    (sum, message) => sum + perMessage + message.content.reduce((all, part) => all + partSize(part), 0),
    0,
  )
}

function partSize(part: ChatMessage['content'][number]): number {
  switch (part.type) {
    case 'text':
      return part.text.length
    case 'reasoning':
      return 0 // not sent unless asked for
    case 'tool-call':
      return part.toolName.length + JSON.stringify(part.arguments).length
    case 'tool-call-result':
      return typeof part.result === 'string' ? part.result.length : part.result.length * perMessage
    case 'image':
      return perImage
    case 'file':
      return part.base64Data.length / 2
    default:
      return part satisfies never
  }
}
