'use client'

import { memo, type ReactNode, useContext, useMemo } from 'react'
import { DefinitionsContext, type MarkdownKit, useMarkdown } from './MarkdownContext.js'
import { type Definitions, labelsIn, noDefinitions } from './parse/definitions.js'
import { type InlineToken, lexInline } from './parse/lexInline.js'
import { lexOpen } from './parse/repair.js'
import { renderInline } from './renderInline.js'

interface TextProps {
  readonly text: string
  /** Whether more of the text may come. */
  readonly isOpen: boolean
}

/** The text inside of a block. It is read again only when it changes, or when a link in it finds its address. */
export function renderText(text: string, isOpen: boolean, key?: number): ReactNode {
  const Text = text.includes('[') ? LinkedText : PlainText
  return <Text key={key} text={text} isOpen={isOpen} />
}

const PlainText = memo(function PlainText({ text, isOpen }: TextProps): ReactNode {
  const kit = useMarkdown()
  return renderInline(tokensOf(text, isOpen, noDefinitions, kit), kit)
})

const LinkedText = memo(function LinkedText({ text, isOpen }: TextProps): ReactNode {
  const kit = useMarkdown()
  const definitions = useOwn(useContext(DefinitionsContext), text)
  const tokens = useMemo(() => tokensOf(text, isOpen, definitions, kit), [text, isOpen, definitions, kit])
  return renderInline(tokens, kit)
})

function tokensOf(text: string, isOpen: boolean, definitions: Definitions, { syntaxes }: MarkdownKit) {
  const lex = (source: string) => lexInline(source, definitions, syntaxes)
  return isOpen ? (lexOpen(text, lex, syntaxes) as readonly InlineToken[]) : lex(text)
}

/** The definitions which a text names: the same object until one of those changes. */
function useOwn(definitions: Definitions, text: string): Definitions {
  const labels = useMemo(() => labelsIn(text), [text])
  const found = JSON.stringify(labels.map((label) => definitions.find(label) ?? null))
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is found stands for all of them
  return useMemo(() => definitions, [found])
}
