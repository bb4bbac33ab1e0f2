import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Item } from '../../src/components/list/rows.js'
import { type PlacedItem, rowsInView } from '../../src/components/list/rowsInView.js'

const row = (place: number): Item => ({ key: `${place}`, messageIds: [`${place}`], newDay: null })
const view = { top: 1000, bottom: 1500, ahead: 200 }
const places = (items: PlacedItem[], height = 50) => [...rowsInView(items, view, () => height)].sort((a, b) => a - b)

describe('rowsInView', () => {
  it('takes rows of a gap above from its end, until they fill what is ahead', () => {
    const gap = { item: { from: 0, to: 40, height: 2000 }, place: 0, top: -1100, bottom: 900 }
    expect(places([gap])).toEqual([38, 39])
  })

  it('takes rows of a gap below from its beginning', () => {
    const gap = { item: { from: 7, to: 40, height: 2000 }, place: 7, top: 1600, bottom: 3600 }
    expect(places([gap])).toEqual([7, 8])
  })

  it('takes no rows of a gap which is far', () => {
    const gap = { item: { from: 0, to: 40, height: 2000 }, place: 0, top: -1300, bottom: 799 }
    expect(places([gap])).toEqual([])
  })

  it('takes the rows at the same part of a gap which covers the view', () => {
    const gap = { item: { from: 0, to: 100, height: 5000 }, place: 0, top: 0, bottom: 5000 }
    expect(places([gap])).toEqual(Array.from({ length: 18 }, (_, place) => 16 + place))
    const squeezed = { item: { from: 0, to: 100, height: 5000 }, place: 0, top: 500, bottom: 1750 }
    expect(places([squeezed])[0]).toBe(36) // 40 % of its height is above the view
  })

  it('takes the first row at the very beginning of a gap, and the last at its end', () => {
    const gap = (top: number) => ({ item: { from: 0, to: 100, height: 5000 }, place: 0, top, bottom: top + 5000 })
    expect(places([gap(1000)])[0]).toBe(0)
    expect(places([gap(-3500)]).at(-1)).toBe(99)
  })

  it('lets rows which are there stay for twice as far as rows come in', () => {
    const placed = (place: number, top: number) => ({ item: row(place), place, top, bottom: top + 50 })
    expect(places([placed(1, 540), placed(2, 560), placed(3, 1200), placed(4, 1890), placed(5, 1910)])).toEqual([
      2, 3, 4,
    ])
  })

  it('goes through a gap of no height, and rows of none, without taking them all', () => {
    const gap = { item: { from: 0, to: 10_000, height: 500_000 }, place: 0, top: 1000, bottom: 1000 }
    expect(places([gap]).length).toBeLessThan(10)
    expect(places([gap], 0).length).toBeLessThanOrEqual(200)
  })

  it('leaves nothing of the view uncovered, wherever it is', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 20, max: 400 }), { minLength: 1, maxLength: 300 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (heights, part) => {
          const total = heights.reduce((sum, height) => sum + height, 0)
          const top = part * Math.max(0, total - 500)
          const gap = { item: { from: 0, to: heights.length, height: total }, place: 0, top: 0, bottom: total }
          const wanted = rowsInView([gap], { top, bottom: top + 500, ahead: 0 }, (place) => heights[place] ?? 0)
          let at = 0
          for (const [place, height] of heights.entries()) {
            const isInView = at + height > top + 0.01 && at < Math.min(top + 500, total) - 0.01
            if (isInView) expect(wanted).toContain(place)
            at += height
          }
        },
      ),
    )
  })
})
