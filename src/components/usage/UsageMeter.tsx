'use client'

import { forwardRef, type ReactNode, useState } from 'react'
import type { Prices } from '../../store/index.js'
import { Icon } from '../icons/Icon.js'
import { useWords } from '../kit/KitContext.js'
import { classes, type Part, type PartProps } from '../kit/part.js'
import { ContextMeter } from './ContextMeter.js'
import { contextFillOf } from './contextFillOf.js'
import { englishUsage } from './strings.js'
import { UsageDetails } from './UsageDetails.js'
import { useEndedUsage } from './useEndedUsage.js'

/** What `UsageMeter` takes. */
export interface UsageMeterProps extends PartProps {
  /** The model's, in tokens: it shows how much of it the last request took. @default not shown */
  contextLength?: number | undefined
  /** US dollars for a million tokens, by model. @default the chat's, as they were when the last request ended */
  prices?: Prices | undefined
}

/**
 * What the conversation used so far, in one line: `3,204 tokens · about $0.0021 · 41 % of the context`; on demand the
 * counts, and each turn in a plot and a table. It renders when a request ends, not for each token.
 *
 * @example
 * <ChatRoot chat={chat}><MessageList /><Composer /><UsageMeter contextLength={131_072} /></ChatRoot>
 */
export const UsageMeter: Part<UsageMeterProps, HTMLDivElement> = forwardRef(function UsageMeter(
  { contextLength, prices, className, style },
  ref,
): ReactNode {
  const strings = useWords(englishUsage)
  const { records, sum } = useEndedUsage(prices)
  const [isOpen, setOpen] = useState(false)
  const fill = contextFillOf(records, contextLength)
  const tokens = sum.total_tokens > 0 && strings.usageTokens(sum.total_tokens, sum.atLeast)
  const cost = sum.cost !== null && sum.cost > 0 && strings.usageCost(sum.cost, sum.atLeast)
  const requests = !tokens && strings.usageRequests(sum.requests)
  return (
    <div
      ref={ref}
      className={classes('tg-usage', className)}
      style={style}
      data-level={fill?.level}
      data-at-least={sum.atLeast || undefined}
      data-empty={sum.requests === 0 || undefined}
    >
      {fill && <ContextMeter fill={fill} />}
      {sum.requests === 0 ? (
        <p className="tg-usage-none">{strings.usageNone}</p>
      ) : (
        <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
          <summary className="tg-meta-line">
            {tokens && <Reading name="tokens">{tokens}</Reading>}
            {requests && <Reading name="requests">{requests}</Reading>}
            {cost && <Reading name="cost">{cost}</Reading>}
            {fill && (
              <Reading name="context">
                {fill.level !== 'normal' && <Icon name="alert" />}
                {strings.usageContext(fill.share, fill.level)}
              </Reading>
            )}
          </summary>
          {isOpen && <UsageDetails records={records} sum={sum} fill={fill} prices={prices} />}
        </details>
      )}
    </div>
  )
})

function Reading({ name, children }: { name: string; children: ReactNode }): ReactNode {
  return (
    <span className="tg-meta-reading" data-reading={name}>
      {/* a number and its unit keep their order in a right-to-left page */}
      <bdi>{children}</bdi>
    </span>
  )
}
