import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/**
 * Notes each text which a live region of the page takes on, in the order in which they come, as `polite: Copied`. What a
 * list of messages is, a status or an alert counts as a region, unless it is told to be silent.
 */
export async function listen(page: Page): Promise<void> {
  await page.evaluate(() => {
    const loud =
      '[aria-live]:not([aria-live="off"]), [role="log"]:not([aria-live="off"]), [role="status"], [role="alert"]'
    const known = new Map<Element, string>()
    const heard: string[] = []
    window.heard = heard
    function look() {
      for (const region of document.querySelectorAll(loud)) {
        const text = region.textContent ?? ''
        const urgency = region.getAttribute('aria-live') ?? region.getAttribute('role')
        if (text !== '' && text !== known.get(region)) heard.push(`${urgency}: ${text}`)
        known.set(region, text)
      }
    }
    look()
    heard.length = 0
    new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true })
  })
}

/**
 * Expects that these texts were said since it was asked last, in this order, and no others: nothing comes behind them for
 * as long as the announcer waits, twice and more.
 */
export async function expectHeard(page: Page, expected: readonly unknown[]): Promise<void> {
  const isThere = (count: number) => window.heard.length >= count
  // Where it does not come to so many, what was said instead is told.
  await page.waitForFunction(isThere, expected.length, { timeout: 10_000 }).catch(() => {})
  const said = await page.evaluate(async () => {
    for (let count = -1; count !== window.heard.length; ) {
      count = window.heard.length
      await new Promise((resolve) => setTimeout(resolve, 600))
    }
    return window.heard.splice(0)
  })
  expect(said).toEqual(expected)
}

declare global {
  interface Window {
    heard: string[]
  }
}
