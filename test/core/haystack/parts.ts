import { ChatMessage, type ContentPart, type ReasoningInput, type ToolCallInput } from '../../../src/core/index.js'

// The constructors of Haystack as the vectors write them down, in our words.

type Dict = Record<string, unknown>

/** A message from `{ method, args }`. */
export function buildMessage({ method, args }: { method: string; args: Dict }): ChatMessage {
  const options = { name: args.name as string | null | undefined, meta: args.meta as object | undefined }
  switch (method) {
    case 'from_user':
      return ChatMessage.fromUser((args.text ?? partsOf(args.content_parts)) as string, options)
    case 'from_system':
      return ChatMessage.fromSystem(args.text as string, options)
    case 'from_assistant': {
      const { text, reasoning, tool_calls: calls } = args as { text?: string; reasoning?: unknown; tool_calls?: Dict[] }
      return ChatMessage.fromAssistant(text, {
        ...options,
        reasoning: reasoningOf(reasoning),
        toolCalls: calls?.map(callOf),
      })
    }
    case 'from_tool': {
      const { tool_result: result, origin, error } = args as { tool_result: unknown; origin: Dict; error?: boolean }
      return ChatMessage.fromTool(partsOf(result) as string, callOf(origin), { meta: options.meta, error })
    }
    case 'raw':
      return new ChatMessage({ ...options, role: args.role as 'user', content: partsOf(args.content) as ContentPart[] })
    default:
      throw new Error(`unknown method ${method}`)
  }
}

function partsOf(value: unknown): unknown {
  return Array.isArray(value) ? value.map(partOf) : value
}

function partOf(part: unknown): unknown {
  if (typeof part !== 'object' || part === null) return part
  const { text, image, file, tool_call: call, tool_call_result: result } = part as Record<string, Dict>
  if (image) {
    const { base64_image: base64Image, mime_type: mimeType, ...rest } = image
    return { type: 'image', base64Image, mimeType, ...rest }
  }
  if (file) {
    const { base64_data: base64Data, mime_type: mimeType, ...rest } = file
    return { type: 'file', base64Data, mimeType, ...rest }
  }
  if (call) return callOf(call)
  if (result)
    return {
      type: 'tool-call-result',
      ...result,
      result: partsOf(result.result),
      origin: callOf(result.origin as Dict),
    }
  return { type: 'text', text }
}

function callOf({ tool_name: toolName, ...rest }: Dict): ToolCallInput {
  return { type: 'tool-call', toolName, ...rest } as ToolCallInput
}

function reasoningOf(value: unknown): string | ReasoningInput | null {
  if (typeof value !== 'object' || value === null) return value as string | null
  const { reasoning_text: reasoningText, extra } = value as Dict
  return { type: 'reasoning', reasoningText, extra } as ReasoningInput
}
