/** A list which grows at its end: full groups keep their identity, so what shows them need not look again. */
export type Groups<T> = readonly (readonly T[])[]

/** A block of a document. It is never changed: what grows is made anew, what is finished stays the same object. */
export type Block =
  | ParagraphBlock
  | HeadingBlock
  | CodeBlockSource
  | QuoteBlock
  | ListBlock
  | TableBlock
  | RuleBlock
  | PluginBlock

export interface ParagraphBlock {
  readonly type: 'paragraph'
  /** One text, but for very long ones: those are read in pieces. */
  readonly pieces: readonly string[]
  /** With a task box before it; null for most. */
  readonly task: boolean | null
  readonly isOpen: boolean
}

export interface HeadingBlock {
  readonly type: 'heading'
  /** 1 to 6. */
  readonly depth: number
  readonly text: string
  readonly isOpen: boolean
}

export interface CodeBlockSource {
  readonly type: 'code'
  /** What stands behind the fence; '' for indented code. */
  readonly info: string
  /** The code, some lines in each; a line end stands between two of them. */
  readonly chunks: readonly string[]
  readonly isOpen: boolean
}

export interface QuoteBlock {
  readonly type: 'quote'
  readonly children: Groups<Block>
}

export interface ListBlock {
  readonly type: 'list'
  /** Null for bullets. */
  readonly start: number | null
  /** Whether blank lines stand between the items, or in one: then their paragraphs are paragraphs. */
  readonly isLoose: boolean
  readonly items: Groups<ItemBlock>
}

export interface ItemBlock {
  readonly type: 'item'
  readonly isTask: boolean
  readonly children: Groups<Block>
}

export type Alignment = 'left' | 'center' | 'right' | null

export interface TableBlock {
  readonly type: 'table'
  readonly alignments: readonly Alignment[]
  readonly header: TableRow
  readonly rows: Groups<TableRow>
}

export interface TableRow {
  readonly cells: readonly string[]
  /** The cell of which more may come. */
  readonly openCell: number | null
}

export interface RuleBlock {
  readonly type: 'rule'
}

/** What stands between the fences of a plug-in. */
export interface PluginBlock {
  readonly type: 'plugin'
  readonly name: string
  readonly source: string
  readonly isOpen: boolean
}
