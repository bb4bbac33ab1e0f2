import { describe, expect, it } from 'vitest'
import { type NumberParameter, parameters } from '../../../src/components/params/parameters.js'
import { readNumber, stepped } from '../../../src/components/params/readNumber.js'

const temperature = parameters.temperature as NumberParameter
const maxTokens = parameters.max_tokens as NumberParameter
const seed = parameters.seed as NumberParameter

describe('readNumber', () => {
  it.each([
    ['0.7', 0.7],
    [' 0,7 ', 0.7],
    ['.5', 0.5],
    ['1.', 1],
    ['+1', 1],
    ['0', 0],
    ['2', 2],
    ['-0', 0],
  ])('reads %j as a number', (text, value) => {
    expect(readNumber(text, temperature)).toEqual({ kind: 'value', value })
  })

  it.each(['2.1', '-0.1', 'warm', '1e', '1.2.3', '0x1', 'Infinity', 'NaN', '.', '-'])('refuses %j', (text) => {
    expect(readNumber(text, temperature)).toEqual({ kind: 'problem' })
  })

  it.each(['0', '1.5', '1,000', '1.000', '9007199254740993'])('refuses %j where tokens are counted', (text) => {
    expect(readNumber(text, maxTokens)).toEqual({ kind: 'problem' })
  })

  it('reads a negative whole number, also with a real minus sign', () => {
    expect(readNumber('−42', seed)).toEqual({ kind: 'value', value: -42 })
  })

  it.each(['', '  '])('reads %j as unset', (text) => {
    expect(readNumber(text, temperature)).toEqual({ kind: 'unset' })
  })
})

describe('A step', () => {
  it('adds no fraction of its own', () => {
    expect(stepped(0.1, 1, { ...temperature, slider: { from: 0, to: 2, step: 0.2, rest: 0 } })).toBe(0.3)
  })

  it('ends where the range does', () => {
    expect(stepped(1.98, 10, temperature)).toBe(2)
    expect(stepped(1, -1, maxTokens)).toBe(1)
  })

  it('goes beyond the slider, and begins where that rests', () => {
    expect(stepped(4096, 1, maxTokens)).toBe(4160)
    expect(stepped(null, 1, temperature)).toBe(0.75)
    expect(stepped(null, -1, seed)).toBe(-1)
  })
})
