import { describe, expect, it } from 'vitest'
import { parameterOf, withParameter } from '../../../src/components/params/kwargs.js'
import { isSameList, readStop, stopsOf, writeStop } from '../../../src/components/params/stopTexts.js'

describe('The kwargs', () => {
  it('keep their other keys, in their order', () => {
    const kwargs = Object.freeze({ custom: { deep: 1 }, temperature: 0.5, tools: [] })
    expect(Object.entries(withParameter(kwargs, 'temperature', 1))).toEqual([
      ['custom', { deep: 1 }],
      ['temperature', 1],
      ['tools', []],
    ])
  })

  it('are without the key of what is unset', () => {
    expect(withParameter({ temperature: 0.5, x: 1 }, 'temperature', undefined)).toStrictEqual({ x: 1 })
  })

  it('count null as unset', () => {
    expect(parameterOf({ top_p: null }, 'top_p')).toBeUndefined()
  })

  it('switch reasoning inside of its object', () => {
    expect(parameterOf({ reasoning: { enabled: false } }, 'reasoning')).toBe(false)
    expect(parameterOf({ reasoning: 'odd' }, 'reasoning')).toBeUndefined()
    expect(withParameter({}, 'reasoning', true)).toStrictEqual({ reasoning: { enabled: true } })
    expect(withParameter({ reasoning: { enabled: true } }, 'reasoning', undefined)).toStrictEqual({})
    expect(withParameter({ reasoning: { enabled: true, budget: 9 } }, 'reasoning', undefined)).toStrictEqual({
      reasoning: { budget: 9 },
    })
  })
})

describe('A stop text', () => {
  it.each(['END', 'a\nb', '\t\r\n', 'back\\slash', '\\n', 'C:\\new'])(
    'is itself again after %j was written',
    (text) => {
      expect(readStop(writeStop(text))).toBe(text)
    },
  )

  it('takes a lone backslash as it is', () => {
    expect(readStop('\\d\\')).toBe('\\d\\')
  })

  it('may be one or several', () => {
    expect(stopsOf('END')).toEqual(['END'])
    expect(stopsOf(['a', 7, 'b'])).toEqual(['a', 'b'])
    expect(stopsOf(undefined)).toEqual([])
  })

  it('is compared in its place', () => {
    expect(isSameList(['a', 'b'], ['a', 'b'])).toBe(true)
    expect(isSameList(['a', 'b'], ['b', 'a'])).toBe(false)
    expect(isSameList(['a'], ['a', 'b'])).toBe(false)
  })
})
