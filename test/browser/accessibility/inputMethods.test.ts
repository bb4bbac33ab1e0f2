import type { CDPSession, Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { closedAfterwards, launchChromium } from '../../setup/browser.js'
import { startUpstream } from '../upstream.js'
import { ended, openStage, send } from './openStage.js'
import { script } from './script.js'

const browser = await closedAfterwards(launchChromium())
const upstream = await closedAfterwards(startUpstream({ tokensPerSecond: 40, script }))

type Order = 'Chromium' | 'Safari'

/** In a language without input methods, so that the search for a model finds some. */
const written = 'gpt'

/** A word of an input method, which a key takes or leaves, in the order in which a browser tells the page about it. */
async function compose(session: CDPSession, order: Order, key: 'Enter' | 'Escape', keyCode = 229): Promise<void> {
  const pressKey = () =>
    session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key, code: key, windowsVirtualKeyCode: keyCode })
  await session.send('Input.imeSetComposition', { text: written, selectionStart: 3, selectionEnd: 3 })
  if (order === 'Chromium') await pressKey()
  await session.send('Input.insertText', { text: written })
  if (order === 'Safari') await pressKey()
  await session.send('Input.dispatchKeyEvent', { type: 'keyUp', key, code: key, windowsVirtualKeyCode: keyCode })
}

async function opened(hasControls = false): Promise<{ page: Page; session: CDPSession }> {
  const page = await openStage(browser, { baseUrl: upstream.url, hasControls })
  return { page, session: await page.context().newCDPSession(page) }
}

const messageField = (page: Page) => page.getByRole('textbox', { name: 'Message' })
/** Where keys and words go comes with the next effect. */
const hasFocus = (field: Locator) =>
  expect.poll(() => field.evaluate((element) => element === document.activeElement)).toBe(true)
const questions = (page: Page) => page.locator('article[data-role="user"]').count()

const orders: [Order, number][] = [
  ['Chromium', 229],
  ['Chromium', 13],
  ['Safari', 229],
]

describe('An input method', () => {
  it('sends its events here in the order of the browser which they are named after', async () => {
    const { page, session } = await opened()
    await messageField(page).focus()
    await page.evaluate(() => {
      const events: string[] = []
      Object.assign(window, { events })
      for (const type of ['compositionstart', 'compositionend', 'keydown'] as const)
        document.addEventListener(
          type,
          (event) => {
            const key = event instanceof KeyboardEvent ? ` ${event.keyCode} ${event.isComposing}` : ''
            events.push(`${event.type}${key}`)
          },
          true,
        )
    })
    const told = () => page.evaluate(() => (window as unknown as { events: string[] }).events.splice(0))
    await compose(session, 'Chromium', 'Enter')
    expect(await told()).toEqual(['compositionstart', 'keydown 229 true', 'compositionend'])
    await compose(session, 'Safari', 'Enter')
    expect(await told()).toEqual(['compositionstart', 'compositionend', 'keydown 229 false'])
  })

  it.each(orders)('has Enter for itself in the composer, in the order of %s (key %i)', async (order, keyCode) => {
    const { page, session } = await opened()
    await messageField(page).focus()
    await compose(session, order, 'Enter', keyCode)
    expect(await messageField(page).inputValue()).toBe(written)
    expect(await questions(page)).toBe(0)
    await page.keyboard.press('Enter')
    await expect.poll(() => questions(page)).toBe(1)
    await expect.poll(() => messageField(page).inputValue()).toBe('')
  })

  it.each(orders)(
    'has Enter for itself where a message is edited, in the order of %s (key %i)',
    async (order, keyCode) => {
      const { page, session } = await opened()
      await send(page, 'short')
      await page.getByRole('button', { name: 'Edit' }).press('Enter')
      const editor = page.getByRole('textbox', { name: 'Edit your message' })
      await hasFocus(editor)
      await page.keyboard.press('Control+a')
      await compose(session, order, 'Enter', keyCode)
      expect(await editor.inputValue()).toBe(written)
      await page.keyboard.press('Enter')
      await editor.waitFor({ state: 'detached' })
      await ended(page)
      expect(upstream.requests.at(-1)?.body.messages.at(-1)?.content).toBe(written)
    },
  )

  it.each(orders)(
    'has Enter for itself in the search for a model, in the order of %s (key %i)',
    async (order, keyCode) => {
      const { page, session } = await opened(true)
      const button = page.getByRole('button', { name: /^Model: / })
      await button.press('Enter')
      const search = page.getByRole('combobox', { name: 'Search models' })
      await page.getByRole('option').first().waitFor()
      await hasFocus(search)
      const name = await button.getAttribute('aria-label')
      await compose(session, order, 'Enter', keyCode)
      expect(await search.inputValue()).toBe(written)
      expect(await button.getAttribute('aria-label')).toBe(name)
      await search.press('Enter')
      await search.waitFor({ state: 'detached' })
      await expect.poll(() => button.getAttribute('aria-label')).not.toBe(name)
    },
  )

  it.each<Order>(['Chromium', 'Safari'])('has Escape for itself, in the order of %s', async (order) => {
    const { page, session } = await opened(true)
    await page.evaluate(() => void window.chat.sendMessage('mail'))
    await page.getByRole('button', { name: 'Give a reason' }).press('Enter')
    const reason = page.getByRole('textbox', { name: 'Reason (optional)' })
    await hasFocus(reason)
    await compose(session, order, 'Escape')
    expect(await reason.inputValue()).toBe(written)
    await messageField(page).focus()
    await compose(session, order, 'Escape')
    expect(await page.evaluate(() => window.chat.view().run.phase)).toBe('awaiting-approval')
    await page.getByRole('button', { name: /^Model: / }).press('Enter')
    const search = page.getByRole('combobox', { name: 'Search models' })
    await hasFocus(search)
    await compose(session, order, 'Escape')
    expect(await search.isVisible()).toBe(true)
  })
})
