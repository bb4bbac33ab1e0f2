import { decodeEntities } from './decodeEntities.js'
import type { Token } from './lexer.js'
import type { InlineToken } from './parse/lexInline.js'

/** The text inside of tokens, as it is shown. */
export function wordsOfTokens(tokens: readonly (Token | InlineToken)[]): string {
  return tokens.map((token) => wordsOfToken(token as InlineToken)).join('')
}

function wordsOfToken(token: InlineToken): string {
  switch (token.type) {
    case 'codespan':
    case 'escape':
      return token.text
    case 'br':
    case 'html':
      return ' '
    case 'image':
      return token.tokens?.length ? wordsOfTokens(token.tokens) : textOf(token.text)
    case 'plugin':
      return token.source
    default:
      return 'tokens' in token && token.tokens ? wordsOfTokens(token.tokens) : textOf(token.raw)
  }
}

/** Text as it is shown: a line break takes the space before it along. */
export function textOf(raw: string): string {
  return decodeEntities(raw).replaceAll(' \n', '\n')
}
