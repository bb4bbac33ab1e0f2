import type { ThreadMessage } from '../../store/index.js'
import { type CodeWords, plainText } from '../markdown/plainText.js'

/** Reads a reply aloud sentence by sentence as it comes. */
export interface Reader {
  /** The reply as it is now. What is not a whole sentence waits, until the reply is final. */
  read(reply: Pick<ThreadMessage, 'id' | 'message' | 'status'>): void
}

const fence = /^ {0,3}(?:```|~~~)/gm
/** A sentence ends before white space, in Chinese and Japanese at once; a block ends with an empty line. */
const sentenceEnd = /[.!?…:؟۔।]["'”’)\]]*(?=\s)|[。！？]|\n(?=\n)/g

export function createReader(say: (text: string) => void, codeWords: CodeWords): Reader {
  /** How far each reply was read. */
  const read = new Map<string, number>()

  return {
    read({ id, message, status }) {
      const isFinal = status !== 'streaming' && status !== 'pending'
      const text = message.texts.join('\n\n')
      // A reply which was final when it was first seen is an older one, of another branch.
      const from = read.get(id) ?? (isFinal ? text.length : 0)
      const rest = text.slice(from)
      const end = isFinal ? rest.length : endOfSentences(rest)
      read.set(id, from + end)
      if (end > 0) say(plainText(rest.slice(0, end), codeWords))
    },
  }
}

/** Where the last whole sentence ends. Code is read as a whole: nothing ends inside of it. */
function endOfSentences(text: string): number {
  const places = [...text.matchAll(fence)].map(({ index }) => index)
  const isInCode = (place: number) => places.filter((each) => each <= place).length % 2 === 1
  const ends = [...text.matchAll(sentenceEnd)].map(({ index, 0: mark }) => index + mark.length)
  return ends.findLast((end) => !isInCode(end - 1)) ?? 0
}
