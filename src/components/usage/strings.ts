import type { UsageBar } from './barsOf.js'
import type { ContextLevel } from './contextFillOf.js'

/** What a column of `UsageMeter`'s table holds. */
export type UsageColumn = 'turn' | 'prompt' | 'completion' | 'cost'

/** The words of `UsageMeter`. Shares are from 0 to 1, costs in US dollars. */
export interface UsageStrings {
  readonly usageNone: string
  /** `isAtLeast`: a request was stopped or tried again, and more was used than is known. */
  readonly usageTokens: (count: number, isAtLeast: boolean) => string
  readonly usageCost: (dollars: number, isAtLeast: boolean) => string
  readonly usageRequests: (count: number) => string
  readonly usageRequestsLabel: string
  readonly usageCostLabel: string
  readonly usageAtLeast: string
  readonly usageEstimate: string

  readonly usageContext: (share: number, level: ContextLevel) => string
  readonly usageContextLabel: string
  readonly usageContextValue: (tokens: number, length: number, level: ContextLevel) => string

  /** Names the plot. `cost` is null where it is not known. */
  readonly usagePlot: (turns: number, largest: UsageBar, cost: number | null) => string
  /** Names what chooses a bar of the plot. */
  readonly usageTurnChooser: string
  readonly usageBar: (bar: UsageBar) => string
  /** Says that the first bar is several turns. */
  readonly usageOlder: (first: UsageBar) => string
  readonly usageTurn: (from: number, to: number) => string
  readonly usageTable: string
  readonly usageColumn: (column: UsageColumn) => string
}

export const englishUsage: UsageStrings = {
  usageNone: 'Nothing used yet',
  usageTokens: (count, isAtLeast) => `${isAtLeast ? 'at least ' : ''}${counted(count, 'token')}`,
  usageCost: (dollars, isAtLeast) => `${isAtLeast ? 'at least' : 'about'} ${money(dollars)}`,
  usageRequests: (count) => counted(count, 'request'),
  usageRequestsLabel: 'Requests',
  usageCostLabel: 'Cost (estimate)',
  usageAtLeast: 'A request was stopped, broke off or was sent again: more was used than is known.',
  usageEstimate: 'The cost is an estimate from the price for a million tokens. The bill may say something else.',

  usageContext: (share, level) => `${percent(share)} of the context${levels[level]}`,
  usageContextLabel: 'Context used',
  usageContextValue: (tokens, length, level) => `${number(tokens)} of ${counted(length, 'token')}${levels[level]}`,

  usagePlot: (turns, largest, cost) =>
    [
      `Tokens of ${counted(turns, 'turn')} as bars.`,
      `Most in ${turnText(largest.from, largest.to).toLowerCase()}: ${tokensOf(largest)}.`,
      cost && `The cost rises to about ${money(cost)}.`,
    ]
      .filter(Boolean)
      .join(' '),
  usageTurnChooser: 'Turn',
  usageBar: (bar) =>
    `${turnText(bar.from, bar.to)}: ${tokensOf(bar)}${bar.costSoFar ? `, about ${money(bar.costSoFar)} so far` : ''}`,
  usageOlder: ({ from, to }) => `Turns ${from} to ${to} are together in the first bar, which is cut off at the top.`,
  usageTurn: (from, to) => turnText(from, to),
  usageTable: 'Tokens and cost of each turn',
  usageColumn: (column) => columns[column],
}

const levels: Readonly<Record<ContextLevel, string>> = {
  normal: '',
  warning: ', filling up',
  danger: ', nearly full',
}

const columns: Readonly<Record<UsageColumn, string>> = {
  turn: 'Turn',
  prompt: 'Prompt',
  completion: 'Completion',
  cost: 'Cost so far',
}

function turnText(from: number, to: number): string {
  return from === to ? `Turn ${from}` : `Turns ${from} to ${to}`
}

function tokensOf({ prompt, completion }: UsageBar): string {
  if (prompt > 0 && completion > 0)
    return `${number(prompt)} prompt and ${number(completion)} completion ${completion === 1 ? 'token' : 'tokens'}`
  if (prompt > 0) return counted(prompt, 'prompt token')
  return completion > 0 ? counted(completion, 'completion token') : 'no tokens known'
}

function counted(count: number, noun: string): string {
  return `${number(count)} ${noun}${count === 1 ? '' : 's'}`
}

function number(count: number): string {
  return count.toLocaleString('en')
}

/** $0.0021, $0.31, $12.40 */
function money(dollars: number): string {
  const digits =
    dollars < 0.1 ? { maximumSignificantDigits: 2 } : { minimumFractionDigits: 2, maximumFractionDigits: 2 }
  return dollars.toLocaleString('en', { style: 'currency', currency: 'USD', ...digits })
}

function percent(share: number): string {
  return share < 0.01 ? 'under 1 %' : `${Math.round(share * 100)} %`
}
