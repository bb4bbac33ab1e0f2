import type { Page } from 'playwright-core'

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
    Object.assign(window, { heard })
  })
}

/** What was said since it was asked last, once nothing was said for as long as the announcer waits, twice and more. */
export function heard(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const { heard: all } = window as unknown as { heard: string[] }
    for (let count = -1; count !== all.length; ) {
      count = all.length
      await new Promise((resolve) => setTimeout(resolve, 600))
    }
    return all.splice(0)
  })
}
