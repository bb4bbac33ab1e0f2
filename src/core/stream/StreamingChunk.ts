import { refuse } from '../http/TogetherError.js'
import type { ReasoningContent, ToolCallResult } from '../messages/contentParts.js'
import { asDict, camel, checkFields, type Dict } from '../messages/dict.js'
import { fieldsFromDict, fieldsToDict } from '../messages/dictCodec.js'

/** A piece of a tool call: `arguments` is a piece of JSON text. */
export interface ToolCallDelta {
  readonly index: number
  readonly toolName: string | null
  readonly arguments: string | null
  readonly id: string | null
  readonly extra: Readonly<Record<string, unknown>> | null
}

/** Why a reply ended, in Haystack's words. `eos` counts as `stop`, `function_call` as `tool_calls`, others as null. */
export type FinishReason = 'stop' | 'length' | 'tool_calls' | 'content_filter' | 'tool_call_results'

/** One event of a streamed reply, as Haystack's `StreamingChunk`. What is absent is null. */
export interface StreamingChunk {
  readonly content: string
  /** `model`, `index` of the choice, raw `finish_reason`, `usage`, `received_at` (ISO 8601), `logprobs`, … */
  readonly meta: Readonly<Record<string, unknown>>
  /** The block this chunk belongs to: the tool call's index, 0 for text, null for a role's announcement. */
  readonly index: number | null
  readonly toolCalls: readonly ToolCallDelta[] | null
  readonly toolCallResult: ToolCallResult | null
  /** Whether a block begins here. */
  readonly start: boolean
  readonly finishReason: FinishReason | null
  readonly reasoning: ReasoningContent | null
  readonly componentInfo: { readonly type: string; readonly name: string | null } | null
}

const deltaFields = ['index', 'tool_name', 'arguments', 'id', 'extra']
const infoFields = ['type', 'name']

/** A chunk with what `chunk` says, and null for the rest. */
export function completeChunk(chunk: Partial<StreamingChunk>): StreamingChunk {
  return {
    content: '',
    meta: {},
    index: null,
    toolCalls: null,
    toolCallResult: null,
    start: false,
    finishReason: null,
    reasoning: null,
    componentInfo: null,
    ...chunk,
  }
}

/** Haystack's dict of a chunk, and back. `fromDict` throws `invalid-message`. */
export const StreamingChunk: {
  toDict(chunk: StreamingChunk): Dict
  fromDict(dict: object): StreamingChunk
} = {
  toDict({ content, meta, index, toolCalls, toolCallResult, start, finishReason, reasoning, componentInfo }) {
    return {
      content,
      meta,
      component_info: componentInfo,
      index,
      tool_calls: toolCalls?.length ? toolCalls.map(deltaToDict) : null,
      tool_call_result: toolCallResult && fieldsToDict('tool_call_result', toolCallResult),
      start,
      finish_reason: finishReason,
      reasoning: reasoning && fieldsToDict('reasoning', reasoning),
    }
  },

  fromDict(dict) {
    const {
      content,
      meta,
      index,
      tool_calls: calls,
      tool_call_result: result,
      reasoning,
      ...rest
    } = asDict(dict, 'A chunk')
    if (typeof content !== 'string') refuse('`content` is missing in a StreamingChunk.', 'invalid-message')
    const toolCalls = Array.isArray(calls) && calls.length > 0 ? calls.map(deltaFromDict) : null
    if ((index ?? null) === null && (toolCalls || result || reasoning))
      refuse('A chunk with tool calls, a tool result or reasoning needs an `index`.', 'invalid-message')
    return completeChunk({
      content,
      meta: (meta as Dict | null) ?? {},
      index: (index as number | undefined) ?? null,
      toolCalls,
      toolCallResult: result ? (fieldsFromDict('tool_call_result', result) as ToolCallResult) : null,
      start: Boolean(rest.start),
      finishReason: (rest.finish_reason as FinishReason | undefined) ?? null,
      reasoning: reasoning ? (fieldsFromDict('reasoning', reasoning) as ReasoningContent) : null,
      componentInfo: rest.component_info
        ? (nulled(rest.component_info, infoFields) as StreamingChunk['componentInfo'])
        : null,
    })
  },
}

function deltaToDict(delta: ToolCallDelta): Dict {
  return Object.fromEntries(deltaFields.map((field) => [field, delta[camel(field) as keyof ToolCallDelta]]))
}

function deltaFromDict(value: unknown): ToolCallDelta {
  return nulled(value, deltaFields) as unknown as ToolCallDelta
}

function nulled(value: unknown, fields: readonly string[]): Dict {
  const dict = asDict(value, 'A tool call delta')
  checkFields(dict, 'a chunk', fields, fields.slice(0, 1))
  return Object.fromEntries(fields.map((field) => [camel(field), dict[field] ?? null]))
}
