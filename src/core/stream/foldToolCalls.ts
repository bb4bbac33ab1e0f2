import type { ToolCall } from '../messages/contentParts.js'
import { toolCallPart } from '../messages/normaliseParts.js'
import { parseJson } from '../tools/parseJson.js'
import { maxToolCalls, tooMany } from './decodeEvent.js'
import type { ToolCallDelta } from './StreamingChunk.js'

/** A tool call as far as it has arrived. `argumentsText` is JSON text, cut anywhere. */
export interface PartialToolCall {
  readonly index: number
  readonly id: string
  readonly toolName: string
  readonly argumentsText: string
}

export interface ToolCallFolder {
  push(delta: ToolCallDelta): void
  /** The calls by index. */
  partial(): PartialToolCall[]
}

/** Collects the deltas of a reply's tool calls: the first non-empty id stays, a name equal to the one so far adds nothing. */
export function createToolCallFolder(): ToolCallFolder {
  const calls = new Map<number, { id: string; toolName: string; argumentsText: string }>()
  return {
    push({ index, id, toolName, arguments: text }) {
      let call = calls.get(index)
      if (!call) {
        if (calls.size === maxToolCalls) tooMany('tool calls', maxToolCalls)
        call = { id: '', toolName: '', argumentsText: '' }
        calls.set(index, call)
      }
      call.id ||= id ?? ''
      if (toolName && toolName !== call.toolName) call.toolName += toolName
      call.argumentsText += text ?? ''
    },
    partial: () => [...calls].sort(([a], [b]) => a - b).map(([index, call]) => ({ index, ...call })),
  }
}

/** A finished call as a part, or the warning which says why it is left out. No arguments at all count as `{}`. */
export function finishToolCall(call: Omit<PartialToolCall, 'index' | 'id'> & { id: string | null }): ToolCall | string {
  const { id, toolName, argumentsText } = call
  try {
    return toolCallPart({ id, toolName, arguments: parseJson(argumentsText || '{}') as ToolCall['arguments'] })
  } catch {
    return malformedCall(call)
  }
}

export function malformedCall({
  id,
  toolName,
  argumentsText,
}: {
  id: string | null
  toolName: string
  argumentsText: string
}): string {
  return (
    'Tool call arguments are a malformed JSON string, and skipped; toolsStrict: true prevents it. ' +
    `ID: ${id}, Tool name: ${toolName}, Arguments: ${argumentsText}`
  )
}
