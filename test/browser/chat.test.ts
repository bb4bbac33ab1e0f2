import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { cut, reply } from '../../src/testing/index.js'
import { closedAfterwards, launchChromium, newPage } from '../setup/browser.js'
import { startPlayground } from '../setup/playground.js'
import { startUpstream } from './upstream.js'

const key = 'tgp_v1_browser_test_0123456789abcdef'
const long = Array.from({ length: 600 }, (_, place) => `word${place}`).join(' ')

const upstream = await closedAfterwards(
  startUpstream({
    tokensPerSecond: 60,
    script: ({ body }) => {
      const last = JSON.stringify(body.messages?.at(-1)?.content ?? '')
      if (last.includes('long')) return reply(long)
      if (last.includes('cut')) return cut(4)
      return reply({ text: '**Hello** from the model.', ...(last.includes('slowly') && { tokensPerSecond: 5 }) })
    },
  }),
)
const playground = await closedAfterwards(startPlayground({ TOGETHER_API_KEY: key, TOGETHER_BASE_URL: upstream.url }))
const browser = await closedAfterwards(launchChromium())

/** A page of the playground: the drop-in chat where none is named. */
async function openChat(path = ''): Promise<Page> {
  const page = await newPage(browser)
  await page.goto(playground.url + path)
  return page
}

async function send(page: Page, text: string): Promise<void> {
  const box = page.getByRole('textbox')
  await box.fill(text)
  await box.press('Enter')
}

const replies = (page: Page) => page.locator('article[data-role="assistant"]')
const lastReply = (page: Page) => replies(page).last()
const settled = (page: Page) =>
  expect.poll(() => lastReply(page).getAttribute('data-status')).toMatch(/^(?:complete|stopped|interrupted|error)$/)

/** When something is clicked next, on the clock which this machine's processes share. */
function clicked(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise((resolve) => {
        const note = () => resolve(performance.timeOrigin + performance.now())
        document.addEventListener('click', note, { capture: true, once: true })
      }),
  )
}

describe('the drop-in chat, over the relay', () => {
  it('says that the relay answers', async () => {
    const page = await openChat()
    await page.getByText('through the relay').waitFor()
  })

  it('streams a reply and shows its meta line', async () => {
    const page = await openChat()
    await send(page, 'Hi, slowly')
    await page.locator('article[data-role="assistant"][aria-busy="true"]').waitFor()
    await settled(page)
    const article = lastReply(page)
    expect(await article.locator('strong').innerText()).toBe('Hello')
    for (const part of [/Llama-3\.3-70B/, /tokens?/, /tok\/s/, /\d(\.\d+)? ?m?s/, /stop|eos/])
      await expect.poll(() => article.innerText()).toMatch(part)
  })

  it('keeps the text of a stopped reply, and the server sees the close within 500 ms', { retry: 2 }, async () => {
    const page = await openChat()
    await send(page, 'something long')
    await page.getByText('word5', { exact: false }).first().waitFor()
    const closedBefore = upstream.closedAt.length
    const stopped = clicked(page)
    await page.getByRole('button', { name: /stop/i }).click()
    await settled(page)
    await expect.poll(() => upstream.closedAt.length, { interval: 5 }).toBeGreaterThan(closedBefore)
    const closedAt = performance.timeOrigin + (upstream.closedAt.at(-1) ?? Number.POSITIVE_INFINITY)
    expect(closedAt - (await stopped)).toBeLessThan(500)
    const article = lastReply(page)
    expect(await article.getAttribute('data-status')).toBe('stopped')
    expect(await article.innerText()).toContain('word0 word1 word2 word3 word4 word5')
  })

  it('sends the whole history with the second turn', async () => {
    const page = await openChat()
    await send(page, 'Hi')
    await settled(page)
    await send(page, 'And again')
    await expect.poll(() => replies(page).count()).toBe(2)
    await settled(page)
    expect(upstream.requests.at(-1)?.body.messages).toEqual([
      { role: 'user', content: 'Hi' },
      { role: 'assistant', content: '**Hello** from the model.' },
      { role: 'user', content: 'And again' },
    ])
  })

  it('shows a reply which was cut off as such, and tries again without doubling the question', async () => {
    const page = await openChat()
    await send(page, 'please cut')
    await settled(page)
    expect(await lastReply(page).getAttribute('data-status')).toBe('interrupted')
    const sent = upstream.requests.length
    await page
      .getByRole('button', { name: /try again|retry/i })
      .first()
      .click()
    await expect.poll(() => upstream.requests.length).toBe(sent + 1)
    expect(upstream.requests.at(-1)?.body.messages).toEqual([{ role: 'user', content: 'please cut' }])
    expect(await page.locator('article[data-role="user"]').count()).toBe(1)
  })

  it('lets the key be seen by the upstream alone', async () => {
    const page = await newPage(browser)
    const seen: string[] = []
    page.on('console', (message) => seen.push(message.text()))
    page.on('request', (request) => seen.push(JSON.stringify([request.url(), request.headers(), request.postData()])))
    page.on('response', async (response) => seen.push(await response.text().catch(() => '')))
    await page.goto(playground.url)
    await send(page, 'Hi')
    await settled(page)
    seen.push(
      await page.evaluate(() =>
        JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.documentElement.outerHTML]),
      ),
    )
    expect(upstream.requests.every(({ authorization }) => authorization === `Bearer ${key}`)).toBe(true)
    expect(seen.some((text) => text.includes(key))).toBe(false)
  })

  it('works without what plain-http pages and older browsers lack', async () => {
    const page = await newPage(browser)
    await page.addInitScript(() => {
      Reflect.deleteProperty(ReadableStream.prototype, Symbol.asyncIterator)
      Reflect.deleteProperty(ReadableStream.prototype, 'values')
      Object.defineProperty(navigator, 'clipboard', { value: undefined })
      Object.defineProperty(crypto, 'randomUUID', { value: undefined })
      Reflect.deleteProperty(AbortSignal, 'any')
      Reflect.deleteProperty(AbortSignal, 'timeout')
      Reflect.deleteProperty(Promise, 'withResolvers')
      Reflect.deleteProperty(Object, 'groupBy')
    })
    await page.goto(playground.url)
    await send(page, 'Hi')
    await settled(page)
    expect(await lastReply(page).innerText()).toContain('Hello from the model.')
  })
})

describe('the custom UI on the hooks', () => {
  it('chats and generates', async () => {
    const page = await openChat('custom.html')
    await page.getByRole('textbox', { name: 'Message' }).fill('Hi')
    await page.getByRole('button', { name: 'Send' }).click()
    await page.getByText('assistant · complete').waitFor()
    await page.getByRole('button', { name: 'Generate' }).click()
    await expect.poll(() => page.getByTestId('replies').locator('li').count()).toBe(2)
  })
})

describe('the widget', () => {
  it('is what the README shows', async () => {
    const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8')
    const [, block = ''] = /^```html\n(.*?)^```$/ms.exec(readme) ?? []
    const imports = { 'together-react/widget': '/src/widget/index.ts' }
    const body = `<script type="importmap">${JSON.stringify({ imports })}</script>${block}`
    const page = await newPage(browser)
    await page.route('**/readme.html', (route) => route.fulfill({ contentType: 'text/html', body }))
    await page.goto(new URL('readme.html', playground.url).href)
    await send(page, 'Hi')
    await settled(page)
    expect(await lastReply(page).innerText()).toContain('Hello from the model.')
  })

  it('streams a reply inside of its shadow root', async () => {
    const page = await openChat('widget.html')
    await send(page, 'Hi')
    await settled(page)
    expect(await lastReply(page).innerText()).toContain('Hello from the model.')
  })
})
