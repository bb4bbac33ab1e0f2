// What a text which came in pieces has to be in the end: the same as if it had come whole.
import { createRandom } from './random.js'

/** One thing that a text can grow in: a mounted component, or what reads for it. */
export interface Shown {
  show(text: string, isStreaming: boolean): void
  /** What is shown, in anything that can be compared. */
  look(): unknown
  end(): void
}

export interface Difference {
  text: string
  /** Where the text ended before it was whole. */
  cuts: readonly number[]
  grown: unknown
  whole: unknown
}

export interface GrowthOptions {
  create(): Shown
  isEqual(one: unknown, other: unknown): boolean
}

const short = 300

/** Every place of a short text, else `count` of a longer one, ascending. */
export function cutsOf(text: string, count: number, seed: number): number[] {
  const every = Array.from({ length: text.length + 1 }, (_, place) => place)
  if (text.length < short || count >= every.length) return every
  const random = createRandom(seed)
  // Fisher and Yates, as far as needed.
  for (let place = 0; place < count; place++) {
    const other = place + random.integer(every.length - place)
    const moved = every[place] as number
    every[place] = every[other] as number
    every[other] = moved
  }
  return every.slice(0, count).sort((one, other) => one - other)
}

/** Some of the cuts, with the same distance in between. */
export function sampleOf(cuts: readonly number[], count: number): number[] {
  const distance = Math.ceil(cuts.length / count)
  return cuts.filter((_, place) => place % distance === 0)
}

/** Grows the text from cut to cut in one place, then shows it whole. */
export function afterGrowth({ create, isEqual }: GrowthOptions, text: string, cuts: readonly number[]): Difference[] {
  const [whole, grown] = [create(), create()]
  for (const cut of cuts) grown.show(text.slice(0, cut), true)
  const difference = { text, cuts, grown: lookAt(grown, text), whole: lookAt(whole, text) }
  whole.end()
  grown.end()
  return isEqual(difference.grown, difference.whole) ? [] : [difference]
}

/** Shows the text as far as each cut, then whole, all in one place: also what is taken back must leave nothing. */
export function afterEachCut({ create, isEqual }: GrowthOptions, text: string, cuts: readonly number[]): Difference[] {
  const [fresh, shown] = [create(), create()]
  const whole = lookAt(fresh, text)
  const differences: Difference[] = []
  for (const cut of cuts) {
    shown.show(text.slice(0, cut), true)
    const grown = lookAt(shown, text)
    if (!isEqual(grown, whole)) differences.push({ text, cuts: [cut], grown, whole })
  }
  fresh.end()
  shown.end()
  return differences
}

/**
 * Grows the text, now and then as if that were the end, and takes some of it back again. Each state is compared with the
 * same beginning in a new place: how it came there leaves no trace.
 */
export function whileGrowing({ create, isEqual }: GrowthOptions, text: string, cuts: readonly number[]): Difference[] {
  const shown = create()
  const back = cuts.filter((_, place) => place % 4 === 0).reverse()
  const differences = [...cuts, ...back].flatMap((cut, place) => {
    const begun = text.slice(0, cut)
    const isStreaming = place % 3 !== 0
    const grown = lookAt(shown, begun, isStreaming)
    const fresh = create()
    const whole = lookAt(fresh, begun, isStreaming)
    fresh.end()
    return isEqual(grown, whole) ? [] : [{ text: begun, cuts: cuts.slice(0, place), grown, whole }]
  })
  shown.end()
  return differences
}

/** Grows the text and looks for links to a part of an address, which the whole address only begins with. */
export function halfLinks({ create }: GrowthOptions, text: string, cuts: readonly number[]): Difference[] {
  const shown = create()
  const whole = addressesIn(lookAt(shown, text))
  const differences = cuts.flatMap((cut, place) => {
    const grown = addressesIn(lookAt(shown, text.slice(0, cut), true))
    const isHalf = (address: string) => !whole.includes(address) && whole.some((each) => each.startsWith(address))
    return grown.some(isHalf) ? [{ text: text.slice(0, cut), cuts: cuts.slice(0, place), grown, whole }] : []
  })
  shown.end()
  return differences
}

function lookAt(shown: Shown, text: string, isStreaming = false): unknown {
  shown.show(text, isStreaming)
  return shown.look()
}

function addressesIn(html: unknown): string[] {
  return [...String(html).matchAll(/href="([^"]*)"/g)].map(([, address = '']) => address)
}
