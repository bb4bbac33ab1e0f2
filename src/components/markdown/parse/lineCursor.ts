/** A place in a line; in columns, where a tab goes to the next multiple of four. CommonMark 0.31.2, section 2.2. */
export interface LineCursor {
  /** Columns of white space from here to the next character. */
  readonly indent: number
  readonly isBlank: boolean
  /** Whether the next character can begin a block of another kind than a paragraph: none does with a letter. */
  readonly isMark: boolean
  /** From the next character on. */
  rest(): string
  /** From here on, a tab which was half used up as spaces. */
  line(): string
  /** Steps over so many columns of white space, or characters. */
  skip(columns: number): void
  /** To the next character. */
  skipIndent(): void
}

const tabWidth = 4

export function createLineCursor(text: string): LineCursor {
  let offset = 0
  let column = 0
  /** Columns of the tab before `offset` which are still there. */
  let left = 0
  let next = 0
  let nextColumn = 0

  function look(): void {
    next = offset
    nextColumn = column + left
    for (; next < text.length; next += 1) {
      const character = text.charCodeAt(next)
      if (character === 0x20) nextColumn += 1
      else if (character === 0x09) nextColumn += tabWidth - (nextColumn % tabWidth)
      else break
    }
  }
  look()

  return {
    get indent() {
      return nextColumn - column
    },
    get isBlank() {
      return next >= text.length
    },
    get isMark() {
      const code = text.charCodeAt(next) // NaN at the end
      const letter = code | 0x20
      return code < 0x80 && !(letter >= 0x61 && letter <= 0x7a)
    },
    rest: () => text.slice(next),
    line: () => ' '.repeat(left) + text.slice(offset),
    skip(columns) {
      for (let count = columns; count > 0 && (left > 0 || offset < text.length); count -= 1) {
        if (left === 0) {
          left = text.charCodeAt(offset) === 0x09 ? tabWidth - (column % tabWidth) : 1
          offset += 1
        }
        left -= 1
        column += 1
      }
      look()
    },
    skipIndent() {
      offset = next
      column = nextColumn
      left = 0
    },
  }
}
