import { readdirSync, readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { describe, expect, it, onTestFinished } from 'vitest'
import { diagramsText, formulas, hostileDiagrams, hostileFormulas } from '../../stories/support/plugins.js'
import { closedAfterwards, launchChromium } from '../setup/browser.js'
import { type Policy, startPluginServer } from './plugins/pluginServer.js'

const server = await closedAfterwards(startPluginServer())
const browser = await closedAfterwards(launchChromium())

interface Opened {
  page: Page
  /** To anywhere but the page's own origin. */
  requests: string[]
  errors: string[]
}

async function open(policy: Policy): Promise<Opened> {
  const context = await browser.newContext()
  onTestFinished(() => context.close())
  const url = server.url(policy)
  const opened: Opened = { page: await context.newPage(), requests: [], errors: [] }
  await context.route(
    ({ origin }) => origin !== new URL(url).origin,
    (route) => {
      opened.requests.push(route.request().url())
      return route.abort()
    },
  )
  opened.page.on('pageerror', (error) => opened.errors.push(String(error)))
  await opened.page.goto(url)
  await opened.page.waitForFunction(() => 'plugins' in window)
  return opened
}

const fence = (language: string, code: string) => `\`\`\`${language}\n${code}\n\`\`\``
/** So many lines of this repository's own code. */
const ownCode = (lines: number) => {
  const folder = 'src/core'
  const files = readdirSync(folder).filter((name) => name.endsWith('.ts'))
  const all = files.flatMap((name) => readFileSync(`${folder}/${name}`, 'utf8').split('\n'))
  return Array.from({ length: lines }, (_, place) => all[place % all.length]).join('\n')
}

describe('Colours of code in Chromium', () => {
  it('come to 5,000 lines without holding up the page', { retry: 2 }, async () => {
    const { page, errors } = await open('open')
    await page.evaluate((text) => window.plugins.show(text), fence('ts', 'const warm = 1'))
    await page.waitForSelector('[data-token]')
    const text = fence('ts', ownCode(5000))
    await page.evaluate((each) => window.plugins.show(each), text)
    await page.evaluate(() => window.plugins.longTasks.splice(0))
    const startedAt = Date.now()
    await page.waitForFunction(() => document.querySelectorAll('[data-token]').length > 100)
    const ms = Date.now() - startedAt
    await page.waitForTimeout(200)
    const tasks = await page.evaluate(() => window.plugins.longTasks)
    console.log(
      `5,000 lines: coloured after ${ms} ms; tasks above 50 ms: ${tasks.map(Math.round).join(', ') || 'none'}`,
    )
    expect(Math.max(0, ...tasks)).toBeLessThan(250)
    expect(errors).toEqual([])
  })

  it('are made of what is near to what is in sight, and of the rest when it comes there', async () => {
    const { page } = await open('open')
    await page.evaluate((text) => window.plugins.show(text), fence('ts', ownCode(5000)))
    await page.waitForSelector('[data-token]')
    await page.waitForTimeout(100)
    const coloured = () => page.evaluate(() => document.querySelectorAll('.tg-code-lines:has([data-token])').length)
    expect(await coloured()).toBeLessThan(10)
    await page.evaluate(() => document.querySelector('.tg-code-lines:nth-child(60)')?.scrollIntoView())
    await page.waitForSelector('.tg-code-lines:nth-child(60) [data-token]')
    expect(await coloured()).toBeLessThan(20)
  })

  it('are there at the first frame when a row comes back', async () => {
    const { page } = await open('open')
    const text = fence('py', 'def f(x):\n    return x + 1')
    await page.evaluate((each) => window.plugins.show(each), text)
    await page.waitForSelector('[data-token]')
    expect(await page.evaluate((each) => window.plugins.showAgain(each), text)).toContain('data-token="keyword"')
  })

  it('need no more than the strict policy allows', async () => {
    const { page, requests, errors } = await open('strict')
    await page.evaluate(
      (text) => window.plugins.show(text),
      `${fence('tsx', '<a b="c">{1}</a>')}\n\n${fence('sh', 'ls "$A"')}`,
    )
    await page.waitForFunction(() => document.querySelectorAll('pre:has([data-token])').length === 2)
    const colour = await page.evaluate(() => {
      const token = document.querySelector('[data-token="string"]')
      return token && getComputedStyle(token).color
    })
    expect(colour).toBe('rgb(38, 103, 57)')
    expect([requests, errors, await page.evaluate(() => window.plugins.reports)]).toEqual([[], [], []])
  })
})

describe('Formulas in Chromium', () => {
  it.each([
    ['strictWithFonts', 'styled'],
    ['strict', 'plain'],
  ] as const)('need no more than the policy allows (%s, %s)', async (policy, kind) => {
    const { page, requests, errors } = await open(policy)
    await page.evaluate(([text, how]) => window.plugins.show(text, how), [formulas, kind] as const)
    await page.waitForFunction(() => document.querySelectorAll('.tg-math math').length === 11)
    await page.evaluate(() => document.fonts.ready)
    expect([requests, errors, await page.evaluate(() => window.plugins.reports)]).toEqual([[], [], []])
  })

  it('keep what KaTeX set without an inline style sheet: heights, distances', async () => {
    const { page } = await open('strictWithFonts')
    await page.evaluate((text) => window.plugins.show(text), '$$\n\\frac{a}{b}\n$$')
    await page.waitForSelector('.tg-math .katex-html [style]', { state: 'attached' })
    expect(
      await page.evaluate(() => document.querySelector<HTMLElement>('.tg-math .katex-html [style]')?.style.height),
    ).toMatch(/em$/)
  })

  it('are copied as their source', async () => {
    const { page } = await open('open')
    await page.evaluate((text) => window.plugins.show(text), 'It is $x^2$ and\n\n$$\n\\frac{a}{b}\n$$\n\nthe end')
    await page.waitForFunction(() => document.querySelectorAll('.tg-math .katex').length === 2)
    await page.keyboard.press('ControlOrMeta+a')
    const copied = await page.evaluate(() => String(getSelection()))
    expect(copied.replace(/\s+/g, ' ').trim()).toBe('It is $x^2$ and $$\\frac{a}{b}$$ the end')
  })

  it('are safe and small whatever they ask for', { retry: 2 }, async () => {
    const { page, requests, errors } = await open('open')
    const startedAt = Date.now()
    await page.evaluate(
      (text) => window.plugins.show(text),
      `${hostileFormulas}\n\n$\\def\\a{${'x'.repeat(2000)}}${'\\a'.repeat(300)}$`,
    )
    await page.waitForSelector('.tg-math .katex')
    await page.waitForTimeout(200)
    expect(Date.now() - startedAt).toBeLessThan(5000)
    const found = await page.evaluate(() => {
      const around = document.querySelector('.tg-markdown')?.getBoundingClientRect()
      const texts = [...document.querySelectorAll('.tg-math')].map((each) => each.getBoundingClientRect())
      return {
        elements: document.querySelectorAll('.tg-math :is(a, img, script, style, [class*="tg-fixed"])').length,
        outside: texts.filter((each) => around && (each.left < around.left - 1 || each.right > around.right + 1))
          .length,
        width: document.documentElement.scrollWidth - innerWidth,
      }
    })
    expect(found).toEqual({ elements: 0, outside: 0, width: 0 })
    expect([requests, errors]).toEqual([[], []])
  })
})

describe('Diagrams in Chromium', () => {
  it('are images which fit, light and dark', async () => {
    const { page, requests, errors } = await open('open')
    await page.evaluate((text) => window.plugins.show(text), diagramsText)
    await page.waitForFunction(() => document.querySelectorAll('.tg-diagram img').length === 3)
    await page.getByText('This diagram could not be drawn.').waitFor()
    const addresses = () =>
      page.evaluate(() => [...document.querySelectorAll<HTMLImageElement>('.tg-diagram img')].map(({ src }) => src))
    const light = await addresses()
    await page.evaluate(() => window.plugins.setTheme('dark'))
    await page.waitForFunction(
      (before) =>
        [...document.querySelectorAll<HTMLImageElement>('.tg-diagram img')].every(({ src }, at) => src !== before[at]),
      light,
    )
    const sizes = await page.evaluate(async () => {
      const images = [...document.querySelectorAll<HTMLImageElement>('.tg-diagram img')]
      await Promise.all(images.map((image) => image.decode()))
      return images.map((image) => [image.complete, image.naturalWidth > 50])
    })
    expect(sizes).toEqual([
      [true, true],
      [true, true],
      [true, true],
    ])
    expect([requests, errors]).toEqual([[], []])
    // Nothing of what mermaid measured is left.
    expect(await page.evaluate(() => document.body.children.length)).toBe(2)
  })

  it('open their source by the keyboard', async () => {
    const { page } = await open('open')
    await page.evaluate((text) => window.plugins.show(text), fence('mermaid', 'pie\n  "a": 1'))
    // By its name: while mermaid measures, an image of its own is on the page, and the source still in its place.
    await page.getByRole('img', { name: 'Diagram' }).waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Copy code' }).waitFor()
    expect(await page.getByText('"a": 1').isVisible()).toBe(true)
  })

  it('keep the focus of who was in their source before they were drawn', async () => {
    const { page } = await open('open')
    // Focused in the same task, so that mermaid cannot have drawn by then.
    const focused = await page.evaluate(
      (text) => {
        window.plugins.show(text)
        document.querySelector<HTMLElement>('.tg-diagram button')?.focus()
        return document.activeElement?.getAttribute('aria-label')
      },
      fence('mermaid', 'pie\n  "a": 1'),
    )
    expect(focused).toBe('Copy code')
    await page.getByRole('img', { name: 'Diagram' }).waitFor()
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Source')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Copy code' }).waitFor()
  })

  it('load nothing, whatever their source asks for', async () => {
    const { page, requests, errors } = await open('open')
    await page.evaluate(
      (text) => window.plugins.show(text),
      `${hostileDiagrams}\n\n${fence('mermaid', 'pie\n  "last": 1')}`,
    )
    await page.waitForFunction(() => document.querySelectorAll('.tg-diagram img').length === 5)
    await page.waitForTimeout(200)
    expect([requests, errors]).toEqual([[], []])
  })

  it('are their source, with a note, under the strict policy: mermaid writes HTML', async () => {
    const { page, requests, errors } = await open('strict')
    await page.evaluate((text) => window.plugins.show(text), fence('mermaid', 'flowchart LR\n  A --> B'))
    await page.getByText('This diagram could not be drawn.').waitFor()
    expect(await page.getByText('flowchart LR').isVisible()).toBe(true)
    expect(await page.evaluate(() => window.plugins.reports)).toEqual(['require-trusted-types-for trusted-types-sink'])
    expect([requests, errors]).toEqual([[], []])
  })
})
