import { refuse } from '../http/TogetherError.js'
import type { ReasoningContent, ToolCallResult } from '../messages/contentParts.js'
import { reasoningFromDict, toolResultFromDict, toolResultToDict } from '../messages/dictCodec.js'
import { kindOf } from '../messages/normaliseParts.js'

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

type Dict = Record<string, unknown>

/** Haystack's dict of a chunk, and back. `fromDict` throws `invalid-message`. */
export const StreamingChunk: {
  toDict(chunk: StreamingChunk): Dict
  fromDict(dict: object): StreamingChunk
} = {
  toDict(chunk) {
    return {
      content: chunk.content,
      meta: chunk.meta,
      component_info: chunk.componentInfo && { type: chunk.componentInfo.type, name: chunk.componentInfo.name },
      index: chunk.index,
      tool_calls: chunk.toolCalls?.length ? chunk.toolCalls.map(deltaToDict) : null,
      tool_call_result: chunk.toolCallResult && toolResultToDict(chunk.toolCallResult),
      start: chunk.start,
      finish_reason: chunk.finishReason,
      reasoning: chunk.reasoning && { reasoning_text: chunk.reasoning.reasoningText, extra: chunk.reasoning.extra },
    }
  },

  fromDict(dict) {
    const source = dict as Dict
    if (typeof source?.content !== 'string')
      refuse('Missing required field `content` in StreamingChunk deserialization.', 'invalid-message')
    const { tool_calls: toolCalls, tool_call_result: result, reasoning, component_info: info } = source
    const index = (source.index as number | null | undefined) ?? null
    if (index === null && ((toolCalls as unknown[] | null)?.length || result || reasoning))
      refuse('If `tool_calls`, `tool_call_result` or `reasoning` is set, `index` must also be set.', 'invalid-message')
    return {
      content: source.content,
      meta: (source.meta as Dict | null) ?? {},
      index,
      toolCalls: Array.isArray(toolCalls) && toolCalls.length > 0 ? toolCalls.map(deltaFromDict) : null,
      toolCallResult: result ? toolResultFromDict(result as Dict) : null,
      start: Boolean(source.start),
      finishReason: (source.finish_reason as FinishReason | null | undefined) ?? null,
      reasoning: reasoning ? reasoningFromDict(reasoning as Dict) : null,
      componentInfo: (info as StreamingChunk['componentInfo'] | undefined) ?? null,
    }
  },
}

function deltaToDict(delta: ToolCallDelta): Dict {
  const { index, toolName, arguments: text, id, extra } = delta
  return { index, tool_name: toolName, arguments: text, id, extra }
}

function deltaFromDict(value: unknown): ToolCallDelta {
  const dict = value as Dict
  if (typeof dict?.index !== 'number')
    refuse(`A tool call delta needs an index, got ${kindOf(value)}.`, 'invalid-message')
  return {
    index: dict.index,
    toolName: (dict.tool_name as string | null | undefined) ?? null,
    arguments: (dict.arguments as string | null | undefined) ?? null,
    id: (dict.id as string | null | undefined) ?? null,
    extra: (dict.extra as Dict | null | undefined) ?? null,
  }
}
