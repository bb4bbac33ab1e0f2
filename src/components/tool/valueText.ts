import type { ResultPart } from '../../core/index.js'
import { cleanText } from '../markdown/cleanText.js'

/** What a tool took or gave, as a text to read. JSON which was sent as text is shown as JSON. */
export function valueText(value: unknown): string {
  if (Array.isArray(value) && value.length > 0 && value.every(isPart)) return partsText(value)
  if (typeof value !== 'string') return JSON.stringify(value, null, 2) ?? ''
  try {
    return JSON.stringify(JSON.parse(cleanText(value)), null, 2)
  } catch {
    return value
  }
}

/** Content parts: texts as they are, images and files by their kind. */
export function partsText(parts: readonly ResultPart[]): string {
  return parts.map((part) => (part.type === 'text' ? part.text : `[${part.type}]`)).join('\n')
}

function isPart(value: unknown): value is ResultPart {
  const { type, text, base64Image, base64Data } = (value ?? {}) as Record<string, unknown>
  return typeof { text, image: base64Image, file: base64Data }[String(type)] === 'string'
}
