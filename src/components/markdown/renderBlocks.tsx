import type { MarkedToken, Token, Tokens } from 'marked'
import type { ReactNode } from 'react'
import { CodeBlock, languageOf } from './CodeBlock.js'
import type { MarkdownComponents } from './components.js'
import { MarkdownTable } from './MarkdownTable.js'
import { renderInline } from './renderInline.js'

/** Elements for blocks. */
export function renderBlocks(tokens: readonly Token[], components: MarkdownComponents): ReactNode[] {
  return tokens.map((token, place) => renderBlock(token as MarkedToken, place, components))
}

function renderBlock(token: MarkedToken, key: number, components: MarkdownComponents): ReactNode {
  switch (token.type) {
    case 'space':
    case 'def':
      return null
    case 'hr':
      return <hr key={key} />
    case 'paragraph':
      return (
        <p key={key} dir="auto">
          {renderInline(token.tokens, components)}
        </p>
      )
    case 'heading':
      return renderHeading(token, key, components)
    case 'blockquote':
      return (
        <blockquote key={key} dir="auto">
          {renderBlocks(token.tokens, components)}
        </blockquote>
      )
    case 'list':
      return renderList(token, key, components)
    case 'code':
      return renderCode(token, key, components)
    case 'table':
      return <MarkdownTable key={key} token={token} components={components} />
    default:
      return renderInline([token], components)
  }
}

/** Two levels down: the page and the chat have headings of their own. */
function renderHeading(token: Tokens.Heading, key: number, components: MarkdownComponents): ReactNode {
  const Heading = (['h3', 'h4', 'h5', 'h6'] as const)[token.depth - 1] ?? 'h6'
  return (
    <Heading key={key} dir="auto">
      {renderInline(token.tokens, components)}
    </Heading>
  )
}

function renderList(token: Tokens.List, key: number, components: MarkdownComponents): ReactNode {
  const items = token.items.map((item, place) => renderItem(item, place, components))
  if (!token.ordered)
    return (
      <ul key={key} dir="auto">
        {items}
      </ul>
    )
  return (
    <ol key={key} dir="auto" start={token.start === '' || token.start === 1 ? undefined : token.start}>
      {items}
    </ol>
  )
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
