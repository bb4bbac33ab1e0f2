import type { BrowserContextOptions, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { closedAfterwards, launchChromium } from '../../setup/browser.js'
import { startUpstream } from '../upstream.js'
import { converse, ended, openStage } from './openStage.js'
import { script } from './script.js'

const browser = await closedAfterwards(launchChromium())
const upstream = await closedAfterwards(startUpstream({ tokensPerSecond: 40, script }))

async function opened(end: 'choices' | 'approval', options: BrowserContextOptions, hasControls = false): Promise<Page> {
  const page = await openStage(browser, { baseUrl: upstream.url, accept: '.txt', hasControls }, options)
  await converse(page, end)
  if (end === 'approval') {
    await page.getByRole('button', { name: 'Give a reason' }).press('Enter')
    await page
      .locator('input[type="file"]')
      .setInputFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('Some notes') })
    await page.getByRole('button', { name: 'Remove notes.txt' }).waitFor()
  } else {
    await page.getByRole('button', { name: 'Edit' }).first().press('Enter')
    await page.getByRole('textbox', { name: 'Edit your message' }).waitFor()
  }
  for (const summary of await page.locator('.tg-error summary, .tg-meta summary').all()) await summary.press('Enter')
  return page
}

/** By how much the page and the list are wider than what they stand in, and which controls stand out of the page. */
function overflow(page: Page): Promise<{ page: number; list: number; outside: string[] }> {
  return page.evaluate(() => {
    const root = document.scrollingElement as HTMLElement
    const list = document.querySelector('[role="log"]') as HTMLElement
    const scrollsByItself = 'pre, .tg-table, [role="tablist"], .tg-choices-columns'
    const outside = [...document.querySelectorAll('button, summary, input, textarea, .tg-bubble, .tg-note')]
      .filter((element) => !element.closest(scrollsByItself) && element.checkVisibility())
      .filter((element) => {
        const { left, right } = element.getBoundingClientRect()
        return left < 0 || right > innerWidth + 0.5
      })
      .map((element) => `${element.className} ${element.getAttribute('aria-label') ?? element.textContent}`)
    return { page: root.scrollWidth - root.clientWidth, list: list.scrollWidth - list.clientWidth, outside }
  })
}

const fits = { page: 0, list: 0, outside: [] }

const pointers: [string, BrowserContextOptions, number][] = [
  ['a mouse', {}, 24],
  ['a finger', { hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } }, 44],
]

describe.each(['choices', 'approval'] as const)('A conversation with %s', (end) => {
  it('fits into 320 px, as 1,280 px are at 400 %', async () => {
    const page = await opened(end, { viewport: { width: 320, height: 640 } }, true)
    await expect.poll(() => overflow(page)).toEqual(fits)
    const picker = page.getByRole('button', { name: /^Model: / })
    await picker.press('Enter')
    await page.getByRole('option').first().waitFor()
    await expect.poll(() => overflow(page)).toEqual(fits)
    await page.keyboard.press('Escape')
    await page.getByRole('log').press('?')
    await page.getByRole('dialog', { name: 'Keys' }).waitFor()
    await expect.poll(() => overflow(page)).toEqual(fits)
  })

  it('fits where its text is twice as large', async () => {
    const page = await opened(end, { viewport: { width: 640, height: 700 } })
    await page.addStyleTag({ content: 'html { font-size: 200% }' })
    await expect.poll(() => overflow(page)).toEqual(fits)
    const cut = () =>
      page
        .locator('.tg-text-button, .tg-note, .tg-bubble')
        .evaluateAll((all) =>
          all.filter((each) => each.scrollHeight > each.clientHeight + 1).map((each) => each.className),
        )
    await expect.poll(cut).toEqual([])
  })

  it.each(pointers)('has no control which is too small for %s', async (_, options, least) => {
    const page = await opened(end, options)
    expect(await page.evaluate(() => matchMedia('(pointer: coarse)').matches)).toBe(least === 44)
    const sizes = await sizesOf(page)
    expect(sizes.length).toBeGreaterThan(20)
    expect(tooSmall(sizes, least)).toEqual([])
  })
})

/** Two models side by side, feedback, the question before a deletion, and the menu of models. */
async function openedExtras(options: BrowserContextOptions): Promise<Page> {
  const compared = ['openai/gpt-oss-20b', 'deepseek-ai/DeepSeek-V3.1']
  const page = await openStage(browser, { baseUrl: upstream.url, hasExtras: true, compared }, options)
  await page.evaluate(() => void window.chat.sendMessage('rich'))
  await ended(page)
  await page.evaluate(() => void window.chat.sendMessage('short'))
  await ended(page)
  await page.getByRole('radiogroup').waitFor()
  // Where it is narrow they are tabs, and the one which is not picked is out of sight.
  for (const tab of (await page.getByRole('tab').all()).slice(1)) await tab.click()
  await page.getByRole('button', { name: 'Delete' }).first().press('Enter')
  await page.getByRole('group', { name: 'Delete this and all that follows?' }).waitFor()
  await page.getByRole('button', { name: 'Ask again with another model' }).first().press('Enter')
  await page.getByRole('menu').waitFor()
  return page
}

describe('Models side by side, feedback, deletion and the menu of models', () => {
  it.each(pointers)('have no control which is too small for %s', async (_, options, least) => {
    const page = await openedExtras(options)
    const sizes = await sizesOf(page)
    const names = sizes.map(({ name }) => name)
    const parts = ['Good answer', 'Bad answer', 'Delete', 'Keep', 'Qwen, fast', 'Go on with this one', '2 choices']
    expect(parts.filter((part) => !names.some((name) => name.endsWith(part)))).toEqual([])
    expect(tooSmall(sizes, least)).toEqual([])
  })

  it('fit into 320 px', async () => {
    const page = await openedExtras({ viewport: { width: 320, height: 640 } })
    await expect.poll(() => overflow(page)).toEqual(fits)
    const menu = await page.getByRole('menu').boundingBox()
    expect(menu?.x).toBeGreaterThanOrEqual(0)
    expect((menu?.x ?? 0) + (menu?.width ?? 0)).toBeLessThanOrEqual(320)
  })
})

interface Size {
  name: string
  width: number
  height: number
}

/** How large each control is which is shown. */
function sizesOf(page: Page): Promise<Size[]> {
  return page.locator('.tg-root :is(button, summary, select, textarea, input, [role="tab"])').evaluateAll((controls) =>
    controls.flatMap((control) => {
      const isShown = control.checkVisibility() && !control.matches(':disabled')
      if (!isShown) return []
      // What a label does counts for its control.
      const labels = [...((control as HTMLInputElement).labels ?? [])]
      const rects = [control, ...labels].map((each) => each.getBoundingClientRect())
      const width = Math.max(...rects.map(({ right }) => right)) - Math.min(...rects.map(({ left }) => left))
      const height = Math.max(...rects.map(({ bottom }) => bottom)) - Math.min(...rects.map(({ top }) => top))
      const name = control.getAttribute('aria-label') ?? control.textContent ?? ''
      return [{ name: `${control.className}: ${name}`, width, height }]
    }),
  )
}

function tooSmall(sizes: readonly Size[], least: number): Size[] {
  return sizes.filter(({ width, height }) => Math.min(width, height) < least - 0.1)
}
