import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Cycle } from '../../playground/lab/cycles.js'
import { reply } from '../../src/testing/index.js'
import { launchChromium } from '../setup/browser.js'
import { heapOf, openLab } from './lab.js'
import { countLeftovers } from './leftovers.js'
import { startUpstream, type Upstream } from './upstream.js'

const cycles: Cycle[] = [
  { probe: 'chat', end: 'finish' },
  { probe: 'chat', end: 'stop' },
  { probe: 'chat', end: 'leave' },
  { probe: 'generate', end: 'finish' },
  { probe: 'generate', end: 'stop' },
  { probe: 'kit', end: 'finish' },
  { probe: 'kit', end: 'stop' },
  { probe: 'kit', end: 'leave' },
]
const warmUp = 48
const measured = 300

let browser: Browser
let upstream: Upstream

beforeAll(async () => {
  const text = 'A reply of **some** words, which takes a few frames to arrive.'
  upstream = await startUpstream({ tokensPerSecond: 500, script: () => reply(text) })
  browser = await launchChromium()
})

afterAll(async () => {
  await browser?.close()
  await upstream?.close()
})

async function run(page: Page, some: readonly Cycle[], count: number): Promise<void> {
  await page.evaluate(([url, list, times]) => window.lab.runCycles(url, list, times), [
    upstream.url,
    some,
    count,
  ] as const)
  // What is put off for a moment comes to its end: announcements wait for 250 ms.
  await page.waitForTimeout(500)
}

/* Over six runs the heap grew by 401 to 423 KiB, about as much for each of the probes alone. */
describe('300 cycles of mount, send, finish or stop, unmount', () => {
  it('leave nothing on the heap, no timer, no listener and no reader', { timeout: 120_000 }, async () => {
    const page = await openLab(browser, { prepare: countLeftovers })
    const idle = await page.evaluate(() => window.leftovers())
    await run(page, cycles, warmUp)
    const heapBefore = await heapOf(page)
    const before = await page.evaluate(() => window.leftovers())
    await run(page, cycles, measured)
    const growth = (await heapOf(page)) - heapBefore
    const { made, left } = await page.evaluate(() => window.lab.countConversations())
    console.log(
      `The heap grew by ${Math.round(growth / 1024)} KiB over ${(heapBefore / 2 ** 20).toFixed(1)} MiB; of ${made} conversations ${left} are left.`,
    )
    expect(await page.evaluate(() => window.leftovers())).toEqual(before)
    expect(before).toMatchObject({ timers: idle.timers, readers: 0 })
    expect(before.listeners).not.toHaveProperty('AbortSignal abort')
    expect(before.listeners).not.toHaveProperty('document visibilitychange')
    expect(made).toBeGreaterThan(200)
    expect(left).toBeLessThanOrEqual(2) // React remembers the last tree it took away
    expect(growth).toBeLessThan(2 * 2 ** 20)
  })
})
