import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { closedAfterwards, launchChromium, newPage } from '../setup/browser.js'
import { deviations } from './resets/deviations.js'
import type { Look } from './resets/look.js'
import { type Host, startResetServer } from './resets/resetServer.mjs'

const server = await closedAfterwards(startResetServer())
const browser = await closedAfterwards(launchChromium())

type Show = 'chat' | 'kit' | 'extras'
type Theme = 'light' | 'dark'

/** So high that nothing is out of sight, and laid out later. */
const tall = { width: 900, height: 5000 }
const usual = { width: 900, height: 1000 }

async function open(host: Host, viewport = usual, show: Show = 'chat', theme: Theme = 'light'): Promise<Page> {
  const page = await newPage(browser, { viewport, reducedMotion: 'reduce' })
  await page.goto(server.url(host, { show, theme }))
  await page.waitForFunction(() => 'resets' in window)
  await page.evaluate(() => window.resets.prepare())
  return page
}

/** The list of keys, too, which is a dialog. */
async function looksOf(host: Host, show: Show, theme: Theme): Promise<Look[]> {
  const page = await open(host, tall, show, theme)
  const lookOf = (selector: string) =>
    page.evaluate(([given, deviants]) => window.resets.lookOf(given, deviants), [
      selector,
      deviations.map(({ within }) => within),
    ] as const)
  const looks = await lookOf('.tg-root')
  if (show !== 'chat') return looks
  await openHelp(page)
  return [...looks, ...(await lookOf('.tg-help'))]
}

async function openHelp(page: Page): Promise<void> {
  await page.getByRole('log').first().focus()
  await page.keyboard.press('?')
  await page.locator('.tg-help[open]').waitFor()
}

/** What is otherwise than alone, each once; `used` collects the deviations which were met. */
function differences(host: Host, looks: readonly Look[], alone: readonly Look[], used: Set<number>): string[] {
  const found = new Set<string>()
  for (const [place, look] of looks.entries()) {
    const other = alone[place]
    if (look.name !== other?.name) return [`${look.name} stands in the place of ${other?.name}`]
    for (const [property, value] of Object.entries(look.style)) {
      if (value === other.style[property]) continue
      const known = look.deviations.filter(
        (each) => deviations[each]?.property === property && deviations[each].host.test(host),
      )
      for (const each of known) used.add(each)
      if (known.length === 0) found.add(`${look.name} ${property}: ${value} in place of ${other.style[property]}`)
    }
    for (const side of ['x', 'y', 'width', 'height'] as const)
      if (Math.abs(look.box[side] - other.box[side]) > 1)
        found.add(`${look.name} ${side}: ${look.box[side]} in place of ${other.box[side]}`)
  }
  return [...found]
}

/** How many elements there are at least, so that nothing was left out. */
const shown: Readonly<Record<Show, number>> = { chat: 500, kit: 200, extras: 500 }

const alone = new Map<string, Promise<Look[]>>()

/** Looked at once for all hosts. */
function looksAlone(show: Show, theme: Theme): Promise<Look[]> {
  const looks = alone.get(show + theme) ?? looksOf('plain', show, theme)
  alone.set(show + theme, looks)
  return looks
}

describe.each(['light', 'dark'] as const)('The styles look as they do alone (%s)', (theme) => {
  it.each([
    ['bootstrap', "with Bootstrap's before them"],
    ['bootstrapAfter', "with Bootstrap's after them"],
    ['tailwind', "with Tailwind's before them"],
    ['tailwindAfter', "with Tailwind's after them"],
    ['layer', 'in their layer'],
  ] as const)('%s: %s', { timeout: 120_000 }, async (host, _title) => {
    const used = new Set<number>()
    for (const show of ['chat', 'kit', 'extras'] as const) {
      const [looks, own] = [await looksOf(host, show, theme), await looksAlone(show, theme)]
      expect(own.length).toBeGreaterThan(shown[show])
      expect.soft(differences(host, looks, own, used)).toEqual([])
      expect(looks).toHaveLength(own.length)
    }
    // What is known to be otherwise still is.
    expect([...used].sort()).toEqual(deviations.flatMap((each, place) => (each.host.test(host) ? [place] : [])))
  })
})

describe('The focus', () => {
  it.each(['bootstrap', 'bootstrapAfter', 'tailwind', 'tailwindAfter'] as const)(
    'is shown as it is alone: %s',
    async (host) => {
      for (const [show, least] of [
        ['chat', 30],
        ['extras', 15],
      ] as const) {
        const [rings, own] = [await ringsIn(host, show), await ringsIn('plain', show)]
        expect(own.length).toBeGreaterThan(least)
        expect(rings).toEqual(own)
      }
    },
  )
})

async function ringsIn(host: Host, show: Show = 'chat') {
  const page = await open(host, tall, show)
  await page.keyboard.press('Tab')
  return page.evaluate(() => window.resets.ringsOf('.tg-root'))
}

describe('Rules of a site for its own elements', () => {
  const look = (page: Page) =>
    page.evaluate(() => {
      const style = (selector: string) => getComputedStyle(document.querySelector(selector) as Element)
      return [style('.tg-suggestion').borderTopLeftRadius, style('.tg-markdown blockquote').paddingLeft]
    })

  it('yield to the styles', async () => {
    expect(await look(await open('own'))).toEqual(['10px', '16px'])
  })

  it('win over the same styles in their layer', async () => {
    expect(await look(await open('layerOwn'))).toEqual(['3px', '20px'])
  })
})

describe('Where a page unsets everything', () => {
  it('messages scroll, by the keyboard too, and the button to the end shows', async () => {
    const page = await open('unset')
    const log = page.getByRole('log').first()
    const place = () => log.evaluate(({ scrollTop }) => scrollTop)
    await log.focus()
    await expect.poll(place).toBeGreaterThan(500)
    const end = await place()
    await page.keyboard.press('PageUp')
    await expect.poll(place).toBeLessThan(end)
    const before = await place()
    await page.mouse.move(450, 300)
    await page.mouse.wheel(0, -200)
    await expect.poll(place).toBeLessThan(before)
    const box = await page.locator('.tg-scroll').boundingBox()
    expect(box?.width).toBeGreaterThanOrEqual(24)
    expect(box?.height).toBeGreaterThanOrEqual(24)
  })

  it('the text area has an edge which is seen, and room', async () => {
    const page = await open('unset')
    const field = await page.evaluate(() => {
      const area = document.querySelector('.tg-composer textarea') as HTMLElement
      const frame = area.closest('.tg-composer-box') as HTMLElement
      area.blur()
      const { borderTopWidth, borderTopStyle, borderTopColor, backgroundColor } = getComputedStyle(frame)
      const { width, height } = area.getBoundingClientRect()
      const { fontSize, cursor } = getComputedStyle(area)
      const contrast = window.resets.contrastOf(borderTopColor, backgroundColor)
      return { borderTopWidth, borderTopStyle, contrast, width, height, fontSize, cursor }
    })
    expect(field).toMatchObject({ borderTopWidth: '1px', borderTopStyle: 'solid', fontSize: '16px', cursor: 'text' })
    expect(field.contrast).toBeGreaterThanOrEqual(3)
    expect(field.width).toBeGreaterThan(400)
    expect(field.height).toBeGreaterThanOrEqual(24)
  })

  it.each(['chat', 'kit', 'extras'] as const)('buttons and boxes can be hit, and are drawn (%s)', async (show) => {
    const page = await open('unset', tall, show)
    const small = await page.evaluate(() =>
      [...document.querySelectorAll('.tg-root :is(button, textarea)')]
        .filter((element) => element.checkVisibility())
        .map((element) => ({ name: element.className, box: element.getBoundingClientRect() }))
        .filter(({ box }) => box.width < 24 || box.height < 24)
        .map(({ name, box }) => `${name}: ${box.width} x ${box.height}`),
    )
    expect(small).toEqual([])
    const undrawn = await page.evaluate(() =>
      [...document.querySelectorAll('.tg-root :is([type="checkbox"], [type="radio"], .tg-param-slider)')]
        .filter((element) => element.checkVisibility())
        .filter((element) => getComputedStyle(element).appearance === 'none' || element.clientWidth < 12)
        .map(({ className }) => className),
    )
    expect(undrawn).toEqual([])
  })

  it.each(['chat', 'kit', 'extras'] as const)('icons and drawings are drawn (%s)', async (show) => {
    const page = await open('unset', tall, show)
    const sizes = await page.evaluate(() =>
      [...document.querySelectorAll<SVGElement>('.tg-icon > *, .tg-usage-bar')]
        .filter((shape) => shape.checkVisibility())
        .map((shape) => shape.getBoundingClientRect())
        .map(({ width, height }) => Math.round(Math.max(width, height))),
    )
    expect(sizes.length).toBeGreaterThan(20)
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(7)
  })

  it('the focus is seen on everything which can have it', async () => {
    const rings = [...(await ringsIn('unset')), ...(await ringsIn('unset', 'extras'))]
    expect(rings.length).toBeGreaterThan(45)
    expect(rings.filter(({ width, edge }) => width < 2 && edge === null)).toEqual([])
  })

  it('a message is written and sent by the keyboard, and its answer shows', async () => {
    const page = await open('unset')
    const field = page.getByRole('textbox', { name: 'Message', exact: true }).nth(1)
    await field.focus()
    await page.keyboard.type('Thanks!')
    await page.keyboard.press('Enter')
    await page.getByText('You are welcome.').waitFor()
    expect(await page.locator('.tg-bubble', { hasText: 'Thanks!' }).isVisible()).toBe(true)
    expect(await field.inputValue()).toBe('')
    expect(await field.evaluate((element) => element === document.activeElement)).toBe(true)
  })

  it('text wraps, and code keeps its lines and scrolls', async () => {
    const page = await open('unset')
    const found = await page.evaluate(() => {
      const wide = [document.documentElement, ...document.querySelectorAll('.tg-scroller, .tg-row, .tg-bubble')]
      const codes = [...document.querySelectorAll('.tg-code-text')]
      const code = codes.at(-1) as HTMLElement
      code.scrollLeft = 50
      return {
        wide: wide
          .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1)
          .map(({ className }) => className),
        lines: code.clientHeight / Number.parseFloat(getComputedStyle(code).lineHeight),
        scrollLeft: code.scrollLeft,
      }
    })
    expect(found).toMatchObject({ wide: [], scrollLeft: 50 })
    expect(found.lines).toBeGreaterThan(12)
  })

  it.each([
    ['chat', 'light'],
    ['chat', 'dark'],
    ['extras', 'light'],
    ['extras', 'dark'],
  ] as const)('no text loses its contrast (%s, %s)', async (show, theme) => {
    const page = await open('unset', tall, show, theme)
    expect(await page.evaluate(() => window.resets.faintTexts('.tg-root', 4.5))).toEqual([])
  })

  it('words are set as what they are', async () => {
    const page = await open('unset')
    const set = await page.evaluate(() => {
      const style = (selector: string) => getComputedStyle(document.querySelector(selector) as Element)
      return {
        em: style('.tg-markdown em').fontStyle,
        del: style('.tg-markdown del').textDecorationLine,
        list: style('.tg-markdown ul').listStyleType,
        link: [style('.tg-link').textDecorationLine, style('.tg-link').cursor],
        summary: style('.tg-summary').listStyleType,
      }
    })
    expect(set).toEqual({
      em: 'italic',
      del: 'line-through',
      list: 'disc',
      link: ['underline', 'pointer'],
      summary: 'disclosure-open',
    })
  })

  it('the list of keys stands in the middle', async () => {
    const page = await open('unset')
    await openHelp(page)
    const box = await page.locator('.tg-help').boundingBox()
    expect(Math.abs((box?.x ?? 0) + (box?.width ?? 0) / 2 - usual.width / 2)).toBeLessThan(2)
    expect(Math.abs((box?.y ?? 0) + (box?.height ?? 0) / 2 - usual.height / 2)).toBeLessThan(2)
  })
})
