'use client'

import type { ReactNode } from 'react'
import { useStrings } from '../kit/KitContext.js'
import { scrollRegion } from '../kit/scrollRegion.js'
import type { MarkdownComponents } from './components.js'
import type { Tokens } from './lexer.js'
import { renderInline } from './renderInline.js'

interface MarkdownTableProps {
  token: Tokens.Table
  dir: 'auto' | undefined
  components: MarkdownComponents
}

/** A table in a region that scrolls and can be focused. */
export function MarkdownTable({ token, dir, components }: MarkdownTableProps): ReactNode {
  const strings = useStrings()
  const cells = (row: readonly Tokens.TableCell[]) => row.map((cell, place) => renderCell(cell, place, components))
  return (
    <div className="tg-table" dir={dir} {...scrollRegion(strings.table)}>
      <table>
        <thead>
          <tr>{cells(token.header)}</tr>
        </thead>
        <tbody>{token.rows.map((row, place) => renderRow(cells(row), place))}</tbody>
      </table>
    </div>
  )
}

function renderRow(cells: ReactNode, key: number): ReactNode {
  return <tr key={key}>{cells}</tr>
}

function renderCell(cell: Tokens.TableCell, key: number, components: MarkdownComponents): ReactNode {
  const Cell = cell.header ? 'th' : 'td'
  return (
    <Cell key={key} scope={cell.header ? 'col' : undefined} data-align={cell.align ?? undefined}>
      {renderInline(cell.tokens, components)}
    </Cell>
  )
}
