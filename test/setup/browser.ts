import { type Browser, chromium, type LaunchOptions, type Page } from 'playwright-core'
import { inject, onTestFinished } from 'vitest'
import { chromiumArgs, chromiumExecutable } from '../../scripts/chromium.mjs'

/** Starts a headless Chromium; whoever starts it closes it. */
export async function launchChromium(options: LaunchOptions = {}): Promise<Browser> {
  const args = [...chromiumArgs, ...(options.args ?? [])]
  return chromium.launch({ ...options, executablePath: await chromiumExecutable(), args })
}

/** Where the playground of this run is: `playgroundUrl()` is the drop-in chat, `playgroundUrl('custom.html')` a page. */
export function playgroundUrl(path = ''): string {
  return new URL(path, inject('playgroundUrl')).href
}

/** A page in a new context of its own, which ends with the test. An error in the page fails the test. */
export async function openPage(browser: Browser, path = ''): Promise<Page> {
  const context = await browser.newContext()
  const page = await context.newPage()
  const errors: Error[] = []
  page.on('pageerror', (error) => errors.push(error))
  onTestFinished(async () => {
    await context.close()
    if (errors.length > 0) throw new AggregateError(errors, errors.map(String).join('\n'))
  })
  await page.goto(playgroundUrl(path))
  return page
}
