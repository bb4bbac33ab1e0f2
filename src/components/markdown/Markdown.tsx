'use client'

import { forwardRef, type ReactNode, useMemo } from 'react'
import { useKit } from '../kit/KitContext.js'
import { classes, type Part, type PartProps } from '../kit/part.js'
import { OuterBlocks } from './Blocks.js'
import type { MarkdownComponents } from './components.js'
import { DefinitionsContext, MarkdownContext, type MarkdownKit } from './MarkdownContext.js'
import type { Block } from './parse/blocks.js'
import { createMarkdownReader } from './parse/createMarkdownReader.js'
import type { MarkdownPlugin } from './plugin.js'

/** What `Markdown` takes. */
export interface MarkdownProps extends PartProps {
  text: string
  /**
   * Whether more of the text is to come: then unfinished emphasis, links, code and tables are shown as what they will
   * become, and no link is one before its address is whole. @default false
   */
  isStreaming?: boolean | undefined
  /** Parts of yours; keep the object's identity. @default the chat's, else the kit's */
  components?: MarkdownComponents | undefined
  /** What markdown does not know; keep the list's identity. @default the chat's, else none */
  plugins?: readonly MarkdownPlugin[] | undefined
}

/**
 * GitHub-flavoured markdown from a source nobody vouches for, as React elements: no raw HTML, no address that was not
 * decided to be safe, no image before a click, no deceiving characters. The whole text at once, on a server too; needs
 * no provider. While a text grows, only what is open at its end is read and rendered again.
 *
 * @example
 * <Markdown text={'**Hello** [world](https://example.com)'} />
 */
export const Markdown: Part<MarkdownProps, HTMLDivElement> = forwardRef(function Markdown(
  { text, isStreaming = false, components, plugins, className, style },
  ref,
) {
  const kit = useKit()
  const shared = useMarkdownKit(components ?? kit.components.markdown, plugins ?? kit.markdownPlugins)
  const reader = useMemo(() => createMarkdownReader(fencesOf(shared.plugins)), [shared.plugins])
  const { blocks, definitions } = reader.read(text, isStreaming)
  return (
    <MarkdownContext.Provider value={shared}>
      <DefinitionsContext.Provider value={definitions}>
        <div ref={ref} className={classes('tg-markdown', className)} style={style}>
          {blocks.map(renderGroup)}
        </div>
      </DefinitionsContext.Provider>
    </MarkdownContext.Provider>
  )
})

/** Groups keep their places, so the place is their key. */
function renderGroup(blocks: readonly Block[], key: number): ReactNode {
  return <OuterBlocks key={key} blocks={blocks} />
}

const noComponents: MarkdownComponents = {}
const noPlugins: readonly MarkdownPlugin[] = []

function useMarkdownKit(
  components: MarkdownComponents = noComponents,
  plugins: readonly MarkdownPlugin[] = noPlugins,
): MarkdownKit {
  return useMemo(() => {
    const syntaxes = plugins.flatMap(({ name, inline }) => (inline ? [{ name, ...inline }] : []))
    return { components, plugins, syntaxes, shownImages: new Set() }
  }, [components, plugins])
}

function fencesOf(plugins: readonly MarkdownPlugin[]) {
  return plugins.flatMap(({ name, fences = [] }) => fences.map((fence) => ({ name, ...fence })))
}
