import type { KeyboardEvent } from 'react'
import { describe, expect, it } from 'vitest'
import { layoutOf } from '../../../src/components/choices/layoutOf.js'
import { placeAfterArrow } from '../../../src/components/choices/placeAfterArrow.js'

describe('The layout of choices', () => {
  it.each([
    [24, 2, 'tabs'],
    [39.9, 2, 'tabs'],
    [40, 2, 'columns'],
    [46, 3, 'columns'],
    [46, 4, 'sideways'],
    [58.25, 4, 'columns'],
    [200, 5, 'sideways'],
  ] as const)('in %d rem of %d choices is %s', (width, count, layout) => {
    expect(layoutOf(width, count, 'columns')).toBe(layout)
  })

  it('is not changed back by a scrollbar which it brings or takes away', () => {
    expect(layoutOf(40.5, 2, 'tabs')).toBe('tabs')
    expect(layoutOf(41.5, 2, 'tabs')).toBe('columns')
    expect(layoutOf(40.5, 2, 'columns')).toBe('columns')
  })

  it('stays as it was where nothing is laid out', () => {
    expect(layoutOf(0, 4, 'columns')).toBe('columns')
    expect(layoutOf(0, 4, 'tabs')).toBe('tabs')
  })
})

describe('An arrow', () => {
  const placeAfter = (key: string, place: number, direction = 'ltr', more: object = {}) => {
    const currentTarget = document.createElement('div')
    currentTarget.style.direction = direction
    document.body.append(currentTarget)
    return placeAfterArrow({ key, currentTarget, ...more } as unknown as KeyboardEvent, place, 3)
  }

  it('leads to the next or the one before, round at the ends', () => {
    expect([placeAfter('ArrowRight', 0), placeAfter('ArrowDown', 1), placeAfter('ArrowRight', 2)]).toEqual([1, 2, 0])
    expect([placeAfter('ArrowLeft', 2), placeAfter('ArrowUp', 1), placeAfter('ArrowLeft', 0)]).toEqual([1, 0, 2])
  })

  it('follows the direction of the text sideways, not up and down', () => {
    expect([placeAfter('ArrowLeft', 0, 'rtl'), placeAfter('ArrowRight', 0, 'rtl')]).toEqual([1, 2])
    expect([placeAfter('ArrowDown', 0, 'rtl'), placeAfter('ArrowUp', 0, 'rtl')]).toEqual([1, 2])
  })

  it('means something else with another key held, as other keys do', () => {
    expect(placeAfter('ArrowRight', 0, 'ltr', { ctrlKey: true })).toBeNull()
    expect(placeAfter('ArrowRight', 0, 'ltr', { altKey: true })).toBeNull()
    expect(placeAfter('a', 0)).toBeNull()
  })
})
