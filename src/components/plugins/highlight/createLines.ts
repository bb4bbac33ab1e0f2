import type { CodeToken, HighlightedCode } from '../../markdown/plugin.js'

/** Takes runs of code one after the other and gives them line by line. */
export interface Lines {
  add(text: string, kind?: string): void
  end(): HighlightedCode
}

export function createLines(): Lines {
  const lines: CodeToken[][] = []
  let line: CodeToken[] = []

  /** Neighbours of one kind are one run: half of the elements. */
  function addRun(text: string, kind: string | undefined): void {
    const last = line.at(-1)
    const isOne = last !== undefined && last.kind === kind
    const run = isOne ? last.text + text : text
    if (isOne) line.pop()
    line.push(kind === undefined ? { text: run } : { text: run, kind })
  }

  return {
    add(text, kind) {
      for (const [place, part] of text.split('\n').entries()) {
        if (place > 0) {
          lines.push(line)
          line = []
        }
        // White space has no colour.
        if (part !== '') addRun(part, part.trim() === '' ? line.at(-1)?.kind : kind)
      }
    },
    end: () => [...lines, line],
  }
}
