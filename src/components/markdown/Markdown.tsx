'use client'

import { forwardRef, memo, type ReactNode, useMemo } from 'react'
import { useKit } from '../kit/KitContext.js'
import { classes, type Part, type PartProps } from '../kit/part.js'
import { cleanText } from './cleanText.js'
import type { MarkdownComponents } from './components.js'
import { type Definitions, lexBlock, readDefinitions, splitBlocks } from './lex.js'
import { renderBlocks } from './renderBlocks.js'

/** What `Markdown` takes. */
export interface MarkdownProps extends PartProps {
  text: string
  /** Parts of yours; keep the object's identity. @default the chat's, else the kit's */
  components?: MarkdownComponents | undefined
}

/**
 * GitHub-flavoured markdown from a source nobody vouches for, as React elements: no raw HTML, no address that was not
 * decided to be safe, no image before a click, no deceiving characters. The whole text at once, on a server too; needs
 * no provider. While a text grows, only its last block renders again.
 *
 * @example
 * <Markdown text={'**Hello** [world](https://example.com)'} />
 */
export const Markdown: Part<MarkdownProps, HTMLDivElement> = forwardRef(function Markdown(
  { text, components, className, style },
  ref,
) {
  const kit = useKit()
  const { blocks, definitions } = useMemo(() => splitBlocks(cleanText(text)), [text])
  const links = useMemo(() => readDefinitions(definitions), [definitions])
  const parts = components ?? kit.components.markdown ?? noComponents
  return (
    <div ref={ref} className={classes('tg-markdown', className)} style={style}>
      {blocks.map((source, place) => renderSource(source, place, links, parts))}
    </div>
  )
})

const noComponents: MarkdownComponents = {}

interface MarkdownBlockProps {
  source: string
  links: Definitions
  components: MarkdownComponents
}

/** Blocks keep their places, so the place is their key. */
function renderSource(source: string, key: number, links: Definitions, components: MarkdownComponents): ReactNode {
  return <MarkdownBlock key={key} source={source} links={links} components={components} />
}

const MarkdownBlock = memo(function MarkdownBlock({ source, links, components }: MarkdownBlockProps): ReactNode {
  return renderBlocks(lexBlock(source, links), components, 'auto')
})
