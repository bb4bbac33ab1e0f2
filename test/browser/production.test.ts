import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { build, type PreviewServer, preview } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { reply } from '../../src/testing/index.js'
import { launchChromium } from '../setup/browser.js'
import { startUpstream, type Upstream } from './upstream.js'

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
  /** What moved. */
  moved: string[]
}

let browser: Browser
let upstream: Upstream
let server: PreviewServer
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'together-react-playground-'))
  upstream = await startUpstream({ tokensPerSecond: 200, script: () => reply({ text: long, reasoning: '' }) })
  Object.assign(process.env, {
    TOGETHER_API_KEY: 'tgp_v1_production_0123456789abcdef',
    TOGETHER_BASE_URL: upstream.url,
  })
  const output = { outDir: folder, emptyOutDir: true }
  await build({ root, logLevel: 'error', build: output })
  server = await preview({ root, logLevel: 'error', build: output, preview: { port: 0, strictPort: false } })
  delete process.env.TOGETHER_API_KEY
  delete process.env.TOGETHER_BASE_URL
  browser = await launchChromium()
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await server?.close()
  await upstream?.close()
  await rm(folder, { recursive: true, force: true })
})

async function openChat(width: number): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height: 800 } })
  await page.addInitScript(() => {
    const shifts: Shift[] = []
    Object.assign(window, { shifts })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & {
        value: number
        hadRecentInput: boolean
        sources: { node: Node | null }[]
      })[])
        shifts.push({
          value: entry.value,
          isAfterInput: entry.hadRecentInput,
          moved: entry.sources.map(({ node }) => (node as Element | null)?.className ?? node?.nodeName ?? ''),
        })
    }).observe({ type: 'layout-shift', buffered: true })
  })
  await page.goto(server.resolvedUrls?.local[0] ?? '')
  return page
}

const shiftsOf = (page: Page) => page.evaluate(() => (window as unknown as { shifts: Shift[] }).shifts)

describe('the production build of the playground', () => {
  it.each([1000, 390])('moves nothing while an answer streams, %i px wide', async (width) => {
    const page = await openChat(width)
    const field = page.getByRole('textbox', { name: 'Message' })
    await field.fill('Tell me all about it.')
    await field.press('Enter')
    await page.locator('article[aria-busy="true"]').waitFor()
    await page.waitForTimeout(700) // what moves within half a second of a key is the reader's doing
    const before = (await shiftsOf(page)).length
    await page.locator('article[data-role="assistant"][data-status="complete"]').waitFor({ timeout: 30_000 })
    await page.waitForTimeout(300)
    const shifts = (await shiftsOf(page)).slice(before)
    const sum = shifts.reduce((total, { value }) => total + value, 0)
    expect(sum, JSON.stringify(shifts)).toBeLessThan(0.02)
    await page.close()
  })

  it('moves nothing while it loads', async () => {
    const page = await openChat(1000)
    await page.getByRole('textbox', { name: 'Message' }).waitFor()
    await page.waitForTimeout(500)
    const shifts = await shiftsOf(page)
    expect(
      shifts.reduce((total, { value }) => total + value, 0),
      JSON.stringify(shifts),
    ).toBeLessThan(0.02)
    await page.close()
  })
})
