// Emphasis, links and code may reach through a whole paragraph, so each change at its end would read all of it again.
// One of many pages is therefore read in pieces. Where it is cut depends on what stands before the cut alone: a text
// which grows is cut at the same places as the whole.

/** Characters from which on a cut is looked for. */
const shortest = 4 * 1024
/** From here on any space will do, */
const longest = 2 * shortest
/** A text of this length is cut somewhere, unless it has no space. */
export const surelyCut: number = 3 * shortest
/** and from here on any character. */
const farthest = 4 * shortest

export interface Pieces {
  readonly pieces: readonly string[]
  readonly rest: string
}

export function cutPieces(text: string): Pieces {
  const pieces: string[] = []
  let rest = text
  for (let end = cutIn(rest); end !== null; end = cutIn(rest)) {
    pieces.push(rest.slice(0, end))
    rest = rest.slice(end)
  }
  return { pieces, rest }
}

function cutIn(text: string): number | null {
  if (text.length < shortest) return null
  const open = new Map<string, number>()
  const count = (mark: string, by: number) => open.set(mark, (open.get(mark) ?? 0) + by)
  for (const { 0: mark, index } of text.slice(0, longest).matchAll(/\S (?=\S)|[*_~`[\]()<>]/g)) {
    if (mark.length === 1) count(pairOf[mark] ?? mark, mark in pairOf ? -1 : 1)
    else if (index >= shortest && [...open].every(isClosed)) return index + 2
  }
  if (text.length < longest) return null
  const space = /\S\s(?=\S)/.exec(text.slice(longest, farthest))
  if (space) return longest + space.index + 2
  if (text.length < farthest + 2) return null
  return (text.codePointAt(farthest - 1) ?? 0) > 0xffff ? farthest + 1 : farthest
}

const pairOf: Readonly<Record<string, string>> = { ']': '[', ')': '(', '>': '<' }

function isClosed([mark, count]: readonly [string, number]): boolean {
  return '[(<'.includes(mark) ? count === 0 : count % 2 === 0
}
