import { type Gap, type Item, isGap } from './rows.js'

/** An item and where it is now, in CSS px from any common point. */
export interface PlacedItem {
  readonly item: Item
  /** Of a row: its place in the thread. */
  readonly place: number
  readonly top: number
  readonly bottom: number
}

export interface View {
  readonly top: number
  readonly bottom: number
  /** How far beyond the view rows are wanted; those which are there stay for twice as far. */
  readonly ahead: number
}

/** The places in the thread of the rows which a view needs, given what is in the document and how high other rows are. */
export function rowsInView(items: readonly PlacedItem[], view: View, heightOf: (place: number) => number): Set<number> {
  const [from, to] = [view.top - view.ahead, view.bottom + view.ahead]
  const wanted = new Set<number>()

  /** Rows of a gap one after the other, until they fill so many px. */
  function fill(gap: Gap, start: number, step: 1 | -1, px: number): void {
    for (let place = start, left = px; left > 0 && place >= gap.from && place < gap.to; place += step) {
      wanted.add(place)
      left -= Math.max(1, heightOf(place))
    }
  }

  for (const { item, place, top, bottom } of items) {
    if (!isGap(item)) {
      if (bottom > from - view.ahead && top < to + view.ahead) wanted.add(place)
    } else if (bottom > from && top < to) {
      // A gap may have another height than its rows: they are counted from the edge which the reader comes near.
      if (bottom < view.bottom) fill(item, item.to - 1, -1, bottom - from)
      else if (top > view.top) fill(item, item.from, 1, to - top)
      else {
        const { place: first, above } = placeAt(item, (view.top - top) / (bottom - top), heightOf)
        fill(item, first, 1, above + to - view.top)
        fill(item, first - 1, -1, view.top - from - above)
      }
    }
  }
  return wanted
}

/** The row at a part of a gap's height, and how much of the row is above. */
function placeAt({ from, to, height }: Gap, part: number, heightOf: (place: number) => number) {
  let above = height * part
  let place = from
  while (place < to - 1 && above >= heightOf(place)) above -= heightOf(place++)
  return { place, above }
}
