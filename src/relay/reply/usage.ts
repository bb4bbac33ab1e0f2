import { isRecord } from '../../core/isRecord.js'
import { tokenCounts } from '../../core/stream/tokenCounts.js'

/** Token counts as Together AI tells them. */
export interface TokenCounts {
  readonly promptTokens: number
  readonly cachedTokens: number
  readonly completionTokens: number
}

/** A key `usage` with an object. Most events have it with null, and in a model's words its quotes are escaped. */
const usageKey = /"usage"[ \t]*:[ \t]*\{/

/** The usage which whole events of a stream tell last; null where they tell none. */
export function usageInEvents(text: string): TokenCounts | null {
  if (!usageKey.test(text)) return null // as for nearly all, so that no token pays for the end
  let found: TokenCounts | null = null
  for (const line of text.split('\n')) {
    if (line.startsWith('data:') && usageKey.test(line)) found = usageIn(line.slice('data:'.length)) ?? found
  }
  return found
}

/** The usage of a reply as JSON; null where it tells none. */
export function usageIn(json: string): TokenCounts | null {
  const usage = usageOf(json)
  if (!usage) return null
  const { prompt = 0, cached = 0, completion = 0 } = tokenCounts(usage)
  return prompt + completion > 0 ? { promptTokens: prompt, cachedTokens: cached, completionTokens: completion } : null
}

function usageOf(json: string): Record<string, unknown> | null {
  try {
    const { usage } = JSON.parse(json)
    return isRecord(usage) ? usage : null
  } catch {
    return null
  }
}
