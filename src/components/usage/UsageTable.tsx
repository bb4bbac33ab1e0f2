'use client'

import type { ReactNode } from 'react'
import { useWords } from '../kit/KitContext.js'
import { scrollRegion } from '../kit/scrollRegion.js'
import type { UsageBar } from './barsOf.js'
import { englishUsage, type UsageColumn, type UsageStrings } from './strings.js'

/** What the plot draws, as numbers. */
export function UsageTable({ bars }: { bars: readonly UsageBar[] }): ReactNode {
  const strings = useWords(englishUsage)
  const hasCost = Boolean(bars.at(-1)?.costSoFar)
  const columns: readonly UsageColumn[] = ['turn', 'prompt', 'completion', ...(hasCost ? ['cost' as const] : [])]
  return (
    <div className="tg-usage-table" {...scrollRegion(strings.usageTable)}>
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {strings.usageColumn(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {bars.map((bar) => (
            <tr key={bar.from}>
              <th scope="row">{strings.usageTurn(bar.from, bar.to)}</th>
              {columns.slice(1).map((column) => (
                <td key={column}>
                  <bdi>{cellOf(bar, column, strings)}</bdi>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const unknown = '–'

function cellOf(
  { prompt, completion, costSoFar }: UsageBar,
  column: UsageColumn,
  strings: UsageStrings & { count: (count: number) => string },
): string {
  if (column === 'cost') return costSoFar ? strings.usageCost(costSoFar, false) : unknown
  const count = column === 'prompt' ? prompt : completion
  return count > 0 ? strings.count(count) : unknown
}
