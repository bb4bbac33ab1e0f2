import { ChatMessage, type ContentPart, type ToolCall, type ToolCallResult } from '../core/index.js'
import type { ThreadMessage } from './types.js'

/** Stands before the images which tools returned: they are sent as a user's message. */
export const toolImagesText = 'What the tools returned:'

/**
 * The visible path as Together AI takes it: replies without a word are left out, and so are tool calls which nothing
 * answered and answers which follow no reply, as after a stop. A result belongs to the reply before it, whatever ids
 * other turns use; an id which is missing or comes again is replaced.
 */
export function requestMessages(path: readonly ThreadMessage[], systemPrompt: string | undefined): ChatMessage[] {
  const messages = path.map(({ message }) => message)
  const taken = new Set<string>()
  const sent = messages.flatMap((message, place) => {
    if (message.role === 'tool') return [] // sent with the reply which called
    if (message.role !== 'assistant') return [message]
    return withResults(message, resultsAfter(messages, place), taken)
  })
  return systemPrompt ? [ChatMessage.fromSystem(systemPrompt), ...sent] : sent
}

function resultsAfter(messages: readonly ChatMessage[], place: number): ToolCallResult[] {
  const results: ToolCallResult[] = []
  for (let at = place + 1; messages[at]?.role === 'tool'; at++) results.push(...(messages[at]?.toolCallResults ?? []))
  return results
}

/** A reply with the calls which were answered, then their results in the order of the calls. */
function withResults(message: ChatMessage, results: readonly ToolCallResult[], taken: Set<string>): ChatMessage[] {
  const { toolCalls } = message
  const answers = paired(toolCalls, results).map((answer) => withOwnId(answer, taken))
  const rest = message.content.filter(({ type }) => type !== 'tool-call')
  const isKept = answers.length > 0 || rest.some((part) => part.type === 'text' && part.text !== '')
  if (!isKept) return []
  const isWhole = answers.length === toolCalls.length && answers.every(({ call, own }) => call === own)
  const reply = isWhole
    ? message
    : new ChatMessage({ ...message, content: [...rest, ...answers.map(({ call }) => call)] })
  return [
    reply,
    ...answers.map(({ call, result }) => ChatMessage.fromTool(textsOf(result), call, result)),
    ...images(answers),
  ]
}

interface Answer {
  /** The call as it is sent. */
  call: ToolCall
  /** The call as the reply has it; undefined for one which was malformed, and is in its result only. */
  own: ToolCall | undefined
  result: ToolCallResult
}

/** Calls and results by id, in the order of the calls; by place and name where there is none. The first result counts. */
function paired(calls: readonly ToolCall[], results: readonly ToolCallResult[]): Answer[] {
  const left = [...results]
  const take = (matches: (result: ToolCallResult) => boolean) => {
    const place = left.findIndex(matches)
    return place < 0 ? undefined : left.splice(place, 1)[0]
  }
  const answers = calls.flatMap((own): Answer[] => {
    const result = take(({ origin }) =>
      own.id ? origin.id === own.id : !origin.id && origin.toolName === own.toolName,
    )
    return result ? [{ own, call: own, result }] : []
  })
  const known = new Set(calls.map(({ id }) => id))
  for (const result of left) {
    if (!result.origin.id || known.has(result.origin.id)) continue
    known.add(result.origin.id)
    answers.push({ own: undefined, call: result.origin, result })
  }
  return answers.filter(({ call }) => call.toolName !== '')
}

/** No two calls of a request have the same id. */
function withOwnId(answer: Answer, taken: Set<string>): Answer {
  let { id } = answer.call
  for (let number = taken.size; !id || taken.has(id); number++) id = `call_${number}`
  taken.add(id)
  return id === answer.call.id ? answer : { ...answer, call: { ...answer.call, id } }
}

/** A tool message is text: what it says of an image stands in it, the image follows as a user's. */
function textsOf({ result }: ToolCallResult): string {
  if (typeof result === 'string') return result
  return result.map((part) => (part.type === 'text' ? part.text : `[${part.type}]`)).join('\n')
}

function images(answers: readonly Answer[]): ChatMessage[] {
  const parts: ContentPart[] = answers.flatMap(({ result: { result } }) =>
    typeof result === 'string' ? [] : [...result],
  )
  const shown = parts.filter((part) => part.type === 'image')
  return shown.length === 0 ? [] : [ChatMessage.fromUser([toolImagesText, ...shown])]
}
