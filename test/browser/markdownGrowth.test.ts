import { describe, expect, it } from 'vitest'
import { documentOf } from '../components/markdown/documents.js'
import { examples } from '../components/markdown/examples.js'
import { closedAfterwards, launchChromium } from '../setup/browser.js'
import { openMarkdown } from './markdown/openMarkdown.js'
import { startPageServer } from './markdown/pageServer.js'

const server = await closedAfterwards(startPageServer())
const browser = await closedAfterwards(launchChromium())

const texts = {
  examples: examples.map(({ markdown }) => markdown),
  documents: Array.from({ length: 500 }, (_, seed) => documentOf(seed)),
  // In noise the end of an address depends on what comes behind it.
  'careful documents': Array.from({ length: 200 }, (_, seed) => documentOf(seed, { noise: 0 })),
}

type Check = 'afterGrowth' | 'afterEachCut' | 'whileGrowing' | 'halfLinks'

/** Some hundred texts at once: a page which works for minutes cannot be told from one that hangs. */
async function differences(check: Check, kind: keyof typeof texts, most = 300): Promise<unknown[]> {
  const { page } = await openMarkdown(browser, server.url('open'))
  for (let start = 0; start < texts[kind].length; start += 100) {
    const some = [check, texts[kind].slice(start, start + 100), most] as const
    const found = await page.evaluate(([check, texts, most]) => window.page.grow(check, texts, most), some)
    if (found.length > 0) return found
  }
  return []
}

// Every place of a text under 300 characters, 200 places of a longer one.
describe('A text which grows in Chromium', { timeout: 480_000 }, () => {
  it.each(['examples', 'documents'] as const)('is in the end what it is when it comes whole: %s', async (kind) => {
    expect(await differences('afterGrowth', kind)).toEqual([])
  })

  it.each(['examples', 'documents'] as const)('is so after each single cut: %s', async (kind) => {
    expect(await differences('afterEachCut', kind)).toEqual([])
  })

  it.each(['examples', 'documents'] as const)('is at every moment what its beginning is: %s', async (kind) => {
    expect(await differences('whileGrowing', kind, 10)).toEqual([])
  })

  it.each(['examples', 'careful documents'] as const)('has no link to a part of an address: %s', async (kind) => {
    expect(await differences('halfLinks', kind)).toEqual([])
  })
})
