import type { ReactNode } from 'react'
import { CodeBlock, languageOf } from './CodeBlock.js'
import type { MarkdownComponents } from './components.js'
import type { MarkedToken, Token, Tokens } from './lexer.js'
import { MarkdownTable } from './MarkdownTable.js'
import { renderInline } from './renderInline.js'

/** Outer blocks take the direction of their text; what is inside of them counts for it only without one of its own. */
type Direction = 'auto' | undefined

/** Elements for the blocks of a text. */
export function renderBlocks(tokens: readonly Token[], components: MarkdownComponents, dir?: Direction): ReactNode[] {
  return tokens.map((token, place) => renderBlock(token as MarkedToken, place, components, dir))
}

function renderBlock(token: MarkedToken, key: number, components: MarkdownComponents, dir: Direction): ReactNode {
  const rest = { key, dir }
  switch (token.type) {
    case 'space':
    case 'def':
      return null
    case 'hr':
      return <hr key={key} />
    case 'paragraph':
      return element('p', rest, renderInline(token.tokens, components))
    case 'heading':
      return element(headingOf(token.depth), rest, renderInline(token.tokens, components))
    case 'blockquote':
      return element('blockquote', rest, renderBlocks(token.tokens, components))
    case 'list':
      return renderList(token, rest, components)
    case 'code':
      return renderCode(token, key, components)
    case 'table':
      return <MarkdownTable key={key} dir={dir} token={token} components={components} />
    default:
      return renderInline([token], components)
  }
}

interface BlockProps {
  key: number
  dir: Direction
  start?: number | undefined
}

function element(Name: keyof HTMLElementTagNameMap, { key, ...rest }: BlockProps, children: ReactNode): ReactNode {
  const Block = Name as 'p'
  return (
    <Block key={key} {...rest}>
      {children}
    </Block>
  )
}

/** Two levels down: the page and the chat have headings of their own. */
function headingOf(depth: number): 'h3' | 'h4' | 'h5' | 'h6' {
  return (['h3', 'h4', 'h5'] as const)[depth - 1] ?? 'h6'
}

function renderList(token: Tokens.List, rest: BlockProps, components: MarkdownComponents): ReactNode {
  const items = token.items.map((item, place) => renderItem(item, place, components))
  if (!token.ordered) return element('ul', rest, items)
  return element('ol', { ...rest, start: token.start === '' || token.start === 1 ? undefined : token.start }, items)
}

function renderItem(item: Tokens.ListItem, key: number, components: MarkdownComponents): ReactNode {
  return (
    <li key={key} data-task={item.task || undefined}>
      {renderBlocks(item.tokens, components)}
    </li>
  )
}

function renderCode(token: Tokens.Code, key: number, components: MarkdownComponents): ReactNode {
  const { CodeBlock: Code = CodeBlock } = components
  return <Code key={key} code={token.text.replace(/\n$/, '')} language={languageOf(token.lang)} />
}
