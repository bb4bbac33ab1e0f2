// The block structure of CommonMark 0.31.2 as its appendix describes it: line by line, each read once, with a spine of
// open containers and one open leaf. https://spec.commonmark.org/0.31.2/#phase-1-block-structure
// Different from there: HTML is text, nesting has a floor, and there are the tables and tasks of GFM 0.29.

import type { Block, Groups, ItemBlock } from './blocks.js'
import { createDefinitionList, type Definitions } from './definitions.js'
import { added, emptyFilling, type Filling, groupsOf } from './groups.js'
import { isUndecided } from './isUndecided.js'
import {
  addCode,
  addRow,
  addText,
  closeLeaf,
  type Leaf,
  type OpenCode,
  type OpenPlugin,
  openCode,
  openParagraph,
  openTable,
  takeDefinitions,
} from './leaves.js'
import { createLineCursor, type LineCursor } from './lineCursor.js'
import {
  closesFence,
  indentOfCode,
  isRule,
  readDelimiters,
  readFence,
  readHeading,
  readListMarker,
  readUnderline,
} from './markers.js'

/** A text in its blocks. */
export interface MarkdownDocument {
  readonly blocks: Groups<Block>
  readonly definitions: Definitions
}

/** Reads lines as they come. */
export interface BlockParser {
  push(line: string): void
  /**
   * The document with `line` as its last, of which nothing is kept: it may go on. While more is to come (`isOpen`), its
   * end is shown as what it will most likely be.
   */
  finish(line: string, isOpen: boolean): MarkdownDocument
}

/** How the blocks of a plug-in begin and end. */
export interface BlockFence {
  readonly name: string
  readonly open: RegExp
  readonly close: RegExp
}

interface Container {
  readonly type: 'document' | 'quote' | 'list' | 'item'
  children: Filling<Block | ItemBlock>
  /** Of a list: what its markers have in common, and the number it begins with. */
  readonly kind?: string
  readonly start?: number | null
  isLoose?: boolean
  /** Of an item: the column of its content. */
  readonly indent?: number
  isTask?: boolean
}

// Quotes and items further inside are text: React and the browser recurse.
const deepest = 32
const nowhere = Number.POSITIVE_INFINITY

export function createBlockParser(fences: readonly BlockFence[] = []): BlockParser {
  const definitions = createDefinitionList()
  let spine: Container[] = [{ type: 'document', children: emptyFilling }]
  let leaf: Leaf | null = null
  /** Where in the spine a blank line stood that was just read: whatever follows it further inside was apart from it. */
  let blankFrom = nowhere
  let define = definitions.add

  const top = () => spine.at(-1) as Container

  function endLeaf(isOpen = false, isLineOpen = false): void {
    if (!leaf) return
    const isFirstOfItem = top().type === 'item' && top().children === emptyFilling
    const block = closeLeaf(leaf, { isOpen, isLineOpen, isFirstOfItem, define })
    leaf = null
    if (!block) return
    if (block.type === 'paragraph' && block.task !== null) top().isTask = true
    top().children = added(top().children, block)
  }

  function endContainers(length: number): void {
    while (spine.length > length) {
      const block = closeContainer(spine.pop() as Container)
      top().children = added(top().children, block)
    }
  }

  /** Ends what does not go on in this line, and makes room for a child of the container at `depth`. */
  function begin(depth: number, kind?: string): void {
    endLeaf()
    endContainers(depth)
    if (top().type === 'list' && top().kind !== kind) endContainers(spine.length - 1)
    const list = top().type === 'item' ? spine.at(-2) : top()
    if (list?.type === 'list' && top().children !== emptyFilling && blankFrom < spine.length) list.isLoose = true
    blankFrom = nowhere
  }

  function beginLeaf(depth: number, next: Leaf): void {
    begin(depth)
    leaf = next
  }

  function read(line: string): void {
    const cursor = createLineCursor(line)
    let depth = 1
    while (depth < spine.length && goesOn(depth, cursor)) depth += 1
    const isInside = depth === spine.length
    if (isInside && leaf?.type === 'code' && readCode(leaf, cursor)) return
    if (isInside && leaf?.type === 'plugin' && readPlugin(leaf, cursor)) return

    let isNew = false
    while (cursor.indent < indentOfCode && cursor.isMark) {
      if (beginsLeaf(depth, cursor, isInside && !isNew)) return
      if (!beginsContainer(depth, cursor, isInside && !isNew)) break
      depth = spine.length
      isNew = true
    }
    if (cursor.isBlank) readBlank(depth, isNew)
    else readText(depth, cursor, isInside && !isNew)
  }

  function goesOn(depth: number, cursor: LineCursor): boolean {
    const { type, indent = 0, children } = spine[depth] as Container
    if (type === 'list') return true
    if (type === 'quote') return skipQuoteMark(cursor)
    if (cursor.isBlank) {
      if (children === emptyFilling && depth === spine.length - 1 && !leaf) return false
      cursor.skipIndent()
      return true
    }
    if (cursor.indent < indent) return false
    cursor.skip(indent)
    return true
  }

  function readCode(code: OpenCode, cursor: LineCursor): boolean {
    const { fence, offset } = code
    if (fence) {
      blankFrom = nowhere
      if (cursor.indent < indentOfCode && closesFence(cursor.rest(), fence)) {
        endLeaf()
        return true
      }
    } else if (cursor.isBlank) {
      noteBlank()
    } else if (cursor.indent < indentOfCode) {
      return false
    }
    cursor.skip(Math.min(cursor.indent, fence ? offset : indentOfCode))
    addCode(code, cursor.line())
    return true
  }

  function readPlugin(plugin: OpenPlugin, cursor: LineCursor): boolean {
    if (cursor.isBlank) return false
    const line = cursor.line()
    plugin.source += `\n${line.replace(plugin.close, '')}`
    if (plugin.close.test(line)) endLeaf()
    return true
  }

  /** Blocks which begin with a mark and have no blocks inside. */
  function beginsLeaf(depth: number, cursor: LineCursor, isInside: boolean): boolean {
    const rest = cursor.rest()
    const heading = readHeading(rest)
    if (heading) {
      beginLeaf(depth, { type: 'heading', ...heading })
      return true
    }
    const fence = readFence(rest)
    if (fence) {
      beginLeaf(depth, openCode(fence, cursor.indent))
      return true
    }
    if (isInside && leaf?.type === 'paragraph' && (becomesHeading(rest) || becomesTable(rest))) return true
    if (isRule(rest)) {
      begin(depth)
      top().children = added(top().children, { type: 'rule' })
      return true
    }
    return beginsPlugin(depth, rest)
  }

  function becomesHeading(rest: string): boolean {
    const depth = readUnderline(rest)
    if (depth === null || leaf?.type !== 'paragraph') return false
    takeDefinitions(leaf, define)
    const text = (leaf.pieces.join('') + leaf.rest).trim()
    if (text === '') return false
    leaf = { type: 'heading', depth, text }
    return true
  }

  function becomesTable(rest: string): boolean {
    const alignments = readListMarker(rest) ? null : readDelimiters(rest)
    const table = alignments && leaf?.type === 'paragraph' ? openTable(leaf, alignments) : null
    if (!table) return false
    endLeaf()
    leaf = table
    return true
  }

  function beginsPlugin(depth: number, rest: string): boolean {
    for (const { name, open, close } of fences) {
      const mark = open.exec(rest)?.[0]
      if (mark === undefined) continue
      const line = rest.slice(mark.length)
      beginLeaf(depth, { type: 'plugin', name, close, source: line.replace(close, '') })
      if (close.test(line)) endLeaf()
      return true
    }
    return false
  }

  function beginsContainer(depth: number, cursor: LineCursor, isInside: boolean): boolean {
    if (spine.length > deepest) return false
    const rest = cursor.rest()
    if (rest.startsWith('>')) {
      begin(depth)
      spine.push({ type: 'quote', children: emptyFilling })
      return skipQuoteMark(cursor)
    }
    const marker = readListMarker(rest)
    if (!marker) return false
    // A list which interrupts a paragraph begins with 1, and not with an empty item.
    const interrupts = isInside && leaf?.type === 'paragraph'
    const isEmpty = rest.slice(marker.length).trim() === ''
    if (interrupts && (isEmpty || (marker.start ?? 1) !== 1)) return false
    begin(depth, marker.kind)
    const { kind, start, length } = marker
    if (top().type !== 'list') spine.push({ type: 'list', children: emptyFilling, kind, start, isLoose: false })
    const outer = cursor.indent
    cursor.skip(outer + length)
    const inner = cursor.isBlank || cursor.indent > indentOfCode ? 1 : cursor.indent
    cursor.skip(inner)
    spine.push({ type: 'item', children: emptyFilling, indent: outer + length + inner, isTask: false })
    return true
  }

  function readBlank(depth: number, isNew: boolean): void {
    if (isNew) return
    endLeaf()
    endContainers(depth)
    noteBlank()
  }

  function noteBlank(): void {
    blankFrom = spine.findLastIndex(({ type }) => type === 'quote' || type === 'document')
  }

  function readText(depth: number, cursor: LineCursor, isInside: boolean): void {
    if (leaf?.type === 'paragraph') {
      addText(leaf, cursor.rest(), define) // a lazy line, when it is not inside
    } else if (cursor.indent >= indentOfCode) {
      const code = openCode(null, 0)
      beginLeaf(depth, code)
      cursor.skip(indentOfCode)
      addCode(code, cursor.line())
    } else if (leaf?.type === 'table' && isInside) {
      addRow(leaf, cursor.rest())
    } else {
      const paragraph = openParagraph()
      beginLeaf(depth, paragraph)
      addText(paragraph, cursor.rest(), define)
    }
  }

  return {
    push: read,
    finish(line, isOpen) {
      const saved = { spine: spine.map((each) => ({ ...each })), leaf: leaf && { ...leaf }, blankFrom }
      const certain = definitions.count
      if (isOpen) define = () => {}
      const isRead = line !== '' && !(isOpen && isUndecided(line, leaf))
      if (isRead) read(line)
      endLeaf(isOpen, isOpen && isRead)
      endContainers(1)
      const document = {
        blocks: groupsOf(top().children) as Groups<Block>,
        definitions: definitions.snapshot(certain),
      }
      definitions.cut(certain)
      define = definitions.add
      ;({ spine, leaf, blankFrom } = saved)
      return document
    },
  }
}

function skipQuoteMark(cursor: LineCursor): boolean {
  if (cursor.indent >= indentOfCode || !cursor.rest().startsWith('>')) return false
  cursor.skip(cursor.indent + 1)
  if (cursor.indent > 0) cursor.skip(1)
  return true
}

function closeContainer({
  type,
  children,
  start = null,
  isLoose = false,
  isTask = false,
}: Container): Block | ItemBlock {
  const groups = groupsOf(children)
  if (type === 'list') return { type, start, isLoose, items: groups as Groups<ItemBlock> }
  if (type === 'item') return { type, isTask, children: groups as Groups<Block> }
  return { type: 'quote', children: groups as Groups<Block> }
}
