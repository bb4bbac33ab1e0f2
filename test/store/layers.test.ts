import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withValues } from '../../src/store/layers.js'

type Version = ReadonlyMap<string, number>

function said(map: Version) {
  const visited: [string, number][] = []
  map.forEach((value, key) => {
    visited.push([key, value])
  })
  return [[...map], [...map.entries()], [...map.keys()], [...map.values()], visited, map.size]
}

describe('a map with newer values', () => {
  it('is what a copied map would be, and so are all maps before it', () => {
    const key = fc.nat(60).map(String)
    const change = fc.tuple(fc.nat(), fc.array(fc.tuple(key, fc.nat()), { maxLength: 4 }))
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 120 }), (changes) => {
        const versions: Version[] = [new Map([['0', 0]])]
        const copies: Version[] = [new Map([['0', 0]])]
        for (const [from, values] of changes) {
          const place = from % versions.length // any of them, not only the last
          versions.push(withValues(versions[place] as Version, values))
          copies.push(new Map([...(copies[place] as Version), ...values]))
        }
        for (const [place, version] of versions.entries()) {
          const copy = copies[place] as Version
          expect(said(version)).toEqual(said(copy))
          for (let each = 0; each <= 60; each++) {
            expect(version.get(`${each}`)).toBe(copy.get(`${each}`))
            expect(version.has(`${each}`)).toBe(copy.has(`${each}`))
          }
        }
      }),
      { numRuns: 60 },
    )
  })

  it('does not look through the others, and is copied once in a while only', () => {
    const values = Array.from({ length: 10_000 }, (_, place) => [`${place}`, place] as const)
    let copied = 0
    class Watched extends Map<string, number> {
      override [Symbol.iterator]() {
        copied++
        return super[Symbol.iterator]()
      }
    }
    let map: Version = new Watched(values)
    for (let change = 0; change < 1000; change++) map = withValues(map, [['9999', change]])
    expect([map.get('9999'), copied]).toEqual([999, 0])
    for (let change = 0; change < 32; change++) map = withValues(map, [[`${change}`, -1]])
    expect([map.get('0'), map.size, copied]).toEqual([-1, 10_000, 1])
  })
})
