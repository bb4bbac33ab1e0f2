import { refuse } from '../http/TogetherError.js'
import type {
  ContentPart,
  FileContent,
  FileInput,
  ImageContent,
  ImageInput,
  ReasoningContent,
  ReasoningInput,
  ResultPart,
  TextContent,
  ToolCall,
  ToolCallInput,
  ToolCallResult,
} from './contentParts.js'
import { deepFreeze } from './deepFreeze.js'
import { kindOf } from './kindOf.js'
import { guessMimeType, isBase64, isImageMimeType } from './mediaTypes.js'

/** Parts which were completed and frozen here: they are taken as they are, so that they keep their identity. */
const madeHere = new WeakSet<object>()

function made<Part extends ContentPart>(part: Part): Part {
  madeHere.add(deepFreeze(part))
  return part
}

/** A frozen text part. Throws `invalid-message` when `text` is not a string. */
export function textPart(text: string): TextContent {
  if (typeof text !== 'string') refuse(`A text part needs a string, got ${kindOf(text)}.`, 'invalid-message')
  return made({ type: 'text', text })
}

/** A frozen reasoning part; `extra` is `{}` unless given. */
export function reasoningPart(reasoning: string | Omit<ReasoningInput, 'type'>): ReasoningContent {
  const { reasoningText, extra } = typeof reasoning === 'string' ? { reasoningText: reasoning } : { ...reasoning }
  if (typeof reasoningText !== 'string')
    refuse(`reasoning must be a string or a reasoning part, got ${kindOf(reasoning)}.`, 'invalid-message')
  return made({ type: 'reasoning', reasoningText, extra: extra ?? {} })
}

/** A frozen tool call; `id` and `extra` are null unless given. */
export function toolCallPart(call: Omit<ToolCallInput, 'type'>): ToolCall {
  if (typeof call?.toolName !== 'string')
    refuse(`A tool call needs a toolName, got ${kindOf(call?.toolName)}.`, 'invalid-message')
  if (call.arguments === undefined)
    refuse(`The tool call of "${call.toolName}" has no arguments; pass {} for none.`, 'invalid-message')
  const { toolName, id = null, extra = null } = call
  return made({ type: 'tool-call', toolName, arguments: call.arguments, id, extra })
}

/** A frozen tool result; its parts are checked like a user's. */
export function toolResultPart(
  result: string | readonly ResultPart[],
  origin: ToolCall,
  error: boolean,
): ToolCallResult {
  const content = typeof result === 'string' ? result : result.map(resultPart)
  return made({ type: 'tool-call-result', result: content, origin: toolCallPart(origin), error })
}

/** A frozen image part. Throws `invalid-message` on bad base64 or a type which is not an image. */
export function imagePart(image: Omit<ImageInput, 'type'>): ImageContent {
  const { base64Image, detail = null, meta = {}, validation = true } = image
  const mimeType = checkedMimeType(base64Image, image.mimeType ?? null, validation)
  if (validation && mimeType !== null && !isImageMimeType(mimeType))
    refuse(`${mimeType} is not a valid image MIME type.`, 'invalid-message')
  return made({ type: 'image', base64Image, mimeType, detail, meta, validation })
}

/** A frozen file part. Throws `invalid-message` on bad base64; any type is taken. */
export function filePart(file: Omit<FileInput, 'type'>): FileContent {
  const { base64Data, filename = null, extra = {}, validation = true } = file
  const mimeType = checkedMimeType(base64Data, file.mimeType ?? null, validation)
  return made({ type: 'file', base64Data, mimeType, filename, extra, validation })
}

/** A part of a user message or of a tool result, completed and frozen. */
export function resultPart(part: string | ResultPart): TextContent | ImageContent | FileContent {
  if (typeof part === 'string') return textPart(part)
  switch (part?.type) {
    case 'text':
      return textPart(part.text)
    case 'image':
      return imagePart(part)
    case 'file':
      return filePart(part)
    default:
      return refuse(
        `Only text, image and file parts can stand here, got ${kindOf((part as ContentPart | undefined)?.type ?? part)}.`,
        'invalid-message',
      )
  }
}

/** Any part, completed and frozen: what a codec or a caller passes to a message. */
export function contentPart(part: ContentPart): ContentPart {
  if (madeHere.has(part)) return part
  switch (part.type) {
    case 'reasoning':
      return reasoningPart(part)
    case 'tool-call':
      return toolCallPart(part)
    case 'tool-call-result':
      return toolResultPart(part.result, part.origin, part.error)
    default:
      return resultPart(part)
  }
}

function checkedMimeType(base64: string, given: string | null, validation: boolean): string | null {
  if (typeof base64 !== 'string') refuse(`Base64 data must be a string, got ${kindOf(base64)}.`, 'invalid-message')
  if (!validation) return given
  if (!isBase64(base64)) refuse('The base64 string is not valid', 'invalid-message')
  return given ?? guessMimeType(base64)
}
