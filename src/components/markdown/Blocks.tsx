'use client'

import { type ComponentType, createElement, memo, type ReactNode } from 'react'
import { CodeBlock, languageOf } from './CodeBlock.js'
import { useMarkdown } from './MarkdownContext.js'
import { MarkdownTable } from './MarkdownTable.js'
import type {
  Block,
  CodeBlockSource,
  Groups,
  HeadingBlock,
  ItemBlock,
  ListBlock,
  ParagraphBlock,
  PluginBlock,
} from './parse/blocks.js'
import { renderText } from './renderText.js'
import { TaskBox } from './TaskBox.js'

/** Outer blocks take the direction of their text; what is inside of them counts for it only without one of its own. */
type Direction = 'auto' | undefined

/** The outermost blocks: each group can be left out of the page's layout while it is out of sight. */
export const OuterBlocks: ComponentType<{ blocks: readonly Block[] }> = memo(function OuterBlocks({
  blocks,
}): ReactNode {
  return <div className="tg-blocks">{blocks.map((block, place) => renderBlock(block, place, 'auto'))}</div>
})

/** Blocks inside of a block. Groups and blocks keep their places, so the place is their key. */
function InnerBlocks({ groups, isTight }: { groups: Groups<Block>; isTight?: boolean }): ReactNode {
  return groups.map((blocks, place) => renderGroup(blocks, place, isTight))
}

function renderGroup(blocks: readonly Block[], key: number, isTight: boolean | undefined): ReactNode {
  return <BlockGroup key={key} blocks={blocks} isTight={isTight} />
}

const BlockGroup = memo(function BlockGroup({ blocks, isTight }: BlockGroupProps): ReactNode {
  return blocks.map((block, place) => renderBlock(block, place, undefined, isTight))
})

interface BlockGroupProps {
  blocks: readonly Block[]
  isTight: boolean | undefined
}

function renderBlock(block: Block, key: number, dir: Direction, isTight?: boolean): ReactNode {
  return <MarkdownBlock key={key} block={block} dir={dir} isTight={isTight} />
}

interface BlockProps<Type extends Block = Block> {
  block: Type
  dir: Direction
  /** In a list whose paragraphs are none. */
  isTight?: boolean | undefined
}

const MarkdownBlock = memo(function MarkdownBlock({ block, dir, isTight }: BlockProps): ReactNode {
  const { components } = useMarkdown()
  switch (block.type) {
    case 'paragraph':
      return <Paragraph block={block} dir={dir} isTight={isTight} />
    case 'heading':
      return <Heading block={block} dir={dir} />
    case 'code':
      return <Code block={block} />
    case 'quote':
      return createElement(components.blockquote ?? 'blockquote', { dir }, <InnerBlocks groups={block.children} />)
    case 'list':
      return <List block={block} dir={dir} />
    case 'table':
      return <MarkdownTable table={block} dir={dir} />
    case 'rule':
      return createElement(components.hr ?? 'hr')
    case 'plugin':
      return <Plugin block={block} />
    default:
      return block satisfies never
  }
})

function Paragraph({ block, dir, isTight }: BlockProps<ParagraphBlock>): ReactNode {
  const { components } = useMarkdown()
  const { pieces, task, isOpen } = block
  const text = (
    <>
      {task !== null && <TaskBox checked={task} />}
      {pieces.map((piece, place) => renderText(piece, isOpen && place === pieces.length - 1, place))}
    </>
  )
  return isTight ? text : createElement(components.p ?? 'p', { dir }, text)
}

/** Shown two levels down: the page and the chat have headings of their own. */
function Heading({ block: { depth, text, isOpen }, dir }: BlockProps<HeadingBlock>): ReactNode {
  const { components } = useMarkdown()
  const shown = (['h3', 'h4', 'h5'] as const)[depth - 1] ?? 'h6'
  const Given = components[`h${depth}` as 'h1']
  return createElement(Given ?? shown, { dir }, renderText(text, isOpen))
}

function List({ block: { start, isLoose, items }, dir }: BlockProps<ListBlock>): ReactNode {
  const { components } = useMarkdown()
  const groups = items.map((group, place) => renderItems(group, place, isLoose))
  if (start === null) return createElement(components.ul ?? 'ul', { dir }, groups)
  return createElement(components.ol ?? 'ol', { dir, start: start === 1 ? undefined : start }, groups)
}

function renderItems(items: readonly ItemBlock[], key: number, isLoose: boolean): ReactNode {
  return <ItemGroup key={key} items={items} isLoose={isLoose} />
}

const ItemGroup = memo(function ItemGroup({
  items,
  isLoose,
}: {
  items: readonly ItemBlock[]
  isLoose: boolean
}): ReactNode {
  return items.map((item, place) => renderItem(item, place, isLoose))
})

function renderItem(item: ItemBlock, key: number, isLoose: boolean): ReactNode {
  return <Item key={key} item={item} isLoose={isLoose} />
}

const Item = memo(function Item({ item, isLoose }: { item: ItemBlock; isLoose: boolean }): ReactNode {
  const { components } = useMarkdown()
  const rest = { 'data-task': item.isTask || undefined } as object
  return createElement(components.li ?? 'li', rest, <InnerBlocks groups={item.children} isTight={!isLoose} />)
})

function Code({ block: { info, chunks, isOpen } }: { block: CodeBlockSource }): ReactNode {
  const { components, plugins } = useMarkdown()
  const language = languageOf(info)
  const shown = components.CodeBlock ? (
    <components.CodeBlock code={chunks.join('\n')} language={language} isOpen={isOpen} />
  ) : (
    <CodeBlock chunks={chunks} language={language} isOpen={isOpen} />
  )
  const Shown = plugins.find(({ languages }) => languages?.includes(language.toLowerCase()))?.Component
  if (!Shown) return shown
  return (
    <Shown source={chunks.join('\n')} isBlock isOpen={isOpen}>
      {shown}
    </Shown>
  )
}

function Plugin({ block: { name, source, isOpen } }: { block: PluginBlock }): ReactNode {
  const Shown = useMarkdown().plugins.find((each) => each.name === name)?.Component
  const shown = <pre>{source}</pre>
  if (!Shown) return shown
  return (
    <Shown source={source} isBlock isOpen={isOpen}>
      {shown}
    </Shown>
  )
}
