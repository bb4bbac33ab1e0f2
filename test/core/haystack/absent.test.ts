import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import * as core from '../../../src/core/index.js'
import { haystackCases } from '../../fixtures/load.js'
import { absent, differences } from './differences.js'

describe('the list of what is absent', () => {
  it.each(absent)('names cases which exist ($file $names)', ({ file, names }) => {
    expect(haystackCases(file).filter(({ name }) => names.test(name))).not.toEqual([])
  })

  it('names nothing which the package has', () => {
    const exported = Object.keys(core)
    for (const name of ['printStreamingChunk', 'ComponentTool', 'createToolFromFunction'])
      expect(exported).not.toContain(name)
    expect(Object.keys(core.Tool.prototype)).not.toContain('invoke')
  })
})

describe('the list of differences', () => {
  it('is about files of vectors', () => {
    const files = readdirSync(`${import.meta.dirname}/../../fixtures/haystack`).map((file) => file.replace('.json', ''))
    expect([...differences, ...absent].filter(({ file }) => !files.includes(file))).toEqual([])
  })
})
