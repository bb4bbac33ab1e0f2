import { cleanText } from './cleanText.js'
import { decodeEntities } from './decodeEntities.js'
import { lexBlock, readDefinitions, splitBlocks } from './lex.js'
import type { MarkedToken, Token } from './lexer.js'

/** What is read aloud instead of a block of code. */
export type CodeWords = (lines: number) => string

/** The words of a markdown text, for assistive technology. */
export function plainText(markdown: string, codeWords: CodeWords): string {
  const { blocks, definitions } = splitBlocks(cleanText(markdown))
  const links = readDefinitions(definitions)
  const words = blocks.map((block) => wordsOf(lexBlock(block, links), codeWords))
  return words.join('. ').replace(/\s+/g, ' ').trim()
}

/** The text inside of tokens, as it is shown. */
export function wordsOf(tokens: readonly Token[], codeWords: CodeWords = () => ''): string {
  return tokens.map((token) => wordsOfToken(token as MarkedToken, codeWords)).join('')
}

function wordsOfToken(token: MarkedToken, codeWords: CodeWords): string {
  switch (token.type) {
    case 'code':
      return codeWords(token.text.split('\n').length)
    case 'codespan':
    case 'escape':
      return token.text
    case 'list':
      return token.items.map(({ tokens }) => `${wordsOf(tokens, codeWords)}. `).join('')
    case 'table':
      return [token.header, ...token.rows]
        .map((row) => `${row.map((cell) => wordsOf(cell.tokens)).join(', ')}. `)
        .join('')
    case 'br':
    case 'space':
      return ' '
    case 'hr':
    case 'def':
    case 'checkbox':
      return ''
    case 'html':
      return token.raw
    case 'image':
      return decodeEntities(token.text)
    default:
      return token.tokens ? wordsOf(token.tokens, codeWords) : decodeEntities(token.raw)
  }
}
