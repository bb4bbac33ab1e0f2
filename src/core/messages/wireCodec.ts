// The chat completions format, by Haystack's rules (ChatMessage.to_openai_dict_format / from_openai_dict_format).
import { ChatMessage } from './ChatMessage.js'
import type { ContentPart, ToolCall, ToolCallResult, UserPart } from './contentParts.js'
import { asDict, type Dict } from './dict.js'
import { asText, invalid } from './invalid.js'
import { listOf } from './normaliseParts.js'
import { readDataUrl } from './readDataUrl.js'

export function messageToOpenAI(message: ChatMessage, requireToolCallIds: boolean): Dict {
  const { role, name, content, text, toolCalls, toolCallResult: result } = message
  if (!content.some((part) => part.type !== 'reasoning')) invalid('An empty message cannot be sent.')
  if (result && content.length > 1) invalid('A tool result cannot stand beside other content.')
  const head: Dict = name === null ? { role } : { role, name }
  if (role === 'user') return { ...head, content: userContent(content) }
  if (result)
    return { ...head, content: resultContent(result), ...idField('tool_call_id', result.origin, requireToolCallIds) }
  const calls = toolCalls.map((call) => wireToolCall(call, requireToolCallIds))
  return { ...head, ...(text !== null && { content: text }), ...(calls.length > 0 && { tool_calls: calls }) }
}

function userContent(content: readonly ContentPart[]): string | Dict[] {
  const [first] = content
  return content.length === 1 && first?.type === 'text' ? first.text : content.flatMap(userPart)
}

/** Other parts are left out, as in Haystack. */
function userPart(part: ContentPart): Dict[] {
  if (part.type === 'text') return [{ type: 'text', text: part.text }]
  if (part.type === 'image') {
    const url = `data:${part.mimeType ?? 'image/jpeg'};base64,${part.base64Image}`
    return [{ type: 'image_url', image_url: { url, ...(part.detail !== null && { detail: part.detail }) } }]
  }
  if (part.type !== 'file') return []
  const data = `data:${part.mimeType ?? 'application/pdf'};base64,${part.base64Data}`
  return [{ type: 'file', file: { file_data: data, filename: part.filename ?? 'filename' } }]
}

function resultContent({ result }: ToolCallResult): string | Dict[] {
  if (typeof result === 'string') return result
  return result.map((part) =>
    part.type === 'text'
      ? { type: 'text', text: part.text }
      : invalid('Tool results are sent as text: images go into a user message.'),
  )
}

function wireToolCall(call: ToolCall, requireId: boolean): Dict {
  const { toolName: name, arguments: args } = call
  return { type: 'function', function: { name, arguments: JSON.stringify(args) }, ...idField('id', call, requireId) }
}

function idField(key: string, { id }: ToolCall, isRequired: boolean): Dict {
  if (id !== null) return { [key]: id }
  return isRequired ? invalid('A tool call needs an id to be sent.') : {}
}

export function messageFromOpenAI(dict: object): ChatMessage {
  const { role, content, name, tool_calls: calls, tool_call_id: id } = asDict(dict, 'A message')
  const options = { name: typeof name === 'string' ? name : null }
  if (role === 'assistant') {
    const toolCalls = calls ? listOf(calls).map(readToolCall) : []
    if (!content && toolCalls.length === 0) invalid('An assistant message needs `content` or `tool_calls`.')
    return ChatMessage.fromAssistant((content ?? null) === null ? null : joinTexts(content), { ...options, toolCalls })
  }
  if (!content) invalid(`A message of the role ${String(role)} needs \`content\`.`)
  if (role === 'user')
    return ChatMessage.fromUser(typeof content === 'string' ? content : listOf(content).map(readUserPart), options)
  if (role === 'system' || role === 'developer') return ChatMessage.fromSystem(joinTexts(content), options)
  if (role !== 'tool') return invalid(`Unsupported role: ${String(role)}`)
  const result =
    typeof content === 'string'
      ? content
      : listOf(content).map((part) => ({ type: 'text' as const, text: readText(part) }))
  return ChatMessage.fromTool(result, { toolName: '', arguments: {}, id: typeof id === 'string' ? id : null })
}

function readToolCall(value: unknown): { toolName: string; arguments: Dict; id: string | null } {
  const call = asDict(value, 'A tool call')
  const { name, arguments: args } = asDict(call.function, "A tool call's function")
  return {
    toolName: asText(name, "A function's name"),
    arguments: typeof args === 'string' ? readArguments(args) : ((args ?? {}) as Dict),
    id: typeof call.id === 'string' ? call.id : null,
  }
}

function readArguments(text: string): Dict {
  try {
    return JSON.parse(text || '{}')
  } catch {
    return invalid('The arguments of a tool call are not valid JSON.')
  }
}

function readUserPart(value: unknown): UserPart {
  const { type, image_url: image, file } = asDict(value, 'A content part') as Record<string, Dict | undefined>
  const source = image?.url ?? file?.file_data
  if (source === undefined) return readText(value)
  const { mimeType, base64 } = readDataUrl(source) ?? invalid('Only data: URLs can be read into a message.')
  if ((type as unknown) === 'file')
    return { type: 'file', base64Data: base64, mimeType, filename: file?.filename as string | undefined }
  return { type: 'image', base64Image: base64, mimeType, detail: image?.detail as string | undefined }
}

function joinTexts(content: unknown): string {
  return typeof content === 'string' ? content : listOf(content).map(readText).join('')
}

function readText(value: unknown): string {
  return asText(asDict(value, 'A content part').text, "A content part's text")
}
