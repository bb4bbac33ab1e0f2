import { joinSentences } from '../announcer/joinSentences.js'
import type { Block, Groups, TableRow } from './parse/blocks.js'
import { createMarkdownReader } from './parse/createMarkdownReader.js'
import type { Definitions } from './parse/definitions.js'
import { lexInline } from './parse/lexInline.js'
import { wordsOfTokens } from './tokenText.js'

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
