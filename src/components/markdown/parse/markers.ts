import type { Alignment } from './blocks.js'

// What begins a block, on the rest of a line behind its indentation. CommonMark 0.31.2, sections 4 and 5; GFM 0.29, 4.10.

export const indentOfCode = 4

export interface Fence {
  readonly character: string
  readonly length: number
  readonly info: string
}

/** ``` or ~~~ with what stands behind it; backticks cannot stand behind backticks. */
export function readFence(rest: string): Fence | null {
  const match = /^(?:(`{3,})([^`]*)|(~{3,})(.*))$/.exec(rest)
  if (!match) return null
  const run = match[1] ?? match[3] ?? ''
  return { character: run.charAt(0), length: run.length, info: (match[2] ?? match[4] ?? '').trim() }
}

export function closesFence(rest: string, { character, length }: Fence): boolean {
  const run = /^(?:`+|~+)(?=[ \t]*$)/.exec(rest)?.[0] ?? ''
  return run.charAt(0) === character && run.length >= length
}

export interface HeadingLine {
  readonly depth: number
  readonly text: string
}

export function readHeading(rest: string): HeadingLine | null {
  const match = /^(#{1,6})(?:[ \t]+|$)/.exec(rest)
  if (!match) return null
  return { depth: match[1]?.length ?? 1, text: withoutClosing(rest.slice(match[0].length).trim()) }
}

/** Without the `#`s at its end which a space stands before. */
function withoutClosing(text: string): string {
  let end = text.length
  while (text[end - 1] === '#') end -= 1
  return end === 0 || /[ \t]/.test(text[end - 1] ?? '') ? text.slice(0, end).trimEnd() : text
}

/** The depth which a line under a paragraph makes it a heading of. */
export function readUnderline(rest: string): 1 | 2 | null {
  if (!/^(?:=+|-+)[ \t]*$/.test(rest)) return null
  return rest.startsWith('=') ? 1 : 2
}

export function isRule(rest: string): boolean {
  return /^(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/.test(rest)
}

export interface ListMarker {
  /** What items of one list have in common: the bullet, or what stands behind the number. */
  readonly kind: string
  readonly start: number | null
  readonly length: number
}

export function readListMarker(rest: string): ListMarker | null {
  const match = /^(?:([*+-])|(\d{1,9})([.)]))(?=[ \t]|$)/.exec(rest)
  if (!match) return null
  const [whole, bullet, digits, delimiter] = match
  return { kind: bullet ?? delimiter ?? '', start: digits === undefined ? null : Number(digits), length: whole.length }
}

/** The alignments of a line like `|:--|--:|`; null for any other line. */
export function readDelimiters(rest: string): Alignment[] | null {
  if (!/^\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*(?:\|[ \t]*)?$/.test(rest)) return null
  return splitCells(rest).map(alignmentOf)
}

function alignmentOf(cell: string): Alignment {
  const isLeft = cell.startsWith(':')
  if (cell.endsWith(':')) return isLeft ? 'center' : 'right'
  return isLeft ? 'left' : null
}

/** The cells of a row. `\|` is a pipe, in code too. */
export function splitCells(row: string): string[] {
  const cells = row
    .trim()
    .replace(/^\|/, '')
    .split(/(?<!\\)\|/)
  if (cells.length > 1 && cells.at(-1)?.trim() === '') cells.pop()
  return cells.map((cell) => cell.trim().replaceAll('\\|', '|'))
}
