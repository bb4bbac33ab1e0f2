import type { TextToken } from './readTokens.js'

/**
 * The tokens which make up a text. Others are left out: the mark of the end, a thinking block. Text which no token is
 * told of, as before a reply that was continued, has no probability. Null where the tokens are those of another text.
 */
export function alignTokens(tokens: readonly TextToken[], text: string): readonly TextToken[] | null {
  const shown = tokens.filter((token) => token.text !== '')
  const told = shown.map((token) => token.text).join('')
  if (told === text) return shown
  if (told === '' || text === '') return null
  if (told.includes(text)) return cut(shown, told.startsWith(text) ? 0 : told.lastIndexOf(text), text.length)
  const at = text.lastIndexOf(told)
  return at < 0 ? null : [...unknown(text.slice(0, at)), ...shown, ...unknown(text.slice(at + told.length))]
}

function cut(tokens: readonly TextToken[], from: number, length: number): TextToken[] {
  let at = -from
  return tokens.flatMap((token) => {
    const text = token.text.slice(Math.max(0, -at), Math.max(0, length - at))
    at += token.text.length
    return text === '' ? [] : [{ ...token, text }]
  })
}

function unknown(text: string): TextToken[] {
  return text === '' ? [] : [{ text, logprob: null, top: null }]
}
