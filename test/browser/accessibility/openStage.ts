import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { expect } from 'vitest'
import { openLab } from '../lab/openLab.js'
import type { StageOptions } from './stage.js'

/** The page of stage.tsx, in a context of its own which ends with the test. */
export async function openStage(
  browser: Browser,
  stage: StageOptions,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const page = await openLab(browser, { viewport: { width: 800, height: 700 }, ...options })
  await page.evaluate((given) => window.lab.showStage(given), stage)
  await page.waitForFunction(() => 'chat' in window)
  return page
}

/** Sends without the composer, and waits for the end of the run. */
export async function send(page: Page, text: string, n = 1): Promise<void> {
  await page.evaluate(([said, count]) => void window.chat.sendMessage(said, { generationKwargs: { n: count } }), [
    text,
    n,
  ] as const)
  await ended(page)
}

/** Waits until no run is under way. */
export async function ended(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(() => window.chat.view().run.phase), { timeout: 15_000 }).toBe('idle')
}

/**
 * A conversation with all that a message can have: markdown, thoughts, an error, a tool, versions. It ends with a choice
 * of two replies, or with a tool which waits to be allowed, a message which waits for it, and a draft.
 */
export async function converse(page: Page, end: 'choices' | 'approval'): Promise<void> {
  for (const text of ['rich', 'break']) await send(page, text)
  await page.evaluate(() => void window.chat.retry())
  await ended(page)
  await send(page, 'fail')
  if (end === 'choices') {
    await send(page, 'short', 2)
    await page.getByRole('radiogroup').waitFor()
    return
  }
  await page.evaluate(() => void window.chat.sendMessage('mail'))
  await page.getByRole('group', { name: 'Allow send_mail to run?' }).waitFor()
  await page.evaluate(() => void window.chat.sendMessage('This one waits for the mail'))
  await page.getByRole('textbox', { name: 'Message' }).fill('A draft')
}
