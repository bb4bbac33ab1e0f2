import { type Browser, type BrowserContextOptions, chromium, type LaunchOptions, type Page } from 'playwright-core'
import { afterAll, onTestFinished } from 'vitest'
import { chromiumArgs, chromiumExecutable } from '../../scripts/chromium.mjs'

/** Something which all tests of a file use, such as a browser or a server: it is closed after the last of them. */
export async function closedAfterwards<Thing extends { close(): Promise<void> }>(
  starting: Promise<Thing>,
): Promise<Thing> {
  const thing = await starting
  afterAll(() => thing.close())
  return thing
}

/** Starts a headless Chromium; whoever starts it closes it. */
export async function launchChromium(options: LaunchOptions = {}): Promise<Browser> {
  const args = [...chromiumArgs, ...(options.args ?? [])]
  return chromium.launch({ timeout: 60_000, ...options, executablePath: await chromiumExecutable(), args })
}

/** A page in a new context of its own, which ends with the test. An error in the page fails the test. */
export async function newPage(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  const errors: Error[] = []
  page.on('pageerror', (error) => errors.push(error))
  onTestFinished(async () => {
    await context.close()
    if (errors.length > 0) throw new AggregateError(errors, errors.map(String).join('\n'))
  })
  return page
}
