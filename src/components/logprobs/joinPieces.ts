import type { TextToken, WireToken } from './readTokens.js'

/** More pieces than a character can have, joined emoji included: then these bytes are no text. */
const mostPieces = 16

/**
 * Joins tokens which are pieces of a character, as the bytes of OpenAI's shape show: they can only be read together, and
 * their probability is that of all of them. What stays broken is shown as it came.
 */
export function joinPieces(tokens: readonly WireToken[]): TextToken[] {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  const joined: TextToken[] = []
  let pieces: WireToken[] = []
  const giveUp = () => {
    for (const piece of pieces.splice(0)) joined.push(plain(piece))
  }
  for (const token of tokens) {
    if (textOf(decoder, [token]) !== null) {
      giveUp()
      joined.push(plain(token))
      continue
    }
    pieces.push(token)
    const text = textOf(decoder, pieces)
    if (text !== null) {
      joined.push({ text, logprob: sumOf(pieces), top: null })
      pieces = []
    } else if (pieces.length === mostPieces) giveUp()
  }
  giveUp()
  return joined
}

function plain({ text, logprob, top }: WireToken): TextToken {
  return { text, logprob, top }
}

/** What the bytes say together, null when they end inside of a character. Without bytes a token is whole. */
function textOf(decoder: TextDecoder, [first, ...more]: readonly WireToken[]): string | null {
  if (!first || !isBytes(first.bytes)) return first && more.length === 0 ? first.text : null
  const all = [first, ...more].flatMap(({ bytes }) => (isBytes(bytes) ? bytes : []))
  try {
    return decoder.decode(Uint8Array.from(all))
  } catch {
    return null
  }
}

function isBytes(bytes: unknown): bytes is number[] {
  return Array.isArray(bytes) && bytes.length > 0 && bytes.every((byte) => Number.isInteger(byte))
}

function sumOf(pieces: readonly TextToken[]): number | null {
  return pieces.reduce<number | null>(
    (sum, { logprob }) => (sum === null || logprob === null ? null : sum + logprob),
    0,
  )
}
