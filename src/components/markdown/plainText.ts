import { joinSentences } from '../announcer/joinSentences.js'
import { decodeEntities } from './decodeEntities.js'
import type { Token } from './lexer.js'
import type { Block, Groups, TableRow } from './parse/blocks.js'
import { createMarkdownReader } from './parse/createMarkdownReader.js'
import type { Definitions } from './parse/definitions.js'
import { type InlineToken, lexInline } from './parse/lexInline.js'

/** What is read aloud instead of a block of code. */
export type CodeWords = (lines: number) => string

/** The words of a markdown text, for assistive technology. */
export function plainText(markdown: string, codeWords: CodeWords): string {
  const { blocks, definitions } = createMarkdownReader().read(markdown)
  return wordsOfBlocks(blocks, definitions, codeWords).replace(/\s+/g, ' ').trim()
}

function wordsOfBlocks(blocks: Groups<Block>, definitions: Definitions, codeWords: CodeWords): string {
  const textOf = (text: string) => wordsOfTokens(lexInline(text, definitions))
  const rowOf = ({ cells }: TableRow) => cells.map(textOf).join(', ')
  return joinSentences(blocks.flat().map(wordsOfBlock))

  function wordsOfBlock(block: Block): string {
    switch (block.type) {
      case 'paragraph':
        return block.pieces.map(textOf).join('')
      case 'heading':
        return textOf(block.text)
      case 'code':
        return codeWords(block.chunks.join('\n').split('\n').length)
      case 'quote':
        return wordsOfBlocks(block.children, definitions, codeWords)
      case 'list':
        return joinSentences(block.items.flat().map(({ children }) => wordsOfBlocks(children, definitions, codeWords)))
      case 'table':
        return joinSentences([block.header, ...block.rows.flat()].map(rowOf))
      case 'rule':
        return ''
      case 'plugin':
        return block.source
      default:
        return block satisfies never
    }
  }
}

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
