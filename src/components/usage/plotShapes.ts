import { tokensIn, type UsageBar } from './barsOf.js'

/** The plot in units of its own: how high it is, and how much room a bar has. */
export const plotHeight = 100
export const placeWidth = 10
/** With fewer turns there is room left, so that bars stay bars. */
const fewestPlaces = 12
/** Stays free above the line of the cost. */
const headroom = 4

/** A bar as it is drawn: the completion stands on the prompt. */
export interface BarShape {
  readonly place: number
  readonly promptHeight: number
  readonly completionHeight: number
  /** Whether it is higher than the plot. */
  readonly isCut: boolean
}

/** How many bars there is room for. */
export function placesFor(bars: readonly UsageBar[]): number {
  return Math.max(fewestPlaces, bars.length)
}

/** The highest single turn fills the plot; a bar of several turns is cut there, or nothing else could be seen. */
export function shapesOf(bars: readonly UsageBar[]): BarShape[] {
  const tallest = Math.max(1, ...bars.filter(({ from, to }) => from === to).map(tokensIn))
  return bars.map((bar, place) => {
    const whole = Math.max(tallest, tokensIn(bar))
    const heightOf = (tokens: number) => (tokens / whole) * plotHeight
    return {
      place,
      promptHeight: heightOf(bar.prompt),
      completionHeight: heightOf(bar.completion),
      isCut: whole > tallest,
    }
  })
}

/** The points of the line which the cost makes; null where it is not known. */
export function costLine(bars: readonly UsageBar[]): string | null {
  const all = bars.at(-1)?.costSoFar
  if (!all) return null
  const points = bars.map(({ costSoFar }, place) => {
    const height = ((costSoFar ?? 0) / all) * (plotHeight - headroom)
    return `${(place + 0.5) * placeWidth},${plotHeight - height}`
  })
  return points.join(' ')
}

/** Which bar stands under a place across the plot, from 0 at its beginning to 1. */
export function barAt(share: number, bars: readonly UsageBar[]): number {
  const place = Math.floor(share * placesFor(bars))
  return Math.max(0, Math.min(bars.length - 1, Number.isFinite(place) ? place : 0))
}
