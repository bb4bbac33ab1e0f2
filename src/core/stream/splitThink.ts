const opening = '<think>'
const closing = '</think>'

/**
 * Splits the content of models which write their reasoning into it (DeepSeek-R1). A block counts only at the start, up
 * to `</think>` or the end; white space around it and around the text after it is dropped.
 */
export interface ThinkSplitter {
  push(content: string): void
  /** The content so far, split. `reasoning` is null when there is no block, or an empty one. */
  split(): { text: string; reasoning: string | null }
}

type State = 'undecided' | 'plain' | 'inside' | 'after'

/** Looks at each character once: the search for the closing tag goes on where it ended. */
export function createThinkSplitter(): ThinkSplitter {
  let state: State = 'undecided'
  let text = '' // what is not reasoning; all of it while undecided
  let reasoning = ''
  let searched = 0

  function decide(): void {
    const head = text.trimStart()
    if (head.startsWith(opening)) {
      state = 'inside'
      reasoning = head.slice(opening.length)
      text = ''
    } else if (!opening.startsWith(head)) state = 'plain'
  }

  function findEnd(): void {
    const end = reasoning.indexOf(closing, searched)
    searched = Math.max(0, reasoning.length - closing.length + 1)
    if (end < 0) return
    state = 'after'
    text = reasoning.slice(end + closing.length)
    reasoning = reasoning.slice(0, end)
  }

  return {
    push(content) {
      if (content === '') return
      if (state === 'inside') reasoning += content
      else text += content
      if (state === 'undecided') decide()
      if (state === 'inside') findEnd()
    },
    split() {
      if (state === 'undecided' || state === 'plain') return { text, reasoning: null }
      return { text: text.trim(), reasoning: reasoning.trim() || null }
    },
  }
}

/** {@link createThinkSplitter} for a content which is there as a whole. */
export function splitThink(content: string): { text: string; reasoning: string | null } {
  const splitter = createThinkSplitter()
  splitter.push(content)
  return splitter.split()
}
