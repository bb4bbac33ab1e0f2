import { ChatMessage, type ResultPart, type ToolCall } from '../core/index.js'
import type { ToolCallState } from './types.js'

/** What a tool gave, as the state keeps it and as the model gets it. */
export interface ToolOutcome {
  readonly result: unknown
  readonly error: string | null
}

/** A tool's value, by Haystack's rules: a text stays, content parts stay, all else is JSON. Longer ones are cut. */
export function outcomeOf(value: unknown, maxBytes: number): ToolOutcome {
  try {
    if (isParts(value)) return { result: partsWithin(value, maxBytes), error: null }
    const text = resultText(value)
    const cut = cutText(text, maxBytes)
    if (cut !== text) return { result: cut, error: null }
    return { result: typeof value === 'string' ? value : JSON.parse(text), error: null }
  } catch (cause) {
    return failedOutcome(`The result cannot be written as JSON: ${reasonOf(cause)}`)
  }
}

export function failedOutcome(error: string): ToolOutcome {
  return { result: undefined, error: cutText(error, 16_384) }
}

/** A failure in words, without a stack. Anything can be thrown. */
export function reasonOf(thrown: unknown): string {
  if (thrown instanceof Error) return thrown.message || thrown.name
  return typeof thrown === 'string' && thrown !== '' ? thrown : 'it failed without saying why'
}

/** The message with a call's result, in the words which Haystack would send. */
export function resultMessage(state: ToolCallState, origin: ToolCall): ChatMessage {
  if (state.error !== null) return ChatMessage.fromTool(state.error, origin, { error: true })
  const content = isParts(state.result) ? state.result : resultText(state.result)
  return ChatMessage.fromTool(content, origin)
}

/** As Python's `json.dumps` writes it, with spaces. Throws for what JSON cannot say; nothing is null. */
function resultText(value: unknown): string {
  if (typeof value === 'string') return value
  // No string in JSON has a raw line break: those of the indentation are the only ones.
  return (JSON.stringify(value ?? null, null, 1) ?? 'null').replace(/,\n\s*/g, ', ').replace(/\n\s*/g, '')
}

function isParts(value: unknown): value is readonly ResultPart[] {
  return Array.isArray(value) && value.length > 0 && value.every(isPart)
}

function isPart(value: unknown): value is ResultPart {
  const { type, text, base64Image, base64Data } = (value ?? {}) as Record<string, unknown>
  const content = { text, image: base64Image, file: base64Data }[String(type)]
  return typeof content === 'string'
}

function partsWithin(parts: readonly ResultPart[], maxBytes: number): readonly ResultPart[] {
  const [message] = ChatMessage.fromTool(parts, { toolName: '', arguments: {} }).toolCallResults
  const checked = (message?.result ?? []) as readonly ResultPart[]
  let left = maxBytes
  return checked.map((part) => {
    if (part.type !== 'text') return part
    const text = cutText(part.text, left)
    left = text === part.text ? left - bytesOf(text).length : 0
    return { ...part, text }
  })
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

/** The beginning of a text within so many bytes of UTF-8, with a note about the rest. */
function cutText(text: string, maxBytes: number): string {
  if (text.length * 3 <= maxBytes) return text
  const bytes = bytesOf(text)
  if (bytes.length <= maxBytes) return text
  let end = maxBytes
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end-- // not inside of a character
  return `${new TextDecoder().decode(bytes.subarray(0, end))}\n[cut: ${end} of ${bytes.length} bytes]`
}
