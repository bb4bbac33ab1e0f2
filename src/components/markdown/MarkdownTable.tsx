'use client'

import { createElement, memo, type ReactNode } from 'react'
import { useStrings } from '../kit/KitContext.js'
import { scrollRegion } from '../kit/scrollRegion.js'
import { useMarkdown } from './MarkdownContext.js'
import type { Alignment, TableBlock, TableRow } from './parse/blocks.js'
import { renderText } from './renderText.js'

interface MarkdownTableProps {
  table: TableBlock
  dir: 'auto' | undefined
}

/** A table in a region that scrolls and can be focused. */
export function MarkdownTable({ table, dir }: MarkdownTableProps): ReactNode {
  const strings = useStrings()
  const { components } = useMarkdown()
  const { header, alignments, rows } = table
  return (
    <div className="tg-table" dir={dir} {...scrollRegion(strings.table)}>
      {createElement(
        components.table ?? 'table',
        null,
        <thead>
          <Row row={header} alignments={alignments} isHeader />
        </thead>,
        rows.length > 0 && <tbody>{rows.map((group, place) => renderRows(group, place, alignments))}</tbody>,
      )}
    </div>
  )
}

interface RowGroupProps {
  rows: readonly TableRow[]
  alignments: readonly Alignment[]
}

/** Rows keep their places, so the place is their key. */
function renderRows(rows: readonly TableRow[], key: number, alignments: readonly Alignment[]): ReactNode {
  return <RowGroup key={key} rows={rows} alignments={alignments} />
}

const RowGroup = memo(function RowGroup({ rows, alignments }: RowGroupProps): ReactNode {
  return rows.map((row, place) => renderRow(row, place, alignments))
})

function renderRow(row: TableRow, key: number, alignments: readonly Alignment[]): ReactNode {
  return <Row key={key} row={row} alignments={alignments} />
}

interface RowProps {
  row: TableRow
  alignments: readonly Alignment[]
  isHeader?: boolean
}

const Row = memo(function Row({ row: { cells, openCell }, alignments, isHeader }: RowProps): ReactNode {
  const { components } = useMarkdown()
  function renderCell(text: string, key: number): ReactNode {
    const isNamed = isHeader && text !== '' // a heading without words would be read as one
    const Cell = isNamed ? (components.th ?? 'th') : (components.td ?? 'td')
    const rest = { key, scope: isNamed ? 'col' : undefined, 'data-align': alignments[key] ?? undefined } as object
    return createElement(Cell as 'td', rest, renderText(text, key === openCell))
  }
  return createElement(components.tr ?? 'tr', null, cells.map(renderCell))
})
