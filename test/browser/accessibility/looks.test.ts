import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { closedAfterwards, launchChromium } from '../../setup/browser.js'
import { startUpstream } from '../upstream.js'
import { converse, openStage, send } from './openStage.js'
import { script } from './script.js'

const browser = await closedAfterwards(launchChromium())
const upstream = await closedAfterwards(startUpstream({ tokensPerSecond: 40, script }))

interface Drawn {
  what: string
  colour: string
  /** WCAG contrast with what is behind it. */
  contrast: number
  /** Whether it is a colour of the system's, not one of ours. */
  isSystem: boolean
  isDisabled: boolean
}

/** The lines of all icons, and the borders of what these selectors find, as far as they are in the page. */
function drawn(page: Page, boxes: readonly string[]): Promise<{ icons: Drawn[]; borders: Drawn[] }> {
  return page.evaluate((selectors) => {
    const numbersOf = (colour: string) => (colour.match(/[\d.]+/g) ?? []).map(Number)
    const alphaOf = (colour: string) => numbersOf(colour)[3] ?? 1

    function luminance(colour: string): number {
      const [red = 0, green = 0, blue = 0] = numbersOf(colour).map((value) => {
        const channel = value / 255
        return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
      })
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /** Colours of the system may let some of the ground through. */
    function over(colour: string, ground: string): string {
      const under = numbersOf(ground)
      const alpha = alphaOf(colour)
      const channels = numbersOf(colour).slice(0, 3)
      return channels.map((value, place) => value * alpha + (under[place] ?? 0) * (1 - alpha)).join(' ')
    }

    function contrast(colour: string, ground: string): number {
      const luminances = [luminance(over(colour, ground)), luminance(ground)]
      const [dim = 0, bright = 0] = luminances.sort((a, b) => a - b)
      return (bright + 0.05) / (dim + 0.05)
    }

    function groundOf(element: Element | null): string {
      if (!element) return 'rgb(255, 255, 255)'
      const { backgroundColor } = getComputedStyle(element)
      return alphaOf(backgroundColor) === 1 ? backgroundColor : groundOf(element.parentElement)
    }

    const probe = document.body.appendChild(document.createElement('i'))
    const names = ['CanvasText', 'ButtonText', 'ButtonBorder', 'GrayText', 'Highlight', 'HighlightText', 'LinkText']
    const system = names.map((name) => {
      probe.style.color = name
      return getComputedStyle(probe).color
    })
    probe.remove()

    const isDisabled = (element: Element) => element.closest('[aria-disabled="true"], :disabled') !== null
    const nameOf = (element: Element) => element.closest('[aria-label]')?.getAttribute('aria-label') ?? ''
    const seen = (element: Element, what: string, colour: string) => ({
      what,
      colour,
      contrast: contrast(colour, groundOf(element.parentElement)),
      isSystem: system.includes(colour),
      isDisabled: isDisabled(element),
    })
    const icons = [...document.querySelectorAll('.tg-icon')].map((icon) =>
      seen(icon, `${icon.parentElement?.className}: ${nameOf(icon)}`, getComputedStyle(icon).stroke),
    )
    const borders = selectors.flatMap((selector) =>
      [...document.querySelectorAll(selector)].map((box) => {
        const style = getComputedStyle(box)
        const hasLine = style.borderBlockStartStyle !== 'none' && Number.parseFloat(style.borderBlockStartWidth) > 0
        return seen(box, selector, hasLine ? style.borderBlockStartColor : 'rgba(0, 0, 0, 0)')
      }),
    )
    return { icons, borders }
  }, boxes)
}

const boxes = {
  choices: ['.tg-bubble', '.tg-code', '.tg-error', '.tg-choice', '.tg-composer-box', '.tg-send', '.tg-models'],
  approval: [
    '.tg-tool',
    '.tg-tool-text',
    '.tg-approval .tg-input',
    '.tg-queued',
    '.tg-text-button',
    '.tg-model-button',
  ],
}

describe.each(['light', 'dark'] as const)('In forced colours (%s)', (colorScheme) => {
  const options = { forcedColors: 'active', colorScheme } as const

  it.each(['choices', 'approval'] as const)('all icons and borders stay visible: %s', async (end) => {
    const page = await openStage(browser, { baseUrl: upstream.url, hasControls: true }, options)
    await converse(page, end)
    if (end === 'approval') await page.getByRole('button', { name: 'Give a reason' }).press('Enter')
    else await page.getByRole('button', { name: /^Model: / }).press('Enter')
    for (const selector of boxes[end]) await page.locator(selector).first().waitFor()
    const { icons, borders } = await drawn(page, boxes[end])
    expect([...new Set(borders.map(({ what }) => what))]).toEqual(boxes[end])
    expect(icons.length).toBeGreaterThan(10)
    const all = [...icons, ...borders]
    expect(all.filter(({ contrast, isDisabled }) => contrast < 3 && !isDisabled)).toEqual([])
    expect(all.filter(({ isSystem }) => !isSystem)).toEqual([])
  })

  it('the actions of each message are there without a mouse, and rings and chosen ones can be seen', async () => {
    const page = await openStage(browser, { baseUrl: upstream.url }, options)
    await converse(page, 'choices')
    const opacities = await page
      .locator('.tg-actions')
      .evaluateAll((groups) => groups.map((group) => getComputedStyle(group).opacity))
    expect(new Set(opacities)).toEqual(new Set(['1']))

    const toggle = page.getByRole('button', { name: 'Scroll apart' })
    const look = () =>
      toggle.evaluate((button) => {
        const { backgroundColor, color, forcedColorAdjust, outlineStyle, outlineWidth } = getComputedStyle(button)
        return { backgroundColor, color, forcedColorAdjust, outlineStyle, outlineWidth }
      })
    await page.keyboard.press('Tab') // the focus is moved by keys
    await toggle.focus()
    const before = await look()
    expect(before).toMatchObject({ outlineStyle: 'solid', outlineWidth: '2px' })
    await toggle.press('Enter')
    await expect.poll(async () => (await look()).backgroundColor).not.toBe(before.backgroundColor)
    const after = await look()
    expect(after.color).not.toBe(after.backgroundColor)
    // Else the browser puts a ground of the page's colour behind the text, which no style tells of.
    expect(after.forcedColorAdjust).toBe('none')

    const [picked, other] = await page
      .locator('.tg-choice')
      .evaluateAll((all) => all.map((choice) => getComputedStyle(choice).outlineStyle))
    expect([picked, other]).toEqual(['solid', 'none'])
  })
})

/** How many animations and transitions ran or began, from a question to what the selector finds, and under a mouse then. */
async function motions(page: Page, text: string, selector: string): Promise<number> {
  const motion = await page.evaluateHandle(() => {
    const seen = { count: document.getAnimations().length }
    // Not by looking at each frame: on a slow machine a short one is over before the next.
    for (const type of ['animationstart', 'transitionrun'])
      document.addEventListener(type, () => {
        seen.count++
      })
    return seen
  })
  const field = page.getByRole('textbox', { name: 'Message' })
  await field.fill(text)
  await field.press('Enter')
  await page.locator(selector).last().waitFor()
  await page.locator('article').first().hover()
  return motion.evaluate(async (seen) => {
    await new Promise((resolve) => setTimeout(resolve, 200))
    return seen.count + document.getAnimations().length
  })
}

const waits: [string, string][] = [
  ['wait', '.tg-waiting'],
  ['short', 'article[data-role="assistant"][data-status="complete"]'],
  ['search', '.tg-tool[data-status="running"]'],
]

/** Waits until the wheel has moved the list, and nothing does any more. */
async function atRest(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Scroll to the end' }).waitFor()
  await page.getByRole('log').evaluate(async (log) => {
    for (let still = 0, last = -1; still < 12; still++) {
      if (log.scrollTop !== last) still = 0
      last = log.scrollTop
      await new Promise(requestAnimationFrame)
    }
  })
}

describe('Where motion is to be reduced', () => {
  const options = { reducedMotion: 'reduce' } as const

  it.each(waits)('nothing moves while a reply comes: %s', async (text, selector) => {
    const page = await openStage(browser, { baseUrl: upstream.url }, options)
    expect(await motions(page, text, selector)).toBe(0)
  })

  it.each(waits)('something would else: %s', async (text, selector) => {
    const page = await openStage(browser, { baseUrl: upstream.url }, { reducedMotion: 'no-preference' })
    expect(await motions(page, text, selector)).toBeGreaterThan(0)
  })

  it('the list scrolls at once, also in a page which makes everything smooth', async () => {
    const page = await openStage(browser, { baseUrl: upstream.url }, options)
    await page.addStyleTag({ content: '* { scroll-behavior: smooth }' })
    for (let turn = 0; turn < 3; turn++) await send(page, 'rich')
    await page.mouse.move(400, 300)
    await page.mouse.wheel(0, -1000)
    await atRest(page)
    await page.getByRole('button', { name: 'Scroll to the end' }).press('Enter')
    const fromEnd = await page.evaluate(async () => {
      for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame)
      const log = document.querySelector('[role="log"]') as HTMLElement
      return log.scrollHeight - log.clientHeight - log.scrollTop
    })
    expect(fromEnd).toBeLessThan(1)
  })
})

describe('The actions of a message', () => {
  it('are shown under a mouse and around the focus, and can be focused all the time', async () => {
    const page = await openStage(browser, { baseUrl: upstream.url })
    for (let turn = 0; turn < 2; turn++) await send(page, 'short')
    const first = page.locator('article').first()
    const actions = first.getByRole('group', { name: /^Actions: You/ })
    const opacity = () => actions.evaluate((group) => getComputedStyle(group).opacity)
    await page.mouse.move(400, 690)
    await expect.poll(opacity).toBe('0')
    await first.hover()
    await expect.poll(opacity).toBe('1')
    await page.mouse.move(400, 690)
    await expect.poll(opacity).toBe('0')
    await actions.getByRole('button', { name: 'Copy' }).focus()
    await expect.poll(opacity).toBe('1')
  })

  it('are always shown where nothing hovers', async () => {
    const page = await openStage(browser, { baseUrl: upstream.url }, { hasTouch: true, isMobile: true })
    expect(await page.evaluate(() => matchMedia('(hover: none)').matches)).toBe(true)
    for (let turn = 0; turn < 2; turn++) await send(page, 'short')
    const opacities = () =>
      page.locator('.tg-actions').evaluateAll((groups) => groups.map((group) => getComputedStyle(group).opacity))
    await expect.poll(opacities).toEqual(['1', '1', '1', '1'])
  })
})

it('Each message is read in the direction of its own text', async () => {
  const page = await openStage(browser, { baseUrl: upstream.url })
  await send(page, 'ما لون السماء؟')
  const directionOf = (selector: string) =>
    page.locator(selector).evaluate((element) => getComputedStyle(element).direction)
  expect(await directionOf('.tg-bubble')).toBe('rtl')
  expect(await directionOf('.tg-markdown p')).toBe('ltr')
  const field = page.getByRole('textbox', { name: 'Message' })
  await field.fill('لماذا؟')
  expect(await directionOf('.tg-textarea')).toBe('rtl')
})
