import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { closedAfterwards, launchChromium } from '../setup/browser.js'
import { ended, openStage } from './accessibility/openStage.js'
import { script, short } from './accessibility/script.js'
import { startUpstream } from './upstream.js'

const browser = await closedAfterwards(launchChromium())
const upstream = await closedAfterwards(startUpstream({ tokensPerSecond: 40, script }))

/** What has the focus, as `button Copy`, and whether that can be seen. The ring of a text area is the box around it. */
function focused(page: Page): Promise<{ element: string; hasRing: boolean }> {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLInputElement
    const name = element.getAttribute('aria-label') ?? element.labels?.[0]?.textContent ?? element.textContent ?? ''
    const box = element.closest('.tg-composer-box, .tg-editor')
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element)
    const isOutlined =
      outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0 && !/^rgba.*, 0\)$/.test(outlineColor)
    return {
      element: `${element.getAttribute('role') ?? element.tagName.toLowerCase()} ${name.trim()}`,
      hasRing: element.matches('textarea') && box ? isInFocusColour(box) : isOutlined,
    }

    function isInFocusColour(framed: Element): boolean {
      const probe = document.createElement('i')
      probe.style.color = 'var(--_focus)'
      framed.append(probe)
      const { color } = getComputedStyle(probe)
      probe.remove()
      return getComputedStyle(framed).borderBlockStartColor === color
    }
  })
}

/** Waits until the focus is on an element whose name begins so, with a visible ring. */
async function at(page: Page, expected: string): Promise<void> {
  const seen = async () => {
    const { element, hasRing } = await focused(page)
    return `${element.slice(0, expected.length)}${hasRing ? '' : ', without a ring'}`
  }
  await expect.poll(seen, { interval: 20 }).toBe(expected)
}

/** A key, and where the focus is then. */
async function press(page: Page, key: string, expected: string): Promise<void> {
  await page.keyboard.press(key)
  await at(page, expected)
}

/** Presses Tab until it is there; each place on the way has a ring. */
async function tabTo(page: Page, expected: string, key = 'Tab'): Promise<void> {
  for (let turn = 0; turn < 12; turn++) {
    await page.keyboard.press(key)
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 30)))
    let element = ''
    const ring = async () => {
      const now = await focused(page)
      element = now.element
      return `${element}: ${now.hasRing}`
    }
    await expect.poll(ring, { interval: 20 }).toMatch(/: true$/)
    if (element.startsWith(expected)) return
  }
  throw new Error(`Tab does not come to "${expected}".`)
}

async function write(page: Page, text: string): Promise<void> {
  await page.keyboard.type(text)
  await page.keyboard.press('Enter')
}

/** Notes what a mouse or a finger would do, and presses which no key made. */
async function watchPointers(page: Page): Promise<void> {
  await page.evaluate(() => {
    const pointers: string[] = []
    Object.assign(window, { pointers })
    for (const type of ['pointerdown', 'pointermove', 'mousedown', 'mousemove', 'touchstart'])
      document.addEventListener(type, () => pointers.push(type), true)
    document.addEventListener('click', ({ detail }) => detail > 0 && pointers.push('click'), true)
  })
}

const field = 'textarea Message'
const shown = (page: Page) => page.locator('article[data-role="assistant"]').last()

it('A keyboard alone switches the model, sends, stops, edits, goes through versions, allows a tool, copies and chooses', {
  timeout: 90_000,
}, async () => {
  // Without motion the box around a field has its colour at once.
  const page = await openStage(browser, { baseUrl: upstream.url, hasControls: true }, { reducedMotion: 'reduce' })
  await watchPointers(page)
  await page.getByRole('button', { name: 'Model: Llama 3.3 70B Instruct Turbo' }).waitFor()

  // Switches the model.
  await press(page, 'Tab', 'button Model: Llama')
  await press(page, 'Enter', 'combobox Search models')
  await page.keyboard.type('gpt oss 20b')
  await expect.poll(() => page.getByRole('option').first().textContent()).toMatch(/^gpt-oss 20B/)
  await press(page, 'Enter', 'button Model: gpt-oss 20B')
  await press(page, 'Tab', 'input Two replies')
  await press(page, 'Tab', 'log Messages')
  await press(page, 'Tab', field)

  // Sends.
  await write(page, 'short')
  await at(page, field)
  await shown(page).getByText(short).waitFor()
  await ended(page)
  expect(upstream.requests.at(-1)?.body).toMatchObject({ model: 'openai/gpt-oss-20b' })

  // Stops, by Escape and by the button, which stays the same one.
  await write(page, 'endless')
  await shown(page).getByText('word word').waitFor()
  await press(page, 'Escape', field)
  await ended(page)
  await write(page, 'endless')
  await shown(page).getByText('word word').waitFor()
  await press(page, 'Tab', 'button Stop')
  await press(page, 'Enter', 'button Send')
  await ended(page)
  await expect.poll(() => shown(page).getAttribute('data-status')).toBe('stopped')

  // Writes the question anew.
  await press(page, 'Shift+Tab', field)
  await tabTo(page, 'log Messages', 'Shift+Tab')
  await press(page, 'ArrowUp', 'article Assistant')
  await press(page, 'ArrowUp', 'article You')
  await press(page, 'Enter', 'button Copy')
  await press(page, 'Tab', 'button Edit')
  await press(page, 'Enter', 'textarea Edit your message')
  await page.keyboard.press('Control+a')
  await write(page, 'short')
  await at(page, 'article You')
  await shown(page).getByText(short).waitFor()
  await ended(page)

  // Goes to the version before, and back.
  await press(page, 'Enter', 'button Previous version')
  await press(page, 'Enter', 'button Previous version')
  const place = page.getByRole('group', { name: 'Versions' })
  await place.getByText('1 of 2').waitFor()
  await press(page, 'Tab', 'button Next version')
  await press(page, 'Enter', 'button Next version')
  await place.getByText('2 of 2').waitFor()
  await press(page, 'Escape', 'article You')

  // Allows a tool: nothing takes the focus before F8 does, and then it stands before the buttons.
  await tabTo(page, field)
  await write(page, 'mail')
  await page.getByText('A tool needs your approval.').waitFor()
  await at(page, field)
  await press(page, 'F8', 'group Allow send_mail to run?')
  await press(page, 'Tab', 'button Allow')
  await press(page, 'Enter', 'summary send_mail')
  await shown(page).getByText('The mail is on its way').waitFor()
  await ended(page)

  // Copies the reply, and pastes it.
  await press(page, 'Escape', 'article Assistant')
  await press(page, 'Enter', 'summary send_mail')
  await tabTo(page, 'button Copy')
  await press(page, 'Enter', 'button Copy')
  await tabTo(page, field)
  await page.keyboard.press('Control+v')
  await expect.poll(() => page.getByRole('textbox', { name: 'Message' }).inputValue()).toBe('The mail is on its way')
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Delete')

  // Chooses one of two replies, and goes on with it.
  await tabTo(page, 'input Two replies', 'Shift+Tab')
  await press(page, 'Space', 'input Two replies')
  await tabTo(page, field)
  await write(page, 'short')
  await page.getByRole('radiogroup').waitFor()
  await ended(page)
  await tabTo(page, 'log Messages', 'Shift+Tab')
  await press(page, 'ArrowUp', 'article Assistant')
  await page.keyboard.press('Enter')
  await tabTo(page, 'input Choice 1')
  await press(page, 'ArrowRight', 'input Choice 2')
  const picked = await page.evaluate(() => window.chat.view().messageIds.at(-1) ?? '')
  expect(await page.evaluate((id) => window.chat.siblings(id).index, picked)).toBe(1)
  await tabTo(page, field)
  await write(page, 'short')
  await ended(page)
  expect(await page.evaluate(() => window.chat.view().messageIds)).toContain(picked)

  expect(await page.evaluate(() => (window as unknown as { pointers: string[] }).pointers)).toEqual([])
})
