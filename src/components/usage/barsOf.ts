import type { UsageSum } from '../../store/index.js'

/** A turn of the plot, or several in one. */
export interface UsageBar {
  /** The first turn in it, from 1. */
  readonly from: number
  readonly to: number
  /** In tokens. */
  readonly prompt: number
  readonly completion: number
  /** Of the conversation up to here, in US dollars; null where it is not known. */
  readonly costSoFar: number | null
}

/** More cannot be told apart: older turns are summed into the first. */
export const mostBars = 60

/** What is drawn for the turns of a conversation, in their order. */
export function barsOf(turns: readonly UsageSum[]): UsageBar[] {
  const older = turns.length > mostBars ? turns.length - mostBars + 1 : 0
  const groups = [...(older > 0 ? [turns.slice(0, older)] : []), ...turns.slice(older).map((turn) => [turn])]
  let to = 0
  let costSoFar: number | null = 0
  return groups.map((group) => {
    const from = to + 1
    to += group.length
    for (const { cost } of group) costSoFar = costSoFar === null || cost === null ? null : costSoFar + cost
    return { from, to, prompt: total(group, 'prompt_tokens'), completion: total(group, 'completion_tokens'), costSoFar }
  })
}

/** The tokens of a bar. */
export function tokensIn({ prompt, completion }: UsageBar): number {
  return prompt + completion
}

function total(turns: readonly UsageSum[], key: 'prompt_tokens' | 'completion_tokens'): number {
  return turns.reduce((sum, turn) => sum + turn[key], 0)
}
