import { describe, expect, it } from 'vitest'
import { barsOf, mostBars } from '../../../src/components/usage/barsOf.js'
import { contextFillOf } from '../../../src/components/usage/contextFillOf.js'
import { barAt, costLine, shapesOf } from '../../../src/components/usage/plotShapes.js'
import { sumUsage } from '../../../src/store/index.js'
import { prices, request, requests } from './requests.js'

const turns = (count: number) => requests(count).map((record) => sumUsage([record], prices))

describe('barsOf', () => {
  it('gives each turn a bar, with the cost up to there', () => {
    expect(barsOf(turns(2))).toEqual([
      { from: 1, to: 1, prompt: 100, completion: 10, costSoFar: 0.00012 },
      { from: 2, to: 2, prompt: 100, completion: 10, costSoFar: 0.00024 },
    ])
  })

  it('sums older turns into the first of 60 bars, and loses nothing', () => {
    const bars = barsOf(turns(1000))
    expect([bars.length, bars[0]?.from, bars[0]?.to, bars.at(-1)?.to]).toEqual([mostBars, 1, 941, 1000])
    expect(bars.reduce((sum, { prompt }) => sum + prompt, 0)).toBe(100_000)
    expect(barsOf(turns(mostBars)).every(({ from, to }) => from === to)).toBe(true)
  })

  it('knows no cost from the first turn on whose cost is not known', () => {
    const sums = [...turns(1), sumUsage([request(2, { prompt_tokens: 1 })], {}), ...turns(1)]
    expect(barsOf(sums).map(({ costSoFar }) => costSoFar)).toEqual([0.00012, null, null])
  })
})

describe('the plot', () => {
  it('is as high as the largest single turn, and cuts a bar of several', () => {
    const [first, last] = shapesOf([
      { from: 1, to: 41, prompt: 3000, completion: 1000, costSoFar: null },
      { from: 42, to: 42, prompt: 150, completion: 50, costSoFar: null },
    ])
    expect(first).toEqual({ place: 0, promptHeight: 75, completionHeight: 25, isCut: true })
    expect(last).toEqual({ place: 1, promptHeight: 75, completionHeight: 25, isCut: false })
  })

  it('draws a line for the cost only where it is known to the end', () => {
    expect(costLine(barsOf(turns(2)))).toBe('5,52 15,4')
    expect(costLine(barsOf(requests(2).map((record) => sumUsage([record]))))).toBeNull()
  })

  it('finds the bar under a pointer, and the nearest one beside them', () => {
    const bars = barsOf(turns(24))
    expect([0, 0.5, 0.999, 1.5, -1, Number.NaN].map((share) => barAt(share, bars))).toEqual([0, 12, 23, 23, 0, 0])
    expect(barAt(0.9, barsOf(turns(2)))).toBe(1)
  })
})

describe('contextFillOf', () => {
  it('warns above 80 %, and more above 95 %', () => {
    const levelAt = (tokens: number) =>
      contextFillOf([request(1, { prompt_tokens: tokens - 1, completion_tokens: 1 })], 100)?.level
    expect([80, 81, 95, 96].map(levelAt)).toEqual(['normal', 'warning', 'warning', 'danger'])
  })

  it('takes the last request which told its usage, and says nothing without one', () => {
    const stopped = request(9, null, { chunks: 3 })
    expect(contextFillOf([...requests(1), stopped], 1000)?.tokens).toBe(110)
    expect(contextFillOf([stopped], 1000)).toBeNull()
    expect(contextFillOf(requests(1), undefined)).toBeNull()
    expect(contextFillOf(requests(1), Number.NaN)).toBeNull()
  })
})
