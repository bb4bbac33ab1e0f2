import { describe, expect, it } from 'vitest'
import { formatContextLength, formatPrice } from '../../../src/components/index.js'

describe('formatContextLength', () => {
  it.each([
    [512, '512'],
    [4096, '4K'],
    [32_768, '32K'],
    [128_000, '128K'],
    [131_072, '128K'],
    [163_840, '160K'],
    [200_000, '200K'],
    [256_000, '256K'],
    [262_144, '256K'],
    [1_000_000, '1M'],
    [1_048_576, '1M'],
    [1_572_864, '1.5M'],
    [10_485_760, '10M'],
  ])('says %i tokens as %s', (tokens, text) => {
    expect(formatContextLength(tokens)).toBe(text)
  })

  it('speaks other languages', () => {
    expect(formatContextLength(1_572_864, 'de')).toBe('1,5\u00a0Mio.')
  })
})

describe('formatPrice', () => {
  it.each([
    [3, '$3.00'],
    [0.88, '$0.88'],
    [0.18000000000000002, '$0.18'],
    [0.0125, '$0.0125'],
    [0.005, '$0.005'],
    [0.00001234, '$0.000012'],
    [1250, '$1,250.00'],
  ])('says %f dollars as %s', (dollars, text) => {
    expect(formatPrice(dollars)).toBe(text)
  })

  it('speaks other languages', () => {
    expect(formatPrice(0.88, 'de')).toBe('0,88\u00a0$')
  })
})
