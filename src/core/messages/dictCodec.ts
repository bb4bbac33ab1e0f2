// Haystack's ChatMessage.to_dict / from_dict, today's and the older shapes:
// https://github.com/deepset-ai/haystack/blob/main/haystack/dataclasses/chat_message.py
import { refuse } from '../http/TogetherError.js'
import { ChatMessage, type ChatRole, chatRoles } from './ChatMessage.js'
import type { ContentPart, ToolCall, ToolCallResult } from './contentParts.js'
import { filePart, imagePart, kindOf, reasoningPart, textPart, toolCallPart, toolResultPart } from './normaliseParts.js'

type Dict = Record<string, unknown>

export function messageToDict(message: ChatMessage): Dict {
  const { role, meta, name, content } = message
  return { role, meta: { ...meta }, name, content: content.map(partToDict) }
}

export function messageFromDict(dict: object): ChatMessage {
  if (typeof dict !== 'object' || dict === null || Array.isArray(dict))
    refuse(`A message dict must be an object, got ${kindOf(dict)}.`, 'invalid-message')
  const source = dict as Dict
  if (!('role' in source) && !('_role' in source))
    refuse(
      `The \`role\` field is required in the message dictionary. Expected a dictionary with 'role' field containing one of: ${chatRoles.join(', ')}.`,
      'invalid-message',
    )
  if ('content' in source) {
    if (!('role' in source)) refuse('The `role` field is missing beside `content`.', 'invalid-message')
    return build(source.role, contentOf(source.content), source.name, source.meta)
  }
  if ('_content' in source) return build(source._role, partsOf(source._content), source._name, source._meta)
  return refuse("Missing 'content' or '_content' in serialized ChatMessage.", 'invalid-message')
}

function build(role: unknown, content: ContentPart[], name: unknown, meta: unknown): ChatMessage {
  return new ChatMessage({
    role: role as ChatRole,
    content,
    name: (name as string | null) ?? null,
    meta: (meta as object | null) || {},
  })
}

function contentOf(content: unknown): ContentPart[] {
  if (typeof content === 'string') return [textPart(content)] // before Haystack 2.9
  return partsOf(content)
}

function partsOf(content: unknown): ContentPart[] {
  if (!Array.isArray(content))
    refuse(`Unsupported content type in serialized ChatMessage: ${kindOf(content)}`, 'invalid-message')
  return content.map(partFromDict)
}

export function partToDict(part: ContentPart): Dict {
  switch (part.type) {
    case 'text':
      return { text: part.text }
    case 'tool-call':
      return { tool_call: toolCallToDict(part) }
    case 'tool-call-result':
      return { tool_call_result: toolResultToDict(part) }
    case 'reasoning':
      return { reasoning: { reasoning_text: part.reasoningText, extra: part.extra } }
    case 'image': {
      const { base64Image, mimeType, detail, meta, validation } = part
      return { image: { base64_image: base64Image, mime_type: mimeType, detail, meta, validation } }
    }
    case 'file': {
      const { base64Data, mimeType, filename, extra, validation } = part
      return { file: { base64_data: base64Data, mime_type: mimeType, filename, extra, validation } }
    }
    default:
      return part satisfies never
  }
}

export function toolCallToDict(call: ToolCall): Dict {
  return { tool_name: call.toolName, arguments: call.arguments, id: call.id, extra: call.extra }
}

export function toolResultToDict(part: ToolCallResult): Dict {
  const result = typeof part.result === 'string' ? part.result : part.result.map(partToDict)
  return { result, origin: toolCallToDict(part.origin), error: part.error }
}

const wrapped: Readonly<Record<string, (dict: Dict) => ContentPart>> = {
  tool_call: toolCallFromDict,
  tool_call_result: toolResultFromDict,
  image: imageFromDict,
  reasoning: reasoningFromDict,
  file: fileFromDict,
}
/** What pydantic's `model_dump` writes: no wrapper; the part shows by its fields. */
const flat: readonly (readonly [fields: readonly string[], read: (dict: Dict) => ContentPart])[] = [
  [['tool_name', 'arguments'], toolCallFromDict],
  [['result', 'origin'], toolResultFromDict],
  [['reasoning_text'], reasoningFromDict],
  [['base64_image'], imageFromDict],
  [['base64_data'], fileFromDict],
]

export function partFromDict(value: unknown): ContentPart {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) unsupported(value)
  const dict = value as Dict
  if ('text' in dict) {
    only(dict, ['text'])
    return textPart(dict.text as string)
  }
  for (const [key, read] of Object.entries(wrapped)) if (Object.hasOwn(dict, key)) return read(asDict(dict[key], key))
  for (const [fields, read] of flat) if (fields.every((field) => Object.hasOwn(dict, field))) return read(dict)
  return unsupported(value)
}

export function toolCallFromDict(dict: Dict): ToolCall {
  only(dict, ['tool_name', 'arguments', 'id', 'extra'])
  required(dict, ['tool_name', 'arguments'])
  const call = { toolName: dict.tool_name, arguments: dict.arguments, id: dict.id, extra: dict.extra }
  return toolCallPart(call as ToolCall)
}

export function toolResultFromDict(dict: Dict): ToolCallResult {
  required(dict, ['result', 'origin', 'error'])
  const { result } = dict
  if (typeof result !== 'string' && !Array.isArray(result))
    refuse(`A tool result must be a string or a list of parts, got ${kindOf(result)}.`, 'invalid-message')
  const parts = typeof result === 'string' ? result : (result.map(partFromDict) as ToolCallResult['result'])
  return toolResultPart(parts, toolCallFromDict(asDict(dict.origin, 'origin')), Boolean(dict.error))
}

export function reasoningFromDict(dict: Dict): ReturnType<typeof reasoningPart> {
  only(dict, ['reasoning_text', 'extra'])
  required(dict, ['reasoning_text'])
  return reasoningPart({ reasoningText: dict.reasoning_text as string, extra: (dict.extra as Dict | null) ?? {} })
}

function imageFromDict(dict: Dict): ContentPart {
  only(dict, ['base64_image', 'mime_type', 'detail', 'meta', 'validation'])
  required(dict, ['base64_image'])
  const { base64_image: base64Image, mime_type: mimeType, detail, meta, validation } = dict
  return imagePart(defined({ base64Image, mimeType, detail, meta, validation }) as { base64Image: string })
}

function fileFromDict(dict: Dict): ContentPart {
  only(dict, ['base64_data', 'mime_type', 'filename', 'extra', 'validation'])
  required(dict, ['base64_data'])
  const { base64_data: base64Data, mime_type: mimeType, filename, extra, validation } = dict
  return filePart(defined({ base64Data, mimeType, filename, extra, validation }) as { base64Data: string })
}

function defined(dict: Dict): Dict {
  return Object.fromEntries(Object.entries(dict).filter(([, value]) => value !== undefined && value !== null))
}

function asDict(value: unknown, key: string): Dict {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    refuse(`\`${key}\` must be an object in a serialized ChatMessage, got ${kindOf(value)}.`, 'invalid-message')
  return value as Dict
}

function required(dict: Dict, fields: readonly string[]): void {
  const missing = fields.find((field) => !Object.hasOwn(dict, field))
  if (missing !== undefined) refuse(`\`${missing}\` is missing in a serialized content part.`, 'invalid-message')
}

function only(dict: Dict, fields: readonly string[]): void {
  const extra = Object.keys(dict).find((key) => !fields.includes(key))
  if (extra !== undefined) refuse(`Unexpected field \`${extra}\` in a serialized content part.`, 'invalid-message')
}

function unsupported(value: unknown): never {
  const shown = typeof value === 'object' && value !== null ? `fields ${Object.keys(value).join(', ')}` : kindOf(value)
  return refuse(`Unsupported content part in the serialized ChatMessage: ${shown}.`, 'invalid-message')
}
