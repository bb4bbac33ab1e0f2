import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { closedAfterwards, launchChromium } from '../setup/browser.js'
import { frames, openLab } from './lab/openLab.js'

const browser = await closedAfterwards(launchChromium())

/** A thread of twelve days, whose names come when `release` is called. */
async function openDays(width: number): Promise<{ page: Page; release: () => void }> {
  const page = await openLab(browser, { viewport: { width, height: 700 } })
  let release = () => {}
  const isReleased = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/DaySeparator-*', async (route) => {
    await isReleased
    await route.continue()
  })
  const isAsked = page.waitForRequest('**/DaySeparator-*')
  await page.evaluate(() => window.lab.datedThread(12))
  await page.getByText('Answer 12').waitFor()
  await isAsked
  await frames(page, 3)
  return { page, release }
}

const namedDays = (page: Page) => page.locator('.tg-day time')

/** Where each message stands on the screen, in px. */
function places(page: Page): Promise<number[]> {
  return page.locator('article').evaluateAll((all) => all.map((each) => each.getBoundingClientRect().top))
}

/** Notes what the browser takes for a shift from now on. */
async function watchShifts(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const shifts: number[] = []
    Object.assign(window, { shifts })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push((entry as PerformanceEntry & { value: number }).value)
    }).observe({ type: 'layout-shift' })
  })
  return () =>
    page.evaluate(() => (window as unknown as { shifts: number[] }).shifts.reduce((sum, each) => sum + each, 0))
}

describe.each([800, 320])('the names of days in an old thread, %i px wide', (width) => {
  it.each(['End', 'Home'])('move no message when they come, for who is at its %s', async (key) => {
    const { page, release } = await openDays(width)
    await page.getByRole('log').focus()
    await page.keyboard.press(key)
    await frames(page, 3)
    expect(await namedDays(page).count()).toBe(0)
    const before = await places(page)
    const shifted = await watchShifts(page)
    release()
    await expect.poll(() => namedDays(page).count()).toBe(11)
    await frames(page, 3)
    expect(await places(page)).toEqual(before)
    expect(await shifted()).toBe(0)
  })

  it('leave a line between the days where they do not load', async () => {
    const page = await openLab(browser, { viewport: { width, height: 700 } })
    await page.route('**/DaySeparator-*', (route) => route.abort())
    await page.evaluate(() => window.lab.datedThread(12))
    await page.getByText('Answer 12').waitFor()
    await expect.poll(() => page.locator('.tg-day').count()).toBe(11)
    await frames(page, 3)
    expect(await page.locator('.tg-day').count()).toBe(11)
    expect(await page.locator('article').count()).toBe(24)
  })
})
