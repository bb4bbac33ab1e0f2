import { isRecord } from './isRecord.js'

/** Token counts as Together AI tells them. */
export interface TokenCounts {
  readonly promptTokens: number
  readonly cachedTokens: number
  readonly completionTokens: number
}

/** Finds the usage in an event stream that passes, without decoding every event. */
export interface UsageReader {
  /** Looks at bytes which end with a line. */
  push(bytes: Uint8Array): void
  /** What was told last, or null. */
  counts(): TokenCounts | null
  /** Whether `[DONE]` has passed. */
  isDone(): boolean
}

const lineFeed = 10
const letterG = 103
const data = bytesOf('data:')
const brace = bytesOf('{')
const doneMark = bytesOf('[DONE]')
const key = bytesOf('"usage"')

/** Makes a `UsageReader`. It keeps the numbers only, no bytes. */
export function createUsageReader(): UsageReader {
  const decoder = new TextDecoder()
  let found: TokenCounts | null = null
  let isDone = false
  const readLine = (line: Uint8Array) => {
    if (!startsWith(line, data, 0)) return
    const start = skipSpaces(line, data.length)
    if (startsWith(line, doneMark, start)) isDone = true
    if (startsWith(line, brace, start) && hasUsage(line)) found = usageIn(decoder.decode(line.subarray(start))) ?? found
  }
  return {
    push(bytes) {
      let start = 0
      while (start < bytes.length) {
        const end = bytes.indexOf(lineFeed, start)
        readLine(bytes.subarray(start, end === -1 ? bytes.length : end))
        if (end === -1) return
        start = end + 1
      }
    },
    counts: () => found,
    isDone: () => isDone,
  }
}

/** The usage of a reply as JSON; null where it tells none. */
export function usageIn(json: string): TokenCounts | null {
  const usage = usageOf(json)
  if (!usage) return null
  const details = isRecord(usage.prompt_tokens_details) ? usage.prompt_tokens_details : {}
  const promptTokens = countOf(usage.prompt_tokens)
  const cachedTokens = countOf(usage.cached_tokens) || countOf(details.cached_tokens)
  const completionTokens = countOf(usage.completion_tokens)
  return promptTokens + completionTokens > 0 ? { promptTokens, cachedTokens, completionTokens } : null
}

function usageOf(json: string): Record<string, unknown> | null {
  try {
    const { usage } = JSON.parse(json)
    return isRecord(usage) ? usage : null
  } catch {
    return null
  }
}

function countOf(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : 0
}

/**
 * Whether a line has the key `usage` with an object. Most events have it with null, and in a text its quotes are escaped.
 * Looked for by its rarest letter, so that the engine's own search does the work.
 */
function hasUsage(line: Uint8Array): boolean {
  const offset = key.indexOf(letterG)
  for (let at = line.indexOf(letterG); at !== -1; at = line.indexOf(letterG, at + 1)) {
    if (!startsWith(line, key, at - offset)) continue
    const colon = skipSpaces(line, at - offset + key.length)
    if (startsWith(line, brace, skipSpaces(line, colon + 1))) return true
  }
  return false
}

function skipSpaces(line: Uint8Array, from: number): number {
  let at = from
  while (line[at] === 32 || line[at] === 9) at += 1
  return at
}

function startsWith(line: Uint8Array, wanted: Uint8Array, from: number): boolean {
  return wanted.every((byte, place) => line[from + place] === byte)
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
