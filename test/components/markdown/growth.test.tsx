import { isDeepStrictEqual } from 'node:util'
import { afterEach, describe, expect, it } from 'vitest'
import { createMarkdownReader } from '../../../src/components/markdown/parse/createMarkdownReader.js'
import { documentOf } from './documents.js'
import { examples } from './examples.js'
import {
  afterEachCut,
  afterGrowth,
  cutsOf,
  type Difference,
  type GrowthOptions,
  sampleOf,
  whileGrowing,
} from './growth.js'
import { mounted, settled } from './mounted.js'

afterEach(settled)

const specified = examples.map(({ markdown }) => markdown)
const documents = Array.from({ length: 100 }, (_, seed) => documentOf(seed))

/** What reads for a mounted Markdown: its blocks, and where each label leads. */
const read: GrowthOptions = {
  create: () => {
    const reader = createMarkdownReader()
    let shown: unknown
    return {
      show: (text, isStreaming) => {
        const { blocks, definitions } = reader.read(text, isStreaming)
        const labels = [...text.matchAll(/\[([^[\]]*)\]/g)].map(([, label = '']) => definitions.find(label))
        shown = { blocks, labels }
      },
      look: () => shown,
      end: () => {},
    }
  },
  isEqual: isDeepStrictEqual,
}
const rendered: GrowthOptions = { create: mounted, isEqual: Object.is }

// A part of it: all documents, and all of them rendered, are in test/browser/markdownGrowth.test.ts.
const levels = [
  { name: 'read', options: read, texts: [...specified, ...documents], most: 200 },
  {
    name: 'rendered',
    options: rendered,
    texts: [...specified.filter((_, place) => place % 5 === 0), ...documents.slice(0, 20)],
    most: 6,
  },
]

describe.each(levels)('A text which grows, $name', { timeout: 60_000 }, ({ options, texts, most }) => {
  const cuts = texts.map((text, seed) => sampleOf(cutsOf(text, 200, seed), most))
  const found = (check: typeof afterGrowth): Difference[] =>
    texts.flatMap((text, place) => check(options, text, cuts[place] ?? [])).slice(0, 3)

  it('is in the end what it is when it comes whole', () => {
    expect(found(afterGrowth)).toEqual([])
  })

  it('is so after each single cut', () => {
    expect(found(afterEachCut)).toEqual([])
  })

  it('is at every moment what its beginning is, wherever it came from', () => {
    expect(found(whileGrowing)).toEqual([])
  })
})
