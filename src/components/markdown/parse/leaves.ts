import { decodeEntities } from '../decodeEntities.js'
import type { Alignment, Block, ParagraphBlock, TableRow } from './blocks.js'
import { type Definition, readDefinition, withoutBackslashes } from './definitions.js'
import { added, emptyFilling, type Filling, groupsOf } from './groups.js'
import { type Fence, splitCells } from './markers.js'
import { cutPieces, surelyCut } from './pieces.js'

// A leaf while it is open. Its fields hold what is never changed, so that a copy of it is a point to come back to.

export type Leaf = OpenParagraph | OpenHeading | OpenCode | OpenTable | OpenPlugin

export interface OpenParagraph {
  readonly type: 'paragraph'
  pieces: readonly string[]
  rest: string
}

export interface OpenHeading {
  readonly type: 'heading'
  readonly depth: number
  readonly text: string
}

export interface OpenCode {
  readonly type: 'code'
  /** Null for indented code. */
  readonly fence: Fence | null
  /** Columns of white space before the fence: as many are taken from each line. */
  readonly offset: number
  full: readonly string[]
  rest: string
  /** Lines in `rest`. */
  lines: number
  /** Of indented code: blank lines, each with its end, which only count if code follows them. */
  blanks: string
}

export interface OpenTable {
  readonly type: 'table'
  readonly alignments: readonly Alignment[]
  readonly header: TableRow
  rows: Filling<TableRow>
  /** The line of the last row. */
  last: string
}

export interface OpenPlugin {
  readonly type: 'plugin'
  readonly name: string
  readonly close: RegExp
  source: string
}

export type Define = (label: string, definition: Definition) => void

// As many as a screen shows: what is out of sight need not be laid out.
const linesOfChunk = 50

export function openParagraph(): OpenParagraph {
  return { type: 'paragraph', pieces: [], rest: '' }
}

export function addText(leaf: OpenParagraph, line: string, define: Define): void {
  if (!/^["'(]/.test(line)) takeDefinitions(leaf, define) // else it may be the title of one
  leaf.rest = leaf.rest === '' ? line : `${leaf.rest}\n${line}`
  if (leaf.rest.length >= surelyCut) cut(leaf)
}

function cut(leaf: OpenParagraph): void {
  const { pieces, rest } = cutPieces(leaf.rest)
  leaf.pieces = [...leaf.pieces, ...pieces]
  leaf.rest = rest
}

/** Takes the link definitions off the start of a paragraph. */
export function takeDefinitions(leaf: OpenParagraph, define: Define): void {
  while (leaf.pieces.length === 0 && leaf.rest.startsWith('[')) {
    const definition = readDefinition(leaf.rest)
    if (!definition) return
    define(definition.label, definition)
    leaf.rest = leaf.rest.slice(definition.length)
  }
}

export function openCode(fence: Fence | null, offset: number): OpenCode {
  return { type: 'code', fence, offset, full: [], rest: '', lines: 0, blanks: '' }
}

export function addCode(leaf: OpenCode, line: string): void {
  if (leaf.fence === null && line.trim() === '') {
    leaf.blanks += `${line}\n`
    return
  }
  for (const each of (leaf.blanks + line).split('\n')) addCodeLine(leaf, each)
  leaf.blanks = ''
}

function addCodeLine(leaf: OpenCode, line: string): void {
  if (leaf.lines === linesOfChunk) {
    leaf.full = [...leaf.full, leaf.rest]
    leaf.lines = 0
  }
  leaf.rest = leaf.lines === 0 ? line : `${leaf.rest}\n${line}`
  leaf.lines += 1
}

/** The table which a paragraph becomes by the line under its last one; null when their cells do not match. */
export function openTable(leaf: OpenParagraph, alignments: readonly Alignment[]): OpenTable | null {
  const place = leaf.rest.lastIndexOf('\n') + 1
  const last = leaf.rest.slice(place)
  const cells = splitCells(last)
  if (last === '' || cells.length !== alignments.length) return null
  leaf.rest = leaf.rest.slice(0, Math.max(0, place - 1))
  return { type: 'table', alignments, header: rowOf(cells), rows: emptyFilling, last: '' }
}

/** Rows have as many cells as the header: others are left out; missing ones are empty, up to a bound. */
export function addRow(leaf: OpenTable, line: string): void {
  const cells = splitCells(line)
  const width = leaf.alignments.slice(0, Math.max(cells.length, mostFilled))
  leaf.rows = added(leaf.rows, rowOf(width.map((_, place) => cells[place] ?? '')))
  leaf.last = line
}

/** A short row of a wide table would make hundreds of cells of one character. */
const mostFilled = 64

export interface Ending {
  /** Whether more of it may come. */
  readonly isOpen: boolean
  /** Whether its last line may go on. */
  readonly isLineOpen: boolean
  /** Whether it is the first of a list's item, which may be a task. */
  readonly isFirstOfItem: boolean
  readonly define: Define
}

/** The block which a leaf is; null when nothing of it is to be seen. */
export function closeLeaf(leaf: Leaf, ending: Ending): Block | null {
  const { isOpen, isLineOpen } = ending
  switch (leaf.type) {
    case 'paragraph':
      return closeParagraph(leaf, ending)
    case 'heading':
      return { type: 'heading', depth: leaf.depth, text: leaf.text, isOpen }
    case 'code':
      return {
        type: 'code',
        info: withoutBackslashes(decodeEntities(leaf.fence?.info ?? '')),
        chunks: leaf.lines === 0 ? leaf.full : [...leaf.full, leaf.rest],
        isOpen,
      }
    case 'table':
      return {
        type: 'table',
        alignments: leaf.alignments,
        header: leaf.header,
        rows: groupsOf(isLineOpen ? withOpenEnd(leaf) : leaf.rows),
      }
    case 'plugin':
      return { type: 'plugin', name: leaf.name, source: leaf.source.trim(), isOpen }
    default:
      return leaf satisfies never
  }
}

function withOpenEnd({ rows: { full, rest }, last }: OpenTable): Filling<TableRow> {
  return { full, rest: rest.map((row, place) => (place === rest.length - 1 ? withOpenCell(row, last) : row)) }
}

/** A cell is open until the bar behind it. */
function withOpenCell(row: TableRow, line: string): TableRow {
  return /(?<!\\)\|\s*$/.test(line) ? row : { ...row, openCell: splitCells(line).length - 1 }
}

function closeParagraph(leaf: OpenParagraph, { isOpen, isFirstOfItem, define }: Ending): Block | null {
  takeDefinitions(leaf, define)
  cut(leaf)
  const text = leaf.rest.trimEnd()
  if (text === '' && leaf.pieces.length === 0) return null
  if (isOpen && leaf.pieces.length === 0) {
    if (isDefinitionToBe(text)) return null
    if (isTableToBe(text))
      return { type: 'table', alignments: [], header: withOpenCell(rowOf(splitCells(text)), text), rows: [] }
  }
  const box = isFirstOfItem ? /^\[([ xX])\][ \t]+(?=\S)/.exec(text) : null
  const paragraph: ParagraphBlock = { type: 'paragraph', pieces: [...leaf.pieces, text], task: null, isOpen }
  if (!box || leaf.pieces.length > 0) return paragraph
  return { ...paragraph, pieces: [text.slice(box[0].length)], task: box[1] !== ' ' }
}

function rowOf(cells: readonly string[]): TableRow {
  return { cells, openCell: null }
}

// What a first line most likely becomes is shown as that, so that nothing turns into something else under the eyes.

function isTableToBe(text: string): boolean {
  return /^\|[ \t].*\S/.test(text) && !text.includes('\n')
}

function isDefinitionToBe(text: string): boolean {
  return /^\[(?!\^)(?:[^\\[\]]|\\.)+\]:[ \t]*\S*(?:[ \t]+["'(].*)?$/.test(text)
}
