import { cleanText } from '../cleanText.js'
import { type BlockFence, createBlockParser, type MarkdownDocument } from './createBlockParser.js'

/** Gives the document of a text, and remembers how far it read: of a text which grew, only the new lines are read. */
export interface MarkdownReader {
  /**
   * @param isOpen whether more of the text is to come: then its end is shown as what it will most likely be
   */
  read(text: string, isOpen?: boolean): MarkdownDocument
}

/** A reader is a cache and no more: it gives the same for a text whatever it read before. */
export function createMarkdownReader(fences: readonly BlockFence[] = []): MarkdownReader {
  let parser = createBlockParser(fences)
  let last: { text: string; isOpen: boolean; document: MarkdownDocument } | null = null
  /** Characters of the text which the parser has got, as whole lines. */
  let taken = 0

  return {
    read(text, isOpen = false) {
      if (last?.text === text && last.isOpen === isOpen) return last.document
      if (last && !text.startsWith(last.text)) {
        parser = createBlockParser(fences)
        taken = 0
      }
      const end = endOfLines(text, taken)
      if (end > taken) {
        const lines = copyOf(text.slice(taken, end)).split(lineEnd)
        lines.pop()
        for (const line of lines) parser.push(cleanText(line))
        taken = end
      }
      const document = parser.finish(cleanText(copyOf(text.slice(taken)).replace(/\r$/, '')), isOpen)
      last = { text, isOpen, document }
      return document
    },
  }
}

/** V8 keeps the whole of a string alive for a part of it, and each frame brings another whole: what is shown is a part of a copy. */
function copyOf(part: string): string {
  return `${part}\n`.slice(0, -1)
}

const lineEnd = /\r\n|\n|\r/

/** Behind the last line end which is one whatever comes: a carriage return at the end may be half of one. */
function endOfLines(text: string, from: number): number {
  const feed = text.lastIndexOf('\n')
  const carriage = text.slice(0, -1).lastIndexOf('\r')
  return Math.max(from, feed + 1, carriage + 1)
}
