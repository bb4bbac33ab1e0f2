import type { Browser, Page } from 'playwright-core'
import { onTestFinished } from 'vitest'

/** What a page did besides showing texts. */
export interface PageLog {
  /** To anywhere, once the page was there. */
  requests: string[]
  navigations: string[]
  dialogs: string[]
  messages: string[]
}

/** One of the two pages of a page server, in a context of its own which ends with the test. */
export async function openMarkdown(browser: Browser, url: string): Promise<{ page: Page; log: PageLog }> {
  const context = await browser.newContext()
  onTestFinished(() => context.close())
  const { origin } = new URL(url)
  const log: PageLog = { requests: [], navigations: [], dialogs: [], messages: [] }
  // Nothing leaves this machine; what would have left is in the log.
  await context.route(
    (address) => address.origin !== origin,
    (route) => route.abort(),
  )
  const page = await context.newPage()
  page.on('pageerror', (error) => log.messages.push(String(error)))
  await page.goto(url)
  if (log.messages.length > 0) throw new Error(`The page does not run: ${log.messages.join(', ')}`)
  context.on('request', (request) => log.requests.push(request.url()))
  context.on('page', (opened) => log.navigations.push(opened.url()))
  page.on('framenavigated', (frame) => log.navigations.push(frame.url()))
  page.on('dialog', (dialog) => {
    log.dialogs.push(dialog.message())
    void dialog.dismiss()
  })
  page.on('console', (message) => log.messages.push(message.text()))
  return { page, log }
}

export const silence: PageLog = { requests: [], navigations: [], dialogs: [], messages: [] }

/** What the page's own traps caught, once what was begun has ended. */
export async function caught(page: Page): Promise<{ calls: string[]; reports: string[] }> {
  await page.waitForTimeout(200)
  return page.evaluate(() => ({ calls: window.page.calls, reports: window.page.reports }))
}
