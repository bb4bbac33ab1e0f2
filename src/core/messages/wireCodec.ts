// The chat completions format, by Haystack's rules (ChatMessage.to_openai_dict_format / from_openai_dict_format).
import { refuse } from '../http/TogetherError.js'
import { ChatMessage } from './ChatMessage.js'
import type {
  ContentPart,
  FileContent,
  ImageContent,
  TextContent,
  ToolCall,
  ToolCallResult,
  UserPart,
} from './contentParts.js'
import { readDataUrl } from './fromFile.js'
import { kindOf } from './kindOf.js'

type Dict = Record<string, unknown>

export function messageToOpenAI(message: ChatMessage, requireToolCallIds: boolean): Dict {
  const { role, name, content, toolCallResult } = message
  if (!content.some((part) => part.type !== 'reasoning'))
    refuse(
      'A `ChatMessage` must contain at least one `TextContent`, `ToolCall`, `ToolCallResult`, `ImageContent`, or `FileContent`.',
      'invalid-message',
    )
  if (toolCallResult && content.length > 1)
    refuse(
      'For OpenAI compatibility, a `ChatMessage` with a `ToolCallResult` cannot contain any other content.',
      'invalid-message',
    )
  const head: Dict = name === null ? { role } : { role, name }
  if (role === 'user') return { ...head, content: userContent(content) }
  if (toolCallResult) return { ...head, ...toolResult(toolCallResult, requireToolCallIds) }
  return { ...head, ...textAndCalls(message, requireToolCallIds) }
}

function userContent(content: readonly ContentPart[]): string | Dict[] {
  const [first] = content
  if (content.length === 1 && first?.type === 'text') return first.text
  return content.map(userPart).filter((part) => part !== null)
}

function userPart(part: ContentPart): Dict | null {
  switch (part.type) {
    case 'text':
      return { type: 'text', text: part.text }
    case 'image':
      return { type: 'image_url', image_url: imageUrl(part) }
    case 'file':
      return { type: 'file', file: fileData(part) }
    default:
      return null
  }
}

function imageUrl({ mimeType, base64Image, detail }: ImageContent): Dict {
  const url = `data:${mimeType ?? 'image/jpeg'};base64,${base64Image}`
  return detail === null ? { url } : { url, detail }
}

function fileData({ mimeType, base64Data, filename }: FileContent): Dict {
  const data = `data:${mimeType ?? 'application/pdf'};base64,${base64Data}`
  return { file_data: data, filename: filename ?? 'filename' }
}

function toolResult({ result, origin }: ToolCallResult, requireId: boolean): Dict {
  const id = callId(origin, requireId)
  return { content: resultContent(result), ...(id === null ? {} : { tool_call_id: id }) }
}

function resultContent(result: ToolCallResult['result']): string | Dict[] {
  if (typeof result === 'string') return result
  if (!result.every((part) => part.type === 'text'))
    refuse(
      'Unsupported tool result: Together AI takes text in tool results only. Put images into a user message.',
      'invalid-message',
    )
  return result.map((part): Dict => ({ type: 'text', text: (part as TextContent).text }))
}

function textAndCalls({ text, toolCalls }: ChatMessage, requireIds: boolean): Dict {
  const wire: Dict = text === null ? {} : { content: text }
  if (toolCalls.length > 0) wire.tool_calls = toolCalls.map((call) => wireToolCall(call, requireIds))
  return wire
}

function wireToolCall(call: ToolCall, requireId: boolean): Dict {
  const id = callId(call, requireId)
  const calledFunction = { name: call.toolName, arguments: JSON.stringify(call.arguments) }
  return { type: 'function', function: calledFunction, ...(id === null ? {} : { id }) }
}

function callId(call: ToolCall, requireId: boolean): string | null {
  if (call.id === null && requireId)
    refuse('`ToolCall` must have a non-null `id` attribute to be used with OpenAI.', 'invalid-message')
  return call.id
}

export function messageFromOpenAI(dict: object): ChatMessage {
  const { role, content, tool_calls: toolCalls, name } = dict as Dict
  const options = { name: typeof name === 'string' ? name : null }
  if (role === 'assistant') return assistantMessage(content, toolCalls, options)
  if (!content) refuse(`The \`content\` field is required for ${String(role)} messages.`, 'invalid-message')
  switch (role) {
    case 'user':
      return ChatMessage.fromUser(typeof content === 'string' ? content : list(content).map(readUserPart), options)
    case 'system':
    case 'developer':
      return ChatMessage.fromSystem(
        typeof content === 'string' ? content : list(content).map(readText).join(''),
        options,
      )
    case 'tool':
      return toolMessage(content, (dict as Dict).tool_call_id)
    default:
      return refuse(`Unsupported role: ${String(role)}`, 'invalid-message')
  }
}

function assistantMessage(content: unknown, toolCalls: unknown, options: { name: string | null }): ChatMessage {
  const calls = toolCalls ? list(toolCalls).map(readToolCall) : []
  if (!content && calls.length === 0)
    refuse('For assistant messages, either `content` or `tool_calls` must be present.', 'invalid-message')
  const text =
    content === undefined || content === null
      ? null
      : typeof content === 'string'
        ? content
        : list(content).map(readText).join('')
  return ChatMessage.fromAssistant(text, { ...options, toolCalls: calls })
}

function toolMessage(content: unknown, id: unknown): ChatMessage {
  const result =
    typeof content === 'string'
      ? content
      : list(content).map((part): TextContent => ({ type: 'text', text: readText(part) }))
  return ChatMessage.fromTool(result, { toolName: '', arguments: {}, id: typeof id === 'string' ? id : null })
}

function readToolCall(value: unknown): { toolName: string; arguments: Dict; id: string | null } {
  const call = (value ?? {}) as { id?: unknown; function?: { name?: unknown; arguments?: unknown } }
  if (typeof call.function?.name !== 'string') refuse('A tool call without a function name.', 'invalid-message')
  const { name, arguments: text } = call.function
  return { toolName: name, arguments: readArguments(text, name), id: typeof call.id === 'string' ? call.id : null }
}

function readArguments(text: unknown, toolName: string): Dict {
  if (text === undefined || text === null || text === '') return {}
  if (typeof text !== 'string') return text as Dict
  try {
    return JSON.parse(text)
  } catch {
    return refuse(`The arguments of the tool call "${toolName}" are not valid JSON.`, 'invalid-message')
  }
}

function readUserPart(value: unknown): UserPart {
  const part = (value ?? {}) as { type?: unknown; image_url?: Dict; file?: Dict }
  if (part.type !== 'image_url' && part.type !== 'file') return readText(value)
  const data = readDataUrl(part.image_url?.url ?? part.file?.file_data)
  if (!data) return refuse('Only images and files as data: URLs can be read into a message.', 'invalid-message')
  const { mimeType, base64 } = data
  if (part.type === 'file')
    return { type: 'file', base64Data: base64, mimeType, filename: part.file?.filename as string | undefined }
  return { type: 'image', base64Image: base64, mimeType, detail: part.image_url?.detail as string | undefined }
}

function readText(value: unknown): string {
  const text = (value as { text?: unknown } | null)?.text
  if (typeof text !== 'string') refuse(`Unsupported content part: ${kindOf(value)}.`, 'invalid-message')
  return text
}

function list(value: unknown): unknown[] {
  if (!Array.isArray(value)) refuse(`Expected a list, got ${kindOf(value)}.`, 'invalid-message')
  return value
}
