import { describe, expect, it } from 'vitest'
import { closedAfterwards, launchChromium } from '../setup/browser.js'
import { caught, openMarkdown, silence } from './markdown/openMarkdown.js'
import { startPageServer } from './markdown/pageServer.js'

const server = await closedAfterwards(startPageServer())
const browser = await closedAfterwards(launchChromium())

const wrong = [
  ['<script></script>', '<script>'],
  ['<img alt="">', '<img>'],
  ['<a href="javascript:x">x</a>', 'a link to javascript:x'],
  ['<a href="/x">x</a>', 'a link to /x'],
  ['<a href="https://a@b.test">x</a>', 'a user in https://a@b.test'],
  ['<a href="https://b.test">a.test</a>', 'a.test leads to b.test'],
  ['<a href="https://xn--pple-43d.com">x</a>', 'xn--pple-43d.com is not shown'],
  ['<a href="https://b.test" rel="noopener">x</a>', 'rel="noopener"'],
  ['<a href="https://b.test">x</a>', 'a link into this tab'],
  ['<a href="https://b.test"><p><svg><a href="https://c.test"></a></svg></p></a>', 'a link in a link'],
  ['<p onclick="x"></p>', '<p onclick="x">'],
  ['<p id="app"></p>', '<p id="app">'],
  ['<p style="color: red"></p>', '<p style="color: red">'],
  ['<p class="tg-note fixed"></p>', '<p class="tg-note fixed">'],
  ['<button>x</button>', '<button>'],
  ['<div data-ui-owned=""><p></p></div>', '<p>'],
  ['<span class="tg-code-language">js fixed</span>', 'a language which is js fixed'],
  ['<input type="checkbox">', 'a box which can be changed'],
  ['<p>a\u202Eb</p>', 'deceiving characters in the text'],
  ['<p aria-label="a\u0085b"></p>', 'deceiving characters in aria-label'],
] as const

describe('Hostile markdown in Chromium', () => {
  it('has traps which catch', async () => {
    const { page, log } = await openMarkdown(browser, server.url('open'))
    await page.evaluate(() => {
      document.body.insertAdjacentHTML('beforeend', '<img src="https://evil.test/i.png" onerror="canary()">')
    })
    await page.waitForFunction(() => window.page.calls.length > 0)
    expect(await caught(page)).toEqual({ calls: ['canary'], reports: [] })
    expect(log.requests).toEqual(['https://evil.test/i.png'])
  })

  it('has rules which find', async () => {
    const { page } = await openMarkdown(browser, server.url('open'))
    for (const [html, finding] of wrong)
      expect(await page.evaluate((each) => window.page.findingsIn(each), html), html).toContain(finding)
  })

  it.each(['open', 'strict'] as const)(
    'does nothing when it is shown whole (%s)',
    async (kind) => {
      const { page, log } = await openMarkdown(browser, server.url(kind))
      expect(await page.evaluate(() => window.page.showWhole())).toEqual([])
      expect(await caught(page)).toEqual({ calls: [], reports: [] })
      expect(log).toEqual(silence)
    },
    120_000,
  )

  it.each(['open', 'strict'] as const)(
    'does nothing while it grows (%s)',
    async (kind) => {
      const { page, log } = await openMarkdown(browser, server.url(kind))
      expect(await page.evaluate(() => window.page.showGrowing(1))).toEqual([])
      expect(await caught(page)).toEqual({ calls: [], reports: [] })
      expect(log).toEqual(silence)
    },
    120_000,
  )

  it('loads the one image which the reader asks for, once', async () => {
    const { page, log } = await openMarkdown(browser, server.url('open'))
    const pixel = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')
    await page
      .context()
      .route('https://img.test/**', (route) => route.fulfill({ body: pixel, contentType: 'image/gif' }))
    const text = '![one](https://img.test/1.gif) ![two](https://img.test/2.gif)\n\n- ![three](https://img.test/3.gif)'
    await page.evaluate((begun) => window.page.show(begun, true), text)
    await page.getByRole('button', { name: /two/ }).click()
    await page.getByRole('img', { name: 'two' }).waitFor()
    await page.evaluate((whole) => window.page.show(`${whole} and more`, true), text)
    await page.evaluate((whole) => window.page.show(`${whole} and more.`), text)
    await page.waitForTimeout(100)
    expect(log.requests).toEqual(['https://img.test/2.gif'])
    expect(await page.getByRole('img').count()).toBe(1)
  })
})
