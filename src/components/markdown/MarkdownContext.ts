'use client'

import { type Context, createContext, useContext } from 'react'
import type { MarkdownComponents } from './components.js'
import { type Definitions, noDefinitions } from './parse/definitions.js'
import type { InlineSyntax } from './parse/lexInline.js'
import type { MarkdownPlugin } from './plugin.js'

/** What the blocks of one text share. It keeps its identity while the text grows. */
export interface MarkdownKit {
  readonly components: MarkdownComponents
  readonly plugins: readonly MarkdownPlugin[]
  readonly syntaxes: readonly InlineSyntax[]
  /** Addresses of images which the reader asked for: they stay when the block around them becomes another. */
  readonly shownImages: Set<string>
}

export const MarkdownContext: Context<MarkdownKit> = createContext<MarkdownKit>({
  components: {},
  plugins: [],
  syntaxes: [],
  shownImages: new Set(),
})

export function useMarkdown(): MarkdownKit {
  return useContext(MarkdownContext)
}

/** Apart from the rest, because only texts with brackets render again for a new definition. */
export const DefinitionsContext: Context<Definitions> = createContext(noDefinitions)
