// Haystack's ChatMessage.to_dict / from_dict, today's and the older shapes:
// https://github.com/deepset-ai/haystack/blob/main/haystack/dataclasses/chat_message.py
import { isRecord } from '../isRecord.js'
import { ChatMessage, type ChatRole } from './ChatMessage.js'
import type { ContentPart } from './contentParts.js'
import { asDict, camel, checkFields, type Dict } from './dict.js'
import { invalid } from './invalid.js'
import { contentPart, listOf, textPart } from './normaliseParts.js'

/** The fields of a part in a dict, and how many of them have to be there. */
type Shape = readonly [fields: readonly string[], needed: number]

/** By their key in a dict (our `type` with underscores), in the order in which Haystack looks for them. */
const shapes: Readonly<Record<string, Shape>> = {
  tool_call: [['tool_name', 'arguments', 'id', 'extra'], 2],
  tool_call_result: [['result', 'origin', 'error'], 3],
  image: [['base64_image', 'mime_type', 'detail', 'meta', 'validation'], 1],
  reasoning: [['reasoning_text', 'extra'], 1],
  file: [['base64_data', 'mime_type', 'filename', 'extra', 'validation'], 1],
}
const shapeOf = (key: string) => shapes[key] as Shape
const typeOf = (key: string) => key.replaceAll('_', '-') as ContentPart['type']

export function messageToDict({ role, meta, name, content }: ChatMessage): Dict {
  return { role, meta: { ...meta }, name, content: content.map(partToDict) }
}

export function messageFromDict(dict: object): ChatMessage {
  const source = asDict(dict, 'A message dict')
  // `_content` is Haystack 2.9 to 2.11, a text as `content` is older still
  const prefix = 'content' in source ? '' : '_'
  const content = source[`${prefix}content`]
  if (content === undefined || !(`${prefix}role` in source)) invalid('A message dict needs `role` and `content`.')
  return new ChatMessage({
    role: source[`${prefix}role`] as ChatRole,
    content: typeof content === 'string' && prefix === '' ? [{ type: 'text', text: content }] : partsFromDict(content),
    name: source[`${prefix}name`] as string | null | undefined,
    meta: (source[`${prefix}meta`] as object | null) || undefined,
  })
}

function partToDict(part: ContentPart): Dict {
  if (part.type === 'text') return { text: part.text }
  const key = part.type.replaceAll('-', '_')
  return { [key]: fieldsToDict(key, part) }
}

/** The fields of a part without its wrapper: what `origin` and a chunk's `reasoning` hold. */
export function fieldsToDict(key: string, part: object): Dict {
  const values = part as Dict
  return Object.fromEntries(shapeOf(key)[0].map((field) => [field, valueToDict(field, values[camel(field)])]))
}

function valueToDict(field: string, value: unknown): unknown {
  if (field === 'origin') return fieldsToDict('tool_call', value as object)
  return field === 'result' && Array.isArray(value) ? value.map(partToDict) : value
}

function partsFromDict(content: unknown): ContentPart[] {
  return listOf(content).map(partFromDict)
}

/** Reads a wrapped part, a flat one (what pydantic's `model_dump` writes), or a text. */
function partFromDict(value: unknown): ContentPart {
  const dict = asDict(value, 'A content part')
  if ('text' in dict) {
    checkFields(dict, 'a text part', ['text'], [])
    return textPart(dict.text as string)
  }
  const keys = Object.keys(shapes)
  const wrapped = keys.find((key) => Object.hasOwn(dict, key))
  if (wrapped) return fieldsFromDict(wrapped, dict[wrapped])
  const flat = keys.find((key) => neededOf(shapeOf(key)).every((field) => field in dict))
  if (flat) return fieldsFromDict(flat, dict)
  return invalid(`Unsupported content part with the fields ${Object.keys(dict).join(', ')}.`)
}

/** The part which a dict without wrapper describes. */
export function fieldsFromDict(key: string, value: unknown): ContentPart {
  const dict = asDict(value, `\`${key}\``)
  const [fields, needed] = shapeOf(key)
  checkFields(dict, `\`${key}\``, fields, fields.slice(0, needed))
  const values = fields.flatMap((field) => {
    const given = dict[field]
    return (given ?? null) === null && field !== 'arguments' ? [] : [[camel(field), valueFromDict(field, given)]]
  })
  return contentPart({ type: typeOf(key), ...Object.fromEntries(values) })
}

function valueFromDict(field: string, value: unknown): unknown {
  if (field === 'origin') return fieldsFromDict('tool_call', value)
  return field === 'result' && !isRecord(value) && typeof value !== 'string' ? partsFromDict(value) : value
}

/** What tells a flat part: two of its fields are enough. */
function neededOf([fields, needed]: Shape): readonly string[] {
  return fields.slice(0, Math.min(needed, 2))
}
