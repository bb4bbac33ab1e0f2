'use client'

import { type ReactNode, useMemo } from 'react'
import { useChat } from '../../hooks/ChatProvider.js'
import type { Prices } from '../../store/index.js'
import { useWords } from '../kit/KitContext.js'
import { barsOf } from './barsOf.js'
import type { ContextFill } from './contextFillOf.js'
import { englishUsage } from './strings.js'
import { UsagePlot } from './UsagePlot.js'
import { UsageTable } from './UsageTable.js'
import { type EndedUsage, sumsByTurn } from './useEndedUsage.js'

interface UsageDetailsProps extends EndedUsage {
  fill: ContextFill | null
  prices: Prices | undefined
}

/** The counts of the conversation, what they leave out, and from two turns on each of them. */
export function UsageDetails({ records, sum, fill, prices }: UsageDetailsProps): ReactNode {
  const chat = useChat()
  const strings = useWords(englishUsage)
  const bars = useMemo(() => barsOf(sumsByTurn(chat, records, prices)), [chat, records, prices])
  const readings: readonly (readonly [label: string, value: string | null])[] = [
    [strings.metaLabel('promptTokens'), known(sum.prompt_tokens, strings.count)],
    [strings.metaLabel('cachedTokens'), known(sum.cached_tokens, strings.count)],
    [strings.metaLabel('completionTokens'), known(sum.completion_tokens, strings.count)],
    [strings.metaLabel('reasoningTokens'), known(sum.reasoning_tokens, strings.count)],
    [strings.usageRequestsLabel, known(sum.requests, strings.count)],
    [strings.usageCostLabel, known(sum.cost, (cost) => strings.usageCost(cost, sum.atLeast))],
    [strings.usageContextLabel, fill && strings.usageContextValue(fill.tokens, fill.length, fill.level)],
  ]
  return (
    <div className="tg-usage-details">
      <dl className="tg-meta-details">{readings.map(renderReading)}</dl>
      {sum.atLeast && <p className="tg-usage-note">{strings.usageAtLeast}</p>}
      {known(sum.cost, String) && <p className="tg-usage-note">{strings.usageEstimate}</p>}
      {bars.length > 1 && (
        <>
          <UsagePlot bars={bars} />
          <UsageTable bars={bars} />
        </>
      )}
    </div>
  )
}

function renderReading([label, value]: readonly [label: string, value: string | null]): ReactNode {
  return (
    value && (
      <div key={label}>
        <dt>{label}</dt>
        <dd>
          <bdi>{value}</bdi>
        </dd>
      </div>
    )
  )
}

/** Null for 0: what is not known was counted as nothing. */
function known(value: number | null, words: (value: number) => string): string | null {
  return value === null || value === 0 ? null : words(value)
}
