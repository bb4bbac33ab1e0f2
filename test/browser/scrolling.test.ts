import type { JSHandle, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { closedAfterwards, launchChromium } from '../setup/browser.js'
import type { LongThreadOptions, longThread } from './lab/longThread.js'
import { frames, openLab } from './lab/openLab.js'

type Thread = ReturnType<typeof longThread>

const browser = await closedAfterwards(launchChromium())

/** A chat with so many messages, of which the last are in view. */
async function openThread(options: LongThreadOptions): Promise<{ page: Page; thread: JSHandle<Thread> }> {
  const page = await openLab(browser)
  await page.setViewportSize({ width: 800, height: 700 })
  const thread = await page.evaluateHandle((given) => window.lab.longThread(given), options)
  await page
    .getByText(`Message ${options.count - 1} answers`)
    .first()
    .waitFor()
  if (options.count > (options.windowAbove ?? 200)) await page.locator('[aria-setsize]').first().waitFor()
  await frames(page, 3)
  await page.mouse.move(400, 250)
  return { page, thread }
}

/** Waits until nothing scrolls any more, and what was put off until then is done: the list waits for 150 ms. */
async function rest(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const root = document.getElementById('app')?.shadowRoot ?? document
    const scroller = root.querySelector('.tg-scroller') as HTMLElement
    let last = -1
    for (let still = 0, movedAt = 0; still < 12 || performance.now() - movedAt < 180; still++) {
      if (scroller.scrollTop !== last) {
        last = scroller.scrollTop
        movedAt = performance.now()
        still = 0
      }
      await new Promise(requestAnimationFrame)
      // Behind the list's own timer, which was due before.
      await new Promise((resolve) => setTimeout(resolve))
    }
  })
}

interface Seen {
  /** How far below the upper edge of the list each visible message stands, by its number. */
  tops: Map<number, number>
  /** How far the end is, in px. */
  fromEnd: number
  /** Px of the view in which there is no row. */
  blank: number
  mounted: number
}

async function look(page: Page): Promise<Seen> {
  const { tops, ...rest } = await page.evaluate(() => {
    const scroller = document.querySelector('.tg-scroller') as HTMLElement
    const view = scroller.getBoundingClientRect()
    const inView = (element: Element) => {
      const { top, bottom } = element.getBoundingClientRect()
      return Math.max(0, Math.min(bottom, view.bottom) - Math.max(top, view.top))
    }
    const rows = [...document.querySelectorAll('.tg-row')]
    const visible = rows.filter((row) => inView(row) > 0)
    const topOf = (row: Element) => (row.firstElementChild ?? row).getBoundingClientRect().top - view.top
    const numberOf = (row: Element) => Number(/Message (-?\d+)/.exec(row.textContent ?? '')?.[1])
    return {
      tops: visible.map((row) => [numberOf(row), topOf(row)] as const),
      fromEnd: scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop,
      blank: [...document.querySelectorAll('.tg-gap')].reduce((sum, gap) => sum + inView(gap), 0),
      mounted: rows.length,
    }
  })
  return { tops: new Map(tops.filter(([number]) => !Number.isNaN(number))), ...rest }
}

/** By how much the messages which are visible now and then have moved; at least one must be. */
function moved(before: Seen, after: Seen): number {
  const kept = [...before.tops].filter(([number]) => after.tops.has(number))
  expect(kept.length).toBeGreaterThan(0)
  return Math.max(...kept.map(([number, top]) => Math.abs((after.tops.get(number) ?? 0) - top)))
}

async function wheel(page: Page, distance: number): Promise<void> {
  await page.mouse.wheel(0, distance)
  await rest(page)
}

/** Scrolls by so many turns of the wheel, without waiting for rest. */
async function wheelFar(page: Page, turns: number, distance: number): Promise<void> {
  for (let turn = 0; turn < turns; turn++) {
    await page.mouse.wheel(0, distance)
    await frames(page, 3)
  }
  await rest(page)
}

/** A finger which moves by so many px, in steps as a screen tells them, and comes to rest before it is lifted. */
async function swipe(page: Page, distance: number): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', y?: number) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: y === undefined ? [] : [{ x: 400, y }] })
  const from = distance > 0 ? 30 : 450
  await touch('touchStart', from)
  for (let step = 1; step <= 20; step++) await touch('touchMove', from + (distance * step) / 20)
  await frames(page, 5)
  await touch('touchEnd')
  await session.detach()
  await rest(page)
}

async function press(page: Page, key: string): Promise<void> {
  await page.getByRole('log').focus()
  await page.keyboard.press(key)
  await rest(page)
}

/** Ways to read back, and to come back to the end. */
const ways: Record<string, { back: (page: Page) => Promise<void>; forth: (page: Page) => Promise<void> }> = {
  wheel: { back: (page) => wheel(page, -500), forth: (page) => wheel(page, 5000) },
  touch: {
    back: (page) => swipe(page, 400),
    async forth(page) {
      for (let time = 0; time < 6; time++) await swipe(page, -400)
    },
  },
  keyboard: { back: (page) => press(page, 'PageUp'), forth: (page) => press(page, 'End') },
}

async function beginReply(page: Page, thread: JSHandle<Thread>): Promise<void> {
  await thread.evaluate((each) => {
    each.send('Go on')
    each.write('It begins. ')
  })
  await page.getByText('It begins.').waitFor()
  await frames(page, 2)
}

async function write(page: Page, thread: JSHandle<Thread>, pieces: number): Promise<void> {
  for (let piece = 0; piece < pieces; piece++) {
    await thread.evaluate((each) => each.write(`${'More of it. '.repeat(8)}\n\n`))
    await frames(page, 2)
  }
}

describe.each([20, 2000])('a thread of %i messages', (count) => {
  it('begins at its end, and follows what streams', async () => {
    const { page, thread } = await openThread({ count })
    expect((await look(page)).fromEnd).toBeLessThan(1)
    await beginReply(page, thread)
    for (let piece = 0; piece < 10; piece++) {
      await write(page, thread, 1)
      expect((await look(page)).fromEnd).toBeLessThan(1)
    }
  })

  it.each(Object.keys(ways))('never pulls down who reads back by %s, and follows again at the end', async (way) => {
    const { back, forth } = ways[way] as (typeof ways)[string]
    const { page, thread } = await openThread({ count })
    await beginReply(page, thread)
    await write(page, thread, 4)
    await back(page)
    const before = await look(page)
    expect(before.fromEnd).toBeGreaterThan(100)
    for (let piece = 0; piece < 8; piece++) {
      await write(page, thread, 1)
      expect(moved(before, await look(page))).toBeLessThan(0.5)
    }
    await forth(page)
    await write(page, thread, 3)
    expect((await look(page)).fromEnd).toBeLessThan(1)
  })

  it('leaves out of the layout what is out of sight, but not in a window, nor the end', async () => {
    const { page } = await openThread({ count })
    const kinds = await page
      .locator('.tg-row')
      .evaluateAll((rows) => rows.map((row) => getComputedStyle(row).contentVisibility))
    expect(new Set(kinds.slice(0, -1))).toEqual(new Set([count > 200 ? 'visible' : 'auto']))
    expect(kinds.at(-1)).toBe('visible')
  })

  it('stays where the reader is when 50 messages come before it', async () => {
    const { page, thread } = await openThread({ count })
    await wheel(page, -900)
    const before = await look(page)
    await thread.evaluate((each) => each.prepend(50))
    await frames(page, 1)
    expect(moved(before, await look(page))).toBeLessThanOrEqual(1)
    await rest(page)
    expect(moved(before, await look(page))).toBeLessThanOrEqual(1)
  })

  it('comes to the very top on Home, though heights become known on the way', async () => {
    const { page } = await openThread({ count })
    await wheel(page, -100)
    await page.evaluate(() => {
      const rows = document.getElementsByClassName('tg-row') as HTMLCollectionOf<HTMLElement>
      let height = 100
      document.addEventListener(
        'scroll',
        () => {
          height += 30
          const first = rows[0] as HTMLElement
          first.style.minBlockSize = `${height}px`
        },
        true,
      )
    })
    await press(page, 'Home')
    expect(await page.getByRole('log').evaluate((log) => log.scrollTop)).toBe(0)
    expect([...(await look(page)).tops.keys()][0]).toBe(0)
  })

  it('stays where the reader is at the very top, too', async () => {
    const { page, thread } = await openThread({ count })
    await press(page, 'Home')
    const before = await look(page)
    expect([...before.tops.keys()][0]).toBe(0)
    for (let time = 0; time < 3; time++) {
      await thread.evaluate((each) => each.prepend(50))
      await frames(page, 1)
      expect(moved(before, await look(page))).toBeLessThanOrEqual(1)
      await rest(page)
    }
    expect(moved(before, await look(page))).toBeLessThanOrEqual(1)
    expect(await page.getByRole('button', { name: 'Scroll to the end', exact: true }).count()).toBe(1) // nothing new there
  })

  it('stays at the end when messages come before it', async () => {
    const { page, thread } = await openThread({ count })
    const before = await look(page)
    await thread.evaluate((each) => each.prepend(50))
    await rest(page)
    const after = await look(page)
    expect(after.fromEnd).toBeLessThan(1)
    expect(moved(before, after)).toBeLessThanOrEqual(1)
  })

  it('moves nothing in view when something above it grows or shrinks', async () => {
    const { page } = await openThread({ count })
    await wheel(page, -700)
    const before = await look(page)
    const resizeAbove = (height: number | null) =>
      page.evaluate((given) => {
        const { top } = (document.querySelector('.tg-scroller') as HTMLElement).getBoundingClientRect()
        const above = [...document.querySelectorAll<HTMLElement>('.tg-message')].filter(
          (row) => row.getBoundingClientRect().bottom < top,
        )
        const last = above.at(-1) as HTMLElement
        last.style.minBlockSize = given === null ? '' : `${given}px`
      }, height)
    await resizeAbove(900)
    await frames(page, 2)
    expect(moved(before, await look(page))).toBeLessThanOrEqual(1)
    await resizeAbove(null)
    await frames(page, 2)
    expect(moved(before, await look(page))).toBeLessThanOrEqual(1)
  })

  it('keeps the end in view when the chat becomes smaller, else the place', async () => {
    const { page } = await openThread({ count })
    const resize = async (height: number, width: number) => {
      await page.evaluate(
        ([blockSize, inlineSize]) => {
          const { style } = document.getElementById('app') as HTMLElement
          style.blockSize = `${blockSize}px`
          style.inlineSize = `${inlineSize}px`
        },
        [height, width],
      )
      await frames(page, 3)
    }
    await resize(350, 390)
    expect((await look(page)).fromEnd).toBeLessThan(1)
    await resize(600, 780)
    expect((await look(page)).fromEnd).toBeLessThan(1)
    await wheel(page, -700)
    const before = await look(page)
    await resize(600, 420)
    const [first] = before.tops.keys()
    expect((await look(page)).tops.has(first ?? -1)).toBe(true)
    await resize(350, 780)
    expect(
      Math.abs(((await look(page)).tops.get(first ?? -1) ?? 999) - (before.tops.get(first ?? -1) ?? 0)),
    ).toBeLessThan(100)
  })

  it('never moves the focus', async () => {
    const { page, thread } = await openThread({ count })
    await page.getByRole('textbox').focus()
    await beginReply(page, thread)
    await write(page, thread, 3)
    await wheel(page, -3000)
    await thread.evaluate((each) => each.prepend(50))
    await wheel(page, 9000)
    expect(await page.getByRole('textbox').evaluate((box) => box === document.activeElement)).toBe(true)
  })

  it('renders no row for what streams, but the text which grows', async () => {
    const { page, thread } = await openThread({ count })
    const countRenders = () => thread.evaluate(({ renders }) => ({ ...renders }))
    const begin = await countRenders()
    await beginReply(page, thread)
    const before = await countRenders()
    expect(before.rows - begin.rows).toBeLessThanOrEqual(3) // the question and its answer
    await write(page, thread, 10)
    const after = await countRenders()
    expect(after.rows - before.rows).toBeLessThanOrEqual(1)
    expect(after.texts - before.texts).toBe(10)
  })

  it('keeps what the reader opens where it is', async () => {
    const { page, thread } = await openThread({ count })
    await thread.evaluate((each) => {
      each.send('Go on')
      each.think('It thinks about it. '.repeat(200))
      each.write('It replies. ')
      each.end()
    })
    await page.getByText(/Thought/).waitFor()
    await wheel(page, -60)
    const summary = page.getByText(/Thought/)
    const before = await summary.boundingBox()
    await summary.click()
    await frames(page, 3)
    expect(await page.locator('details[open]').count()).toBe(1)
    expect(Math.abs(((await summary.boundingBox())?.y ?? 0) - (before?.y ?? 0))).toBeLessThanOrEqual(1)
  })

  it('stays at the same reply when the thoughts close which are read', async () => {
    const { page, thread } = await openThread({ count })
    await thread.evaluate((each) => {
      each.send('Go on')
      each.think('It thinks about it. \n\n'.repeat(60))
    })
    await page.locator('details[open]').waitFor()
    await frames(page, 2)
    await wheel(page, -300)
    const before = await look(page)
    await thread.evaluate((each) => each.write('It replies. '))
    await page.locator('details:not([open])').waitFor()
    await rest(page)
    const reply = await page.getByText('It replies.').boundingBox()
    expect(before.fromEnd).toBeGreaterThan(100)
    expect(reply?.y).toBeGreaterThan(-200)
    expect(reply?.y).toBeLessThan(600)
  })

  it('stays at the message when what stood at the edge of the view is hidden', async () => {
    const { page } = await openThread({ count })
    await wheel(page, -550)
    const before = await look(page)
    await page.evaluate(() => {
      const { top } = (document.querySelector('.tg-scroller') as HTMLElement).getBoundingClientRect()
      const atEdge = (element: Element) => element.getBoundingClientRect().bottom > top
      const paragraph = [...document.querySelectorAll<HTMLElement>('article p')].find(atEdge) as HTMLElement
      paragraph.style.display = 'none'
    })
    await frames(page, 3)
    const [first = -1] = before.tops.keys()
    const after = await look(page)
    expect(Math.abs((after.tops.get(first) ?? 9999) - (before.tops.get(first) ?? 0))).toBeLessThanOrEqual(1)
  })

  it('copies all of it after select all', async () => {
    const { page } = await openThread({ count })
    await page.getByRole('log').focus()
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Control+c')
    await page.getByRole('textbox').focus()
    await page.keyboard.press('Control+v')
    const copied = await page.getByRole('textbox').inputValue()
    for (let number = 0; number < count; number++) expect(copied).toContain(`Message ${number} `)
  })

  it('prints all of it, and is where it was afterwards', async () => {
    const { page } = await openThread({ count })
    await wheel(page, -700)
    const before = await look(page)
    await page.evaluate(() => {
      addEventListener('beforeprint', () => {
        const rows = [...document.querySelectorAll('.tg-row')]
        Object.assign(window, { printed: rows.map((row) => row.textContent ?? '').join('\n') })
      })
    })
    const pages = (await page.pdf()).toString('latin1').match(/\/Type \/Page\b/g) ?? []
    const printed = await page.evaluate(() => (window as unknown as { printed: string }).printed)
    for (let number = 0; number < count; number++) expect(printed).toContain(`Message ${number} `)
    expect(pages.length).toBeGreaterThan(count / 10)
    await rest(page)
    const after = await look(page)
    expect(moved(before, after)).toBeLessThanOrEqual(1)
    expect(after.mounted).toBeLessThan(50)
  })
})

describe.each([2000, 10_000])('a windowed thread of %i messages', (count) => {
  it('has only the rows around the view in the document', async () => {
    const { page } = await openThread({ count })
    const most = await page.evaluate(async () => {
      const scroller = document.querySelector('.tg-scroller') as HTMLElement
      let rows = 0
      for (let part = 0; part <= 40; part++) {
        scroller.scrollTop = (scroller.scrollHeight * part) / 40
        await new Promise(requestAnimationFrame)
        await new Promise(requestAnimationFrame)
        rows = Math.max(rows, document.querySelectorAll('.tg-row').length)
      }
      return rows
    })
    expect(most).toBeGreaterThan(5)
    expect(most).toBeLessThan(50)
  })
})

describe('a windowed thread', () => {
  it('shows at first only its last rows', async () => {
    const page = await openLab(browser)
    await page.route('**/createRowWindow-*', () => {}) // never comes
    await page.evaluate(() => void window.lab.longThread({ count: 2000 }))
    await page.getByText('Message 1999 answers').first().waitFor()
    await frames(page, 3)
    expect(await look(page)).toMatchObject({ mounted: 20, fromEnd: 0, blank: 0 })
  })

  it('shows all rows where what windows them does not load', async () => {
    const page = await openLab(browser)
    await page.route('**/createRowWindow-*', (route) => route.abort())
    await page.evaluate(() => void window.lab.longThread({ count: 300 }))
    await expect.poll(async () => (await look(page)).mounted).toBe(300)
  })

  it('has every row in the document when it is told so', async () => {
    const { page } = await openThread({ count: 300, windowAbove: Number.POSITIVE_INFINITY })
    expect((await look(page)).mounted).toBe(300)
  })

  it('is windowed without a jump once it grows over the bound', async () => {
    const { page, thread } = await openThread({ count: 26, windowAbove: 40 })
    await wheelFar(page, 10, -1500)
    const before = await look(page)
    await thread.evaluate((each) => each.prepend(20))
    await page.locator('[aria-setsize]').first().waitFor()
    await rest(page)
    const after = await look(page)
    expect(moved(before, after)).toBeLessThanOrEqual(1)
    expect(after.mounted).toBeLessThan(40)
  })

  it('renders only the rows which come in', async () => {
    const { page, thread } = await openThread({ count: 2000 })
    const places = () =>
      page.locator('article').evaluateAll((all) => all.map((each) => each.getAttribute('aria-posinset')))
    let rows = 0
    for (let turn = 0; turn < 4; turn++) {
      const [before, known] = [await thread.evaluate(({ renders }) => renders.rows), await places()]
      await wheel(page, -600)
      const added = (await places()).filter((place) => !known.includes(place))
      expect((await thread.evaluate(({ renders }) => renders.rows)) - before).toBe(added.length)
      rows += added.length
    }
    expect(rows).toBeGreaterThan(4)
  })

  it('never shows a gap, however the reader scrolls', async () => {
    const { page } = await openThread({ count: 2000 })
    await page.evaluate(() => {
      const scroller = document.querySelector('.tg-scroller') as HTMLElement
      const seen = { blank: 0, frames: 0 }
      Object.assign(window, { seen })
      function watch() {
        const view = scroller.getBoundingClientRect()
        const isBlank = (gap: Element) => {
          const { top, bottom } = gap.getBoundingClientRect()
          return bottom > view.top + 1 && top < view.bottom - 1
        }
        seen.frames++
        if ([...document.querySelectorAll('.tg-gap')].some(isBlank)) seen.blank++
        requestAnimationFrame(watch)
      }
      watch()
    })
    for (let turn = 0; turn < 15; turn++) await page.mouse.wheel(0, -700)
    await rest(page)
    for (const key of ['PageUp', 'PageUp', 'Home', 'PageDown', 'End', 'PageUp', 'ArrowUp', 'Home'])
      await press(page, key)
    await page.evaluate(() => {
      const scroller = document.querySelector('.tg-scroller') as HTMLElement
      scroller.scrollTop = scroller.scrollHeight / 3
    })
    await rest(page)
    const seen = await page.evaluate(() => (window as unknown as { seen: { blank: number; frames: number } }).seen)
    expect(seen.frames).toBeGreaterThan(50)
    expect(seen.blank).toBe(0)
  })

  it('leaves the scroll position to the reader while they scroll through rows of unknown height', async () => {
    const { page } = await openThread({ count: 2000 })
    await page.evaluate(() => {
      const scrollBy = Element.prototype.scrollBy as (this: Element, options: ScrollToOptions) => void
      const writes = { soon: 0, atRest: 0 }
      let scrolledAt = 0
      const onScroll = () => {
        scrolledAt = performance.now()
      }
      document.addEventListener('scroll', onScroll, true)
      Object.assign(window, { writes })
      Object.defineProperty(Element.prototype, 'scrollBy', {
        value(this: HTMLElement, options: ScrollToOptions) {
          writes[performance.now() - scrolledAt < 140 ? 'soon' : 'atRest']++
          scrollBy.call(this, options)
        },
      })
    })
    const roomForEach = () =>
      page.evaluate(() => {
        const gap = document.querySelector('.tg-gap') as HTMLElement
        const next = gap.nextElementSibling?.querySelector('article')
        return gap.getBoundingClientRect().height / (Number(next?.getAttribute('aria-posinset')) - 1)
      })
    const before = await look(page)
    const scrollUp = async () => {
      for (let turn = 0; turn < 25; turn++) {
        await page.mouse.wheel(0, -300)
        await frames(page, 1)
      }
      const moving = await look(page)
      await rest(page)
      expect(moved(moving, await look(page))).toBeLessThanOrEqual(1)
      return moving
    }
    const moving = await scrollUp()
    const guess = await roomForEach()
    await scrollUp()
    const writes = await page.evaluate(() => (window as unknown as { writes: { soon: number; atRest: number } }).writes)
    expect(writes.soon).toBe(0)
    expect(writes.atRest).toBeGreaterThan(0)
    expect(await roomForEach()).toBeCloseTo(guess, 2) // the gap has its own height again
    expect([...before.tops.keys()].some((number) => moving.tops.has(number))).toBe(false)
  })

  it('goes through all rows by its keys, from the first to the last', async () => {
    const { page } = await openThread({ count: 40, windowAbove: 24 })
    await press(page, 'Home')
    const top = await look(page)
    expect([...top.tops.keys()][0]).toBe(0)
    expect(await page.getByRole('log').evaluate((log) => log.scrollTop)).toBe(0)
    const seen = new Set(top.tops.keys())
    for (let turn = 0, left = 1; turn < 200 && left > 0; turn++) {
      await press(page, 'PageDown')
      const now = await look(page)
      for (const number of now.tops.keys()) seen.add(number)
      left = now.fromEnd
    }
    expect(seen.size).toBe(40)
  })

  it('keeps the row which has the focus, and the arrows go on from there', async () => {
    const { page } = await openThread({ count: 2000 })
    await page.getByRole('button', { name: 'Copy' }).last().focus()
    await wheel(page, -400)
    const article = page.locator('article:focus-within')
    const number = Number(/Message (\d+)/.exec(await article.innerText())?.[1])
    await wheelFar(page, 10, -1500)
    expect(await article.innerText()).toContain(`Message ${number} `)
    for (const key of ['Escape', 'ArrowUp', 'ArrowUp']) await page.keyboard.press(key)
    await rest(page)
    expect(await article.innerText()).toContain(`Message ${number - 2} `)
    expect((await look(page)).tops.has(number - 2)).toBe(true)
  })

  it('keeps a message which is being written anew', async () => {
    const { page } = await openThread({ count: 2000 })
    await wheel(page, -600)
    await page.getByRole('button', { name: 'Edit' }).last().click()
    const field = page.getByRole('log').getByRole('textbox')
    await field.fill('Written anew')
    await page.getByRole('textbox').last().focus() // the composer
    await wheelFar(page, 6, -1500)
    expect(await field.inputValue()).toBe('Written anew')
    await wheelFar(page, 6, 1500)
    expect(await field.evaluate((element) => element === document.activeElement)).toBe(false)
  })

  it('copies every message of a selection over 100 rows', async () => {
    const { page } = await openThread({ count: 2000 })
    const select = async (extend: boolean) => {
      const box = await page.locator('article p').first().boundingBox()
      const inView = await page.evaluate(() => {
        const view = (document.querySelector('.tg-scroller') as HTMLElement).getBoundingClientRect()
        const texts = [...document.querySelectorAll('article p, .tg-bubble')]
        const place = texts.map((text) => text.getBoundingClientRect()).find(({ top }) => top > view.top + 20)
        return place && { x: place.left + 30, y: place.top + 8 }
      })
      expect(box).not.toBeNull()
      if (extend) await page.keyboard.down('Shift')
      await page.mouse.click(inView?.x ?? 0, inView?.y ?? 0)
      if (extend) await page.keyboard.up('Shift')
      return [...(await look(page)).tops.keys()]
    }
    const last = (await select(false))[0] ?? 0
    await wheelFar(page, 22, -1500)
    const first = (await select(true)).at(-1) ?? 0
    expect(last - first).toBeGreaterThan(100)
    await page.keyboard.press('Control+c')
    await page.getByRole('textbox').focus()
    await page.keyboard.press('Control+v')
    const copied = await page.getByRole('textbox').inputValue()
    const missing = Array.from({ length: last - first - 2 }, (_, place) => first + 1 + place).filter(
      (number) => !copied.includes(`Message ${number} `),
    )
    expect(missing).toEqual([])
    await rest(page)
    expect((await look(page)).mounted).toBeLessThan(50)
  })

  it('tells assistive technology the place of each message', async () => {
    const { page, thread } = await openThread({ count: 2000 })
    const last = page.locator('article').last()
    expect(await last.getAttribute('aria-posinset')).toBe('2000')
    await thread.evaluate((each) => each.prepend(50))
    await expect.poll(() => last.getAttribute('aria-posinset')).toBe('2050')
    expect(await last.getAttribute('aria-setsize')).toBe('2050')
  })

  it('keeps the focus and copies in a shadow tree, too', async () => {
    const page = await openLab(browser)
    await page.evaluate(() => void window.lab.longThread({ count: 400, isInShadow: true }))
    await page.locator('[aria-setsize]').first().waitFor()
    await page.mouse.move(400, 250)
    const far = () => wheelFar(page, 12, -1200)
    const paragraph = page.getByText('Message 399 answers').first()
    await paragraph.click()
    await page.getByRole('button', { name: 'Copy' }).last().focus()
    await far()
    const button = page.getByRole('button', { name: 'Copy' }).last()
    expect(await button.evaluate((each) => each === (each.getRootNode() as ShadowRoot).activeElement)).toBe(true)
    await paragraph.evaluate((each) => {
      const root = each.getRootNode() as ShadowRoot & { getSelection(): Selection }
      root.getSelection().selectAllChildren(each)
    })
    await far()
    await page.keyboard.down('Shift')
    await page.mouse.click(200, 200)
    await page.keyboard.up('Shift')
    await page.keyboard.press('Control+c')
    await page.getByRole('textbox').focus()
    await page.keyboard.press('Control+v')
    const copied = await page.getByRole('textbox').inputValue()
    for (let number = 330; number < 398; number++) expect(copied).toContain(`Message ${number} `)
  })
})
