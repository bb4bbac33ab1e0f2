import type { ComponentType, ReactNode } from 'react'

/** What the component of a plug-in gets. */
export interface MarkdownPluginProps {
  /** What stands between the marks, or in the fence: clean, but from a source nobody vouches for. */
  readonly source: string
  /** Whether it stands for itself, or in a line of text. */
  readonly isBlock: boolean
  /** Whether more of it may come. */
  readonly isOpen: boolean
  /** What stands there without the plug-in: the block of code for a fence of code, else the source as text. */
  readonly children: ReactNode
}

/** A run of code in one colour. */
export interface CodeToken {
  readonly text: string
  /**
   * What it is. The stylesheet has a colour (`--tg-code-…`) for keyword, string, number, constant, comment, function,
   * type, property, tag, attribute, meta, inserted and deleted; everything else keeps the colour of code.
   */
  readonly kind?: string | undefined
}

/** The coloured runs of each line of a code. */
export type HighlightedCode = readonly (readonly CodeToken[])[]

/** Colours finished code. */
export interface CodeHighlighter {
  /** What was made before, at once; null when it has to be made. */
  known(code: string, language: string): HighlightedCode | null
  /** Makes it apart from the rendering. Null where the language is not known; it never rejects. */
  highlight(code: string, language: string, signal: AbortSignal): Promise<HighlightedCode | null>
}

/** What shows the lines of a block of code. */
export interface CodeLinesProps {
  /** The code, some lines in each; a line end stands between two of them. */
  readonly chunks: readonly string[]
  readonly language: string
  /** Whether more of it may come. */
  readonly isOpen: boolean
  /** The lines in one colour. */
  readonly children: ReactNode
}

/** The marks around a block of a plug-in, each on the rest of a line: `/^\$\$/` and `/\$\$[ \t]*$/`. */
export interface MarkdownFence {
  readonly open: RegExp
  readonly close: RegExp
}

/** A syntax inside of text. */
export interface MarkdownInlineSyntax {
  /** Where in a text it may begin next; undefined when nowhere. It must be quick: it looks through every text. */
  start(text: string): number | undefined
  /** What stands at the start of a text, with its marks (`raw`) and without them (`source`). */
  read(text: string): { readonly raw: string; readonly source: string; readonly isBlock?: boolean } | undefined
  /** Whether all of a text may be the beginning of one. Then it is shown as it is written: nothing in it is emphasis. */
  isBeginning?(text: string): boolean
}

/** More than markdown knows: math, diagrams, colours of code. Keep the object's identity. */
export interface MarkdownPlugin {
  readonly name: string
  /** Shows what the plug-in found. */
  readonly Component?: ComponentType<MarkdownPluginProps> | undefined
  readonly fences?: readonly MarkdownFence[] | undefined
  readonly inline?: MarkdownInlineSyntax | undefined
  /** Fences of code which it shows instead of code, by their language in small letters. */
  readonly languages?: readonly string[] | undefined
  /** What knows the colours of code; `CodeLines` shows them. */
  readonly highlighter?: CodeHighlighter | undefined
  /** Shows the lines of every block of code. */
  readonly CodeLines?: ComponentType<CodeLinesProps> | undefined
}
