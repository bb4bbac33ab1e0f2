import { ChatMessage, type PartialToolCall, type ToolCall } from '../core/index.js'
import { isRecord } from '../core/isRecord.js'
import { finishToolCall } from '../core/stream/foldToolCalls.js'
import { createId } from './createId.js'
import type { ThreadMessage, ToolCallState } from './types.js'

/** A settled message, and the states of its calls. */
export interface SettledCalls {
  readonly message: ThreadMessage
  readonly toolCalls: readonly ToolCallState[]
}

/** The calls of a message while they arrive. */
export function arrivingCalls(calls: readonly PartialToolCall[], messageId: string): ToolCallState[] {
  return calls.map((call) => ({ ...stateOf(call, messageId), status: 'streaming' }))
}

/**
 * The calls of a message which has its final state: `ready` to be answered, `invalid` where they do not parse,
 * `aborted` where the reply was cut off. Each gets an id of its own: the wire leaves ids out and repeats them.
 */
export function settleCalls(
  node: ThreadMessage,
  calls: readonly PartialToolCall[],
  knownIds: () => ReadonlySet<string>,
): SettledCalls {
  if (calls.length === 0) return { message: node, toolCalls: [] }
  const isCutShort = node.message.meta.finish_reason === 'length'
  const taken = new Set(knownIds())
  const isWhole = node.status === 'complete'
  const parts: ToolCall[] = []
  const toolCalls = calls.map((call, place): ToolCallState => {
    const id = call.id === '' || taken.has(call.id) ? `call_${createId()}` : call.id
    taken.add(id)
    const state = { ...stateOf(call, node.id), id }
    const part = finishToolCall({ ...call, id })
    const invalid = (error: string): ToolCallState => ({ ...state, status: 'invalid', error })
    if (!isWhole) return { ...state, status: 'aborted', error: cutOff }
    // At max_tokens the last call's arguments may be cut off where they still parse: a number without its last digits.
    if (isCutShort && place === calls.length - 1) return invalid(cutOff)
    if (call.toolName === '') return invalid('The call names no tool.')
    if (typeof part === 'string' || !isRecord(part.arguments))
      return invalid(`The arguments are not a valid JSON object: ${call.argumentsText.slice(0, 1000)}`)
    parts.push(part)
    return { ...state, arguments: part.arguments }
  })
  return { message: isWhole ? withCalls(node, parts) : node, toolCalls }
}

/** What a result answers: the message's own call, or one without arguments where they could not be read. */
export function originOf({ id, name }: ToolCallState, { message }: ThreadMessage): ToolCall {
  const own = message.toolCalls.find((call) => call.id === id)
  if (own) return own
  const [made] = ChatMessage.fromAssistant(null, { toolCalls: [{ toolName: name, arguments: {}, id }] }).toolCalls
  return made as ToolCall
}

const cutOff = 'The reply was cut off before the call was complete.'

function stateOf({ index, id, toolName: name, argumentsText }: PartialToolCall, messageId: string): ToolCallState {
  const times = { startedAt: null, finishedAt: null }
  const key = `${messageId}:${index}`
  const nothing = { arguments: undefined, result: undefined, error: null }
  return { key, messageId, id, name, argumentsText, ...nothing, status: 'ready', ...times }
}

/** The message with its calls under the ids which they go by. */
function withCalls(node: ThreadMessage, parts: readonly ToolCall[]): ThreadMessage {
  const own = node.message.toolCalls
  if (own.length === parts.length && own.every(({ id }, place) => id === parts[place]?.id)) return node
  const rest = node.message.content.filter(({ type }) => type !== 'tool-call')
  return { ...node, message: new ChatMessage({ ...node.message, content: [...rest, ...parts] }) }
}
