import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { build, preview } from 'vite'
import { afterAll, describe, expect, it } from 'vitest'
import { reply } from '../../src/testing/index.js'
import { closedAfterwards, launchChromium, newPage } from '../setup/browser.js'
import { inEnvironment } from '../setup/playground.js'
import { startUpstream } from './upstream.js'

const root = fileURLToPath(new URL('../..', import.meta.url))

const rich = [
  '# A heading\n\nA paragraph with **strong words**, *others*, `code` and [a link](https://example.com/).',
  '- one\n- two, with more words than one line of the column can hold, so that it wraps while it is written\n  - three',
  '| a | b |\n| --- | --- |\n| 1 | 2 |\n| 3 | 4 |',
  '```ts\nconst answer: number = 42\nfunction twice(value: number) {\n  return value * 2\n}\n```',
  '> A quotation\n> of two lines',
  '1. first\n2. second',
].join('\n\n')
const long = Array.from({ length: 4 }, () => rich).join('\n\n')

interface Shift {
  value: number
  isAfterInput: boolean
  /** What moved, and how far down its top and its bottom in CSS px; what was not there before is left out. */
  moved: { name: string; by: [top: number, bottom: number] }[]
}

interface Watched {
  shifts: Shift[]
  /** Blocks of the answer which were elsewhere in the thread before. */
  wandering: string[]
}

const folder = await mkdtemp(join(tmpdir(), 'together-react-playground-'))
afterAll(() => rm(folder, { recursive: true, force: true }))
const upstream = await closedAfterwards(
  startUpstream({ tokensPerSecond: 200, script: () => reply({ text: long, reasoning: '' }) }),
)
const variables = { TOGETHER_API_KEY: 'tgp_v1_production_0123456789abcdef', TOGETHER_BASE_URL: upstream.url }
const output = { outDir: folder, emptyOutDir: true }
await build({ root, logLevel: 'error', build: output })
const server = await closedAfterwards(
  inEnvironment(variables, () =>
    preview({ root, logLevel: 'error', build: output, preview: { port: 0, strictPort: false } }),
  ),
)
const browser = await closedAfterwards(launchChromium())

async function openChat(width: number): Promise<Page> {
  const page = await newPage(browser, { viewport: { width, height: 800 } })
  await page.addInitScript(watch)
  await page.goto(server.resolvedUrls?.local[0] ?? '')
  return page
}

/** Runs in the page: notes what the browser takes for a shift, and each block which changes its place in the thread. */
function watch(): void {
  const watched: Watched = { shifts: [], wandering: [] }
  const placeOf = new WeakMap<Element, number>()
  type ShiftEntry = PerformanceEntry & {
    value: number
    hadRecentInput: boolean
    sources: { node: Node | null; previousRect: DOMRectReadOnly; currentRect: DOMRectReadOnly }[]
  }
  const look = () => {
    const thread = document.querySelector('.tg-rows')
    const top = thread?.getBoundingClientRect().top ?? 0
    for (const block of thread?.querySelectorAll('.tg-blocks > *') ?? []) {
      const place = block.getBoundingClientRect().top - top
      const before = placeOf.get(block) ?? place
      if (Math.abs(place - before) > 1) watched.wandering.push(`${block.tagName} ${before} to ${place}`)
      placeOf.set(block, place)
    }
    requestAnimationFrame(look)
  }
  Object.assign(window, { watched })
  requestAnimationFrame(look)
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as ShiftEntry[]) {
      const known = entry.sources.filter(
        ({ previousRect, currentRect }) => previousRect.height * currentRect.height > 0,
      )
      const moved = known.map(({ node, previousRect, currentRect }) => ({
        name: (node as Element | null)?.className ?? '',
        by: [currentRect.top - previousRect.top, currentRect.bottom - previousRect.bottom] as [number, number],
      }))
      watched.shifts.push({ value: entry.value, isAfterInput: entry.hadRecentInput, moved })
    }
  }).observe({ type: 'layout-shift', buffered: true })
}

const watchedIn = (page: Page) => page.evaluate(() => (window as unknown as { watched: Watched }).watched)

/**
 * All go up by the same: the end is followed, which the browser counts where a frame also lays out anew. What the edge
 * cuts moves at one side only.
 */
function isFollowing({ moved }: Shift): boolean {
  const [way = 0] = moved.flatMap(({ by }) => by).sort((a, b) => a - b)
  return way < 0 && moved.every(({ by }) => by.some((each) => Math.abs(each - way) <= 1))
}

describe('the production build of the playground', () => {
  it.each([1000, 390])('moves nothing while an answer streams, %i px wide', async (width) => {
    const page = await openChat(width)
    const field = page.getByRole('textbox', { name: 'Message' })
    await field.fill('Tell me all about it.')
    const before = (await watchedIn(page)).shifts.length
    await field.press('Enter')
    await page.locator('article[data-role="assistant"][data-status="complete"]').waitFor()
    await page.waitForTimeout(300)
    const { shifts: all, wandering } = await watchedIn(page)
    // What moves within half a second of a key is the reader's doing, as the browser counts it.
    const shifts = all.slice(before).filter((shift) => !shift.isAfterInput && !isFollowing(shift))
    const sum = shifts.reduce((total, { value }) => total + value, 0)
    expect(wandering).toEqual([])
    expect(sum, JSON.stringify(shifts)).toBeLessThan(0.02)
  })

  it('moves nothing while it loads', async () => {
    const page = await openChat(1000)
    await page.getByRole('textbox', { name: 'Message' }).waitFor()
    await page.waitForTimeout(500)
    const { shifts } = await watchedIn(page)
    expect(
      shifts.reduce((total, { value }) => total + value, 0),
      JSON.stringify(shifts),
    ).toBeLessThan(0.02)
  })
})
