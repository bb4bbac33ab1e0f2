import { type Item, isGap, type Rows } from './rows.js'

/** What is known of the rows of a long thread, by their places there. */
export interface KnownRows {
  readonly rows: Rows
  /** Which are in the document, in order. */
  readonly shown: readonly number[]
  /** Of all which ever were, in CSS px. */
  readonly heights: Map<number, number>
}

/** What is known, for a newer list: where rows only came at the end, nothing has to be looked for. */
export function knownOf(known: KnownRows, rows: Rows): KnownRows {
  if (known.rows === rows) return known
  const isThere = (place: number) => known.rows.at(place)?.key === rows.at(place)?.key
  if (isThere(known.rows.length - 1) && known.shown.every(isThere)) return { ...known, rows }
  const places = new Map(Array.from(rows, ({ key }, place) => [key, place]))
  const placeNow = (place: number) => places.get(known.rows.at(place)?.key ?? '')
  const heights = new Map<number, number>()
  for (const [place, height] of known.heights) {
    const now = placeNow(place)
    if (now !== undefined) heights.set(now, height)
  }
  return { rows, shown: inOrder(known.shown.flatMap((place) => placeNow(place) ?? [])), heights }
}

/** How much room rows need which are not there, in CSS px: what they had, and `usual` for those which never were. */
export function heightBetween({ heights }: KnownRows, from: number, to: number, usual: number): number {
  let sum = (to - from) * usual
  for (const [place, height] of heights) if (place >= from && place < to) sum += height - usual
  return sum
}

/** The places of the rows among these items. */
export function placesOf(items: readonly Item[]): number[] {
  let next = 0
  return items.flatMap((item) => {
    const place = next
    next = isGap(item) ? item.to : place + 1
    return isGap(item) ? [] : place
  })
}

export function inOrder(places: readonly number[]): number[] {
  return [...new Set(places)].sort((a, b) => a - b)
}
