import { isRecord } from '../../core/isRecord.js'
import { joinPieces } from './joinPieces.js'

/** A token as it stands in the text. */
export interface TextToken {
  readonly text: string
  /** The natural logarithm of its probability; null where the server sent none. */
  readonly logprob: number | null
  /** What else could have stood here, as the server sent it: it is read when it is shown. */
  readonly top: unknown
}

/** A token as it came: some servers tell its bytes too. */
export interface WireToken extends TextToken {
  readonly bytes: unknown
}

/** Something else which could have stood in a token's place. */
export type Alternative = Pick<TextToken, 'text' | 'logprob'>

/** Together AI sends no more than so many. */
const mostAlternatives = 20

/**
 * The tokens of a reply, whichever way their probabilities came: `{ tokens, token_logprobs, top_logprobs }` of a whole
 * reply, OpenAI's `{ content: [{ token, bytes, logprob, top_logprobs }] }`, a list of either as the fold of a stream
 * keeps it, or the chunks of a stream. Null where it says nothing about tokens: a stream's bare numbers without chunks.
 */
export function readTokens(logprobs: unknown): readonly TextToken[] | null {
  const tokens = tokensOf(logprobs)
  return tokens && tokens.length > 0 ? joinPieces(tokens) : null
}

/** The likeliest first, without the token itself. */
export function readAlternatives({ text, top }: TextToken): Alternative[] {
  const entries = Array.isArray(top)
    ? top.filter(isRecord).map(({ token, logprob }) => [token, logprob] as const)
    : Object.entries(isRecord(top) ? top : {})
  return entries
    .flatMap(([token, logprob]) => (typeof token === 'string' ? [{ text: token, logprob: logprobOf(logprob) }] : []))
    .filter((alternative) => alternative.text !== text)
    .sort((a, b) => (b.logprob ?? -Infinity) - (a.logprob ?? -Infinity))
    .slice(0, mostAlternatives)
}

function tokensOf(value: unknown): WireToken[] | null {
  if (Array.isArray(value)) return tokensOfAll(value)
  if (!isRecord(value)) return null
  const { content, tokens, meta } = value
  if (Array.isArray(content)) return content.flatMap(contentToken)
  if (Array.isArray(tokens)) return flatTokens(tokens, value)
  return typeof content === 'string' && isRecord(meta) ? chunkTokens(content, meta.logprobs) : null
}

/** One which cannot be read leaves a hole in the text: then there is nothing to show. */
function tokensOfAll(values: readonly unknown[]): WireToken[] | null {
  const found: WireToken[] = []
  for (const value of values) {
    const tokens = tokensOf(value)
    if (tokens === null) return null
    for (const token of tokens) found.push(token)
  }
  return found
}

/** Together AI streams one number a chunk, for the chunk's text. */
function chunkTokens(text: string, logprobs: unknown): WireToken[] {
  const told = typeof logprobs === 'object' ? tokensOf(logprobs) : null
  return told ?? (text === '' ? [] : [{ text, logprob: logprobOf(logprobs), top: null, bytes: null }])
}

function contentToken(entry: unknown): WireToken[] {
  if (!isRecord(entry) || typeof entry.token !== 'string') return []
  const { token: text, logprob, top_logprobs: top, bytes } = entry
  return [{ text, logprob: logprobOf(logprob), top, bytes }]
}

function flatTokens(
  tokens: readonly unknown[],
  { token_logprobs, top_logprobs }: Record<string, unknown>,
): WireToken[] {
  const logprobs = Array.isArray(token_logprobs) ? token_logprobs : []
  const tops = Array.isArray(top_logprobs) ? top_logprobs : []
  return tokens.flatMap((text, place) =>
    typeof text === 'string' ? [{ text, logprob: logprobOf(logprobs[place]), top: tops[place], bytes: null }] : [],
  )
}

/** No probability is above 1. */
function logprobOf(value: unknown): number | null {
  return typeof value === 'number' && !Number.isNaN(value) ? Math.min(0, value) : null
}
