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
  let seam = '' // the few characters which may begin a tag: searching all of the text for each delta is not linear

  function decide(content: string): void {
    text += content
    seam = (seam + content).trimStart()
    if (seam.startsWith(opening)) {
      const inside = seam.slice(opening.length)
      state = 'inside'
      text = ''
      seam = ''
      think(inside)
    } else if (!opening.startsWith(seam)) state = 'plain'
  }

  function think(content: string): void {
    reasoning += content
    seam += content
    const end = seam.indexOf(closing)
    if (end < 0) {
      seam = seam.slice(1 - closing.length)
      return
    }
    const length = reasoning.length - seam.length + end
    state = 'after'
    text = reasoning.slice(length + closing.length)
    reasoning = reasoning.slice(0, length)
  }

  return {
    push(content) {
      if (content === '') return
      if (state === 'undecided') decide(content)
      else if (state === 'inside') think(content)
      else text += content
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
