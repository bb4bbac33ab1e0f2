import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { closedAfterwards, launchChromium } from '../setup/browser.js'
import { frames, openLab } from './lab/openLab.js'

const browser = await closedAfterwards(launchChromium())

async function openThread(count: number): Promise<Page> {
  const page = await openLab(browser)
  await page.setViewportSize({ width: 800, height: 700 })
  await page.evaluate((given) => void Object.assign(window, { thread: window.lab.longThread({ count: given }) }), count)
  const last = count === 0 ? 'A suggestion' : `Message ${count - 1} answers`
  await page.getByText(last).first().waitFor()
  if (count > 200) await page.locator('[aria-setsize]').first().waitFor()
  return page
}

/** What has the focus, in words: the list, a message by its number, a control with its message, the field. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLElement
    const number = /Message (-?\d+)/.exec(element.closest('article')?.textContent ?? '')?.[1]
    if (element.getAttribute('role') === 'log') return 'list'
    if (element.tagName === 'ARTICLE') return `message ${number}`
    if (element.closest('.tg-composer') && element.tagName === 'TEXTAREA') return 'field'
    const name = element.getAttribute('aria-label') ?? element.textContent?.trim() ?? ''
    return number === undefined ? element.tagName.toLowerCase() : `${name} of ${number}`
  })
}

/** Presses keys, each once what the one before did is done. */
async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    await page.keyboard.press(key)
    await frames(page)
  }
}

/** Where the focus comes to with these keys. */
async function comesTo(page: Page, keys: readonly string[], expected: string): Promise<void> {
  await press(page, ...keys)
  await expect.poll(() => focused(page)).toBe(expected)
}

describe('The keyboard', () => {
  it('finds the list as one stop of the Tab key, from both sides', async () => {
    const page = await openThread(40)
    await page.locator('.tg-composer textarea').focus()
    await comesTo(page, ['Shift+Tab'], 'list')
    await comesTo(page, ['Tab'], 'field')
    await comesTo(page, ['Shift+Tab', 'ArrowUp'], 'message 39')
    // Who reads back has the button to the end on the way.
    await page.getByRole('button', { name: /^Scroll to the end/ }).waitFor()
    await press(page, 'Tab')
    await expect.poll(() => page.locator(':focus').getAttribute('aria-label')).toMatch(/^Scroll to the end/)
    await comesTo(page, ['Tab'], 'field')
  })

  it('goes from message to message', async () => {
    const page = await openThread(40)
    await page.getByRole('log').focus()
    await comesTo(page, ['ArrowUp'], 'message 39')
    await comesTo(page, ['ArrowUp', 'ArrowUp'], 'message 37')
    await comesTo(page, ['ArrowDown'], 'message 38')
    await comesTo(page, ['Home'], 'message 0')
    await comesTo(page, ['ArrowUp'], 'message 0')
    await comesTo(page, ['End'], 'message 39')
    await comesTo(page, ['Escape'], 'list')
  })

  it('goes through a long thread, whose rows come in on the way', async () => {
    const page = await openThread(2000)
    await page.getByRole('log').focus()
    await comesTo(page, ['Home'], 'message 0')
    await comesTo(page, Array(12).fill('ArrowDown'), 'message 12')
    await comesTo(page, ['End'], 'message 1999')
    await comesTo(page, Array(12).fill('ArrowUp'), 'message 1987')
  })

  it('goes into a message and comes out again', async () => {
    const page = await openThread(40)
    await page.getByRole('log').focus()
    await press(page, 'ArrowUp', 'Enter')
    await expect.poll(() => focused(page)).toMatch(/ of 39$/)
    const first = await focused(page)
    await press(page, 'Tab')
    await expect.poll(() => focused(page)).not.toBe(first)
    expect(await focused(page)).toMatch(/ of 39$/)
    await comesTo(page, ['Escape'], 'message 39')
    await comesTo(page, ['Enter', 'Shift+Tab'], 'list')
    await press(page, 'ArrowUp', 'Enter')
    for (let turn = 0; turn < 20 && (await focused(page)) !== 'field'; turn++) await press(page, 'Tab')
    expect(await focused(page)).toBe('field')
  })

  it('reaches what stands in an empty list', async () => {
    const page = await openThread(0)
    await page.getByRole('log').focus()
    await comesTo(page, ['Tab'], 'button')
    await comesTo(page, ['Tab'], 'field')
    await comesTo(page, ['Shift+Tab'], 'button')
  })

  it('leaves a selection to Shift, and an open dialog in a message to itself', async () => {
    const page = await openThread(4)
    await page.getByRole('log').focus()
    await comesTo(page, ['ArrowUp'], 'message 3')
    await comesTo(page, ['Shift+ArrowDown', 'Shift+Home'], 'message 3')
    await page.evaluate(() => {
      const dialog = document.createElement('dialog')
      dialog.innerHTML = '<button>Inside</button>'
      document.querySelector('article:last-of-type')?.append(dialog)
      dialog.showModal()
    })
    await press(page, 'Escape')
    await expect.poll(() => page.locator('dialog[open]').count()).toBe(0)
  })

  it('goes past a box which cannot be ticked', async () => {
    const page = await openThread(4)
    await page.evaluate(() => {
      const box = Object.assign(document.createElement('input'), { type: 'checkbox', disabled: true })
      for (const article of document.querySelectorAll('article')) article.prepend(box)
    })
    await page.getByRole('log').focus()
    await press(page, 'ArrowUp', 'Enter')
    await expect.poll(() => focused(page)).toMatch(/ of 3$/)
  })

  it('moves no focus that a pointer or the page sets', async () => {
    const page = await openThread(40)
    await page.locator('.tg-composer textarea').focus()
    await page.getByRole('button', { name: 'Copy' }).last().focus()
    expect(await focused(page)).toMatch(/^Copy/)
  })

  it('moves no focus that the key after Tab sets, though both come at once on a busy page', async () => {
    const page = await openThread(4)
    const name = await page.evaluate(() => {
      const button = document.querySelector<HTMLElement>('article button')
      for (const key of ['Tab', 'Enter'])
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
      button?.focus()
      return document.activeElement?.localName
    })
    expect(name).toBe('button')
  })

  it.each([
    ['F8', (page: Page) => press(page, 'F8')],
    ['Review', (page: Page) => page.getByRole('button', { name: 'Review' }).click()],
  ])('comes from the first of many messages to a call which waits in the last: %s', async (_name, go) => {
    const page = await openThread(400)
    const card = page.getByRole('group', { name: 'Allow look to run?' })
    const drive = (verb: 'call' | 'write', text = '') =>
      page.evaluate(
        (given) => {
          const { thread } = window as unknown as { thread: ReturnType<typeof window.lab.longThread> }
          if (given.verb === 'write') thread.send('Look around')
          thread[given.verb](given.text)
        },
        { verb, text },
      )
    await drive('write', 'I will look.')
    await page.getByText('I will look.').waitFor()
    await page.getByRole('log').focus()
    await comesTo(page, ['Home'], 'message 0')
    await drive('call')
    await page.getByRole('button', { name: 'Review' }).waitFor()
    expect(await page.getByText('Message 398 asks').count()).toBe(0) // the rows before it are out of the document
    await go(page)
    await expect.poll(() => card.evaluate((element) => element === document.activeElement)).toBe(true)
    const isInView = () =>
      card.evaluate((element) => {
        const { top, bottom } = element.getBoundingClientRect()
        const view = element.closest('[role="log"]')?.getBoundingClientRect()
        return view !== undefined && top >= view.top && bottom <= view.bottom
      })
    await expect.poll(isInView).toBe(true)
    await page.getByText('Message 398 asks').first().waitFor()
  })

  it('shows its keys on ?, but not where somebody writes', async () => {
    const page = await openThread(4)
    await page.locator('.tg-composer textarea').focus()
    await press(page, '?')
    expect(await page.getByRole('dialog').count()).toBe(0)
    await page.getByRole('log').focus()
    await press(page, '?')
    const dialog = page.getByRole('dialog', { name: 'Keys' })
    await dialog.waitFor()
    expect(await dialog.getByText('Send the message').isVisible()).toBe(true)
    await press(page, 'Escape')
    await dialog.waitFor({ state: 'detached' })
    await expect.poll(() => focused(page)).toBe('list')
  })
})
