import type { ResultPart } from '../../core/index.js'
import { cleanText } from '../markdown/cleanText.js'

/** What a tool gave, as a text to read: JSON which was sent as text is shown as JSON, an image by its kind. */
export function valueText(value: unknown): string {
  if (Array.isArray(value) && value.length > 0 && value.every(isPart))
    return value.map((part) => (part.type === 'text' ? part.text : `[${part.type}]`)).join('\n')
  if (typeof value !== 'string') return JSON.stringify(value, null, 2) ?? ''
  try {
    return JSON.stringify(JSON.parse(cleanText(value)), null, 2)
  } catch {
    return value
  }
}

// Controls, what has no shape of its own (Unicode's DI), and spaces which are not what they look like; but for line ends.
const hidden = /(?!\n)[\p{Cc}\p{DI}\u00a0\u2800]/gu
const joiner = /\u200c|\u200d|\ufe0f/
/** What a joiner may stand behind: emoji, and letters of scripts which are written joined. */
const joinable = /(?:\p{Extended_Pictographic}\p{Emoji_Modifier}?\ufe0f?|[\p{Script=Arabic}\p{Script=Syriac}]|\p{M})$/u

/** What a tool will get, to decide about: characters which nobody sees are written as JSON escapes, not left out. */
export function exactJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(hidden, (each, place: number, text: string) =>
    joiner.test(each) && joinable.test(text.slice(Math.max(0, place - 5), place)) ? each : escaped(each),
  )
}

function escaped(character: string): string {
  return character.replace(/./gs, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

function isPart(value: unknown): value is ResultPart {
  const { type, text, base64Image, base64Data } = (value ?? {}) as Record<string, unknown>
  return typeof { text, image: base64Image, file: base64Data }[String(type)] === 'string'
}
