import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { inject } from 'vitest'
import { newPage } from '../../setup/browser.js'

/** The page for tests (page.tsx), in a context of its own. `prepare` runs in it before anything else does. */
export async function openLab(
  browser: Browser,
  { prepare, ...options }: { prepare?: () => void } & BrowserContextOptions = {},
): Promise<Page> {
  const page = await newPage(browser, options)
  if (prepare) await page.addInitScript(prepare)
  await page.goto(inject('labUrl'))
  return page
}

/** Lets a page draw so many frames, and do what it has put off until then. */
export async function frames(page: Page, count = 1): Promise<void> {
  await page.evaluate(async (left) => {
    for (let frame = 0; frame < left; frame++) await new Promise(requestAnimationFrame)
    await new Promise((resolve) => setTimeout(resolve))
  }, count)
}

/** Bytes which are in use once everything that can be collected was. */
export async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  // Twice: what has a finaliser goes in the second round.
  for (let round = 0; round < 2; round++) await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  await session.detach()
  return usedSize
}
