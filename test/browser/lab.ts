import type { Browser, Page } from 'playwright-core'
import { onTestFinished } from 'vitest'
import { playgroundUrl } from '../setup/browser.js'

/**
 * The page for tests (playground/lab.html), in a context of its own which ends with the test. `prepare` runs in it before
 * anything else does. An error in the page fails the test, unless the test collects the errors itself.
 */
export async function openLab(
  browser: Browser,
  { prepare = () => {}, errors }: { prepare?: () => void; errors?: Error[] } = {},
): Promise<Page> {
  const context = await browser.newContext()
  const page = await context.newPage()
  const uncaught: Error[] = errors ?? []
  page.on('pageerror', (error) => uncaught.push(error))
  onTestFinished(async () => {
    await context.close()
    if (!errors && uncaught.length > 0) throw new AggregateError(uncaught, uncaught.map(String).join('\n'))
  })
  await page.addInitScript(prepare)
  await page.goto(playgroundUrl('playground/lab.html'))
  await page.waitForFunction(() => 'lab' in window)
  return page
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
