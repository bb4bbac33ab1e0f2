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
import { frozenCopy } from './frozenCopy.js'
import { asText, invalid } from './invalid.js'
import { kindOf } from './kindOf.js'
import { guessMimeType, isBase64, isImageMimeType } from './mediaTypes.js'

/**
 * Parts which were completed and frozen here: they are taken as they are, so that they keep their identity. Texts are
 * not among them, of which a long thread has thousands: they can be told by their looks.
 */
const madeHere = new WeakSet<object>()

function made<Part extends ContentPart>(part: Part): Part {
  madeHere.add(Object.freeze(part))
  return part
}

/** A frozen text part. Throws `invalid-message` when `text` is not a string. */
export function textPart(text: string): TextContent {
  return Object.freeze({ type: 'text', text: asText(text, 'A text part') })
}

/** A frozen reasoning part; `extra` is `{}` unless given. */
export function reasoningPart(reasoning: string | Omit<ReasoningInput, 'type'>): ReasoningContent {
  const { reasoningText, extra } = typeof reasoning === 'object' ? reasoning : { reasoningText: reasoning }
  return made({ type: 'reasoning', reasoningText: asText(reasoningText, 'Reasoning'), extra: frozenCopy(extra ?? {}) })
}

/** A frozen tool call; `id` and `extra` are null unless given. */
export function toolCallPart(call: Omit<ToolCallInput, 'type'>): ToolCall {
  const { toolName, arguments: args, id = null, extra = null } = call ?? {}
  if (args === undefined) invalid(`The tool call of ${kindOf(toolName)} has no arguments; pass {} for none.`)
  return made({
    type: 'tool-call',
    toolName: asText(toolName, "A tool call's toolName"),
    arguments: frozenCopy(args),
    id,
    extra: frozenCopy(extra),
  })
}

/** A frozen tool result; its parts are checked like a user's. */
export function toolResultPart(
  result: string | readonly ResultPart[],
  origin: Omit<ToolCallInput, 'type'>,
  error: boolean,
): ToolCallResult {
  const content = Array.isArray(result) ? Object.freeze(result.map(resultPart)) : asText(result, 'A tool result')
  return made({ type: 'tool-call-result', result: content, origin: toolCallPart(origin), error })
}

/** A frozen image part. Throws `invalid-message` on bad base64 or a type which is not an image. */
export function imagePart(image: Omit<ImageInput, 'type'>): ImageContent {
  const { base64Image, detail = null, meta = {}, validation = true } = image
  const mimeType = checkedMimeType(base64Image, image.mimeType, validation)
  if (validation && mimeType !== null && !isImageMimeType(mimeType))
    invalid(`${mimeType} is not a valid image MIME type.`)
  return made({ type: 'image', base64Image, mimeType, detail, meta: frozenCopy(meta), validation })
}

/** A frozen file part. Throws `invalid-message` on bad base64; any type is taken. */
export function filePart(file: Omit<FileInput, 'type'>): FileContent {
  const { base64Data, filename = null, extra = {}, validation = true } = file
  const mimeType = checkedMimeType(base64Data, file.mimeType, validation)
  return made({ type: 'file', base64Data, mimeType, filename, extra: frozenCopy(extra), validation })
}

/** A part of a user message or of a tool result, completed and frozen. */
export function resultPart(part: string | ResultPart): TextContent | ImageContent | FileContent {
  if (typeof part === 'string') return textPart(part)
  if (part?.type === 'text') {
    const isDone = typeof part.text === 'string' && Object.isFrozen(part) && Object.keys(part).length === 2
    return isDone ? part : textPart(part.text)
  }
  if (part?.type === 'image') return imagePart(part)
  if (part?.type === 'file') return filePart(part)
  return invalid(`Only text, image and file parts can stand here, got ${kindOf(part && (part as ContentPart).type)}.`)
}

/** Any part, completed and frozen: what a codec or a caller passes to a message. */
export function contentPart(part: ContentPart): ContentPart {
  if (madeHere.has(part)) return part
  switch (part?.type) {
    case 'reasoning':
      return reasoningPart(part)
    case 'tool-call':
      return toolCallPart(part)
    case 'tool-call-result':
      return toolResultPart(part.result, part.origin, Boolean(part.error))
    default:
      return resultPart(part)
  }
}

/** Where a list is needed. Throws `invalid-message` for anything else. */
export function listOf<Item = unknown>(content: unknown): readonly Item[] {
  return Array.isArray(content) ? content : invalid(`A list is needed in a message, got ${kindOf(content)}.`)
}

function checkedMimeType(base64: string, given: string | null | undefined, validation: boolean): string | null {
  asText(base64, 'Base64 data')
  if (validation && !isBase64(base64)) invalid('The base64 string is not valid.')
  return given ?? (validation ? guessMimeType(base64) : null)
}
