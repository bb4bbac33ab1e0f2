// A page on one origin, its relay on another site: what a browser asks first, and what it lets the page read.
import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { bearerIdentity, createTogetherRelay, type RelayOptions, signRelayToken } from '../../src/relay/index.js'
import { createSimulator, reply } from '../../src/testing/index.js'
import { key, llama } from '../relay/setup.js'
import { serveHandler } from '../relay/sockets/serveHandler.js'
import { closedAfterwards, launchChromium, newPage } from '../setup/browser.js'
import { startApp } from './crossOrigin/startApp.js'

const secret = 'a secret of at least thirty-two bytes'
const words = Array.from({ length: 140 }, (_, place) => `word${place}`).join(' ')

const app = await closedAfterwards(startApp())
const browser = await closedAfterwards(launchChromium())

const freshToken = () => signRelayToken({ id: 'ada', expiresInSeconds: 60 }, secret)

/** One which ran out an hour ago. */
async function expiredToken(): Promise<string> {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 3_600_000 })
  try {
    return await freshToken()
  } finally {
    vi.useRealTimers()
  }
}

beforeEach(() => app.handOut(freshToken))

interface Seen {
  method: string
  site: string | null
  status: number
}

/** A relay which lists the app's origin, what it was asked for chats, and how often it asked its upstream. */
async function startRelay(options: Partial<RelayOptions> = {}) {
  const seen: Seen[] = []
  let asked = 0
  const simulator = createSimulator({ tokensPerSecond: 40, script: () => reply(words) })
  const relay = createTogetherRelay({
    apiKey: key,
    allowedModels: [llama],
    allowedOrigins: [app.origin],
    authenticate: bearerIdentity(secret),
    fetch: (input, init) => {
      const request = new Request(input, init)
      if (request.method === 'POST') asked += 1
      return simulator(request)
    },
    ...options,
  })
  const { origin, close } = await serveHandler(async (request) => {
    const response = await relay(request)
    const { method, headers, url } = request
    if (url.endsWith('/chat/completions'))
      seen.push({ method, site: headers.get('sec-fetch-site'), status: response.status })
    return response
  })
  onTestFinished(close)
  return { url: `${origin}/v1`, seen, asked: () => asked }
}

async function open(relay: string, origin = app.origin): Promise<Page> {
  const page = await newPage(browser)
  await page.goto(`${origin}/?${new URLSearchParams({ relay })}`)
  return page
}

async function send(page: Page, text: string): Promise<void> {
  const box = page.getByRole('textbox')
  await box.fill(text)
  await box.press('Enter')
}

const replyIn = (page: Page) => page.locator('article[data-role="assistant"]').last()
const statusOf = (page: Page) => replyIn(page).getAttribute('data-status')
const statuses = (seen: readonly Seen[], method: string) =>
  seen.filter((each) => each.method === method).map(({ status }) => status)

describe('a page of a listed origin', () => {
  it('asks first, and then shows each token when it comes', async () => {
    const { url, seen, asked } = await startRelay()
    const page = await open(url)
    await send(page, 'Hi')
    await replyIn(page).getByText('word5', { exact: false }).waitFor()
    expect(await statusOf(page)).toBe('streaming')
    expect(await replyIn(page).innerText()).not.toContain('word139')
    await expect.poll(() => statusOf(page), { timeout: 20_000 }).toBe('complete')
    expect(await replyIn(page).innerText()).toContain(words)
    expect(seen).toEqual([
      { method: 'OPTIONS', site: 'cross-site', status: 204 },
      { method: 'POST', site: 'cross-site', status: 200 },
    ])
    expect(asked()).toBe(1)
  })

  it('counts down the wait of a 429, and tries again after it', async () => {
    let grantsAt = Number.POSITIVE_INFINITY
    const { url, seen, asked } = await startRelay({
      rateLimiter: {
        take() {
          const retryAfterMs = grantsAt - performance.now()
          return retryAfterMs > 0 ? { isGranted: false, retryAfterMs } : { isGranted: true, release: () => {} }
        },
      },
    })
    const page = await open(url)
    grantsAt = performance.now() + 9000
    await send(page, 'Hi')
    await page.getByText(/Trying again in [5-9] s/).waitFor()
    await page.getByText(/Trying again in [1-4] s/).waitFor()
    expect(asked()).toBe(0)
    await expect.poll(() => statusOf(page), { timeout: 30_000 }).toBe('complete')
    expect(statuses(seen, 'POST')).toEqual([429, 200])
  })

  it('gets a new token after a 401, and nobody notices', async () => {
    const { url, seen } = await startRelay()
    const isRefused = () => statuses(seen, 'POST').includes(401)
    app.handOut(() => (isRefused() ? freshToken() : expiredToken()))
    const page = await open(url)
    await send(page, 'Hi')
    await expect.poll(() => statusOf(page), { timeout: 20_000 }).toBe('complete')
    expect(statuses(seen, 'POST')).toEqual([401, 200])
  })

  it('is told when a new token does not help, after one try', async () => {
    const { url, seen, asked } = await startRelay()
    app.handOut(expiredToken)
    const page = await open(url)
    await send(page, 'Hi')
    await expect.poll(() => statusOf(page), { timeout: 20_000 }).toBe('error')
    expect(statuses(seen, 'POST')).toEqual([401, 401])
    expect(asked()).toBe(0)
  })
})

describe('a page of a foreign origin', () => {
  it('is refused before it has sent anything', async () => {
    const { url, seen, asked } = await startRelay()
    const page = await open(url, app.foreignOrigin)
    await send(page, 'Hi')
    await expect.poll(() => statusOf(page), { timeout: 40_000 }).toBe('error')
    expect(statuses(seen, 'OPTIONS')).toContain(403)
    expect(statuses(seen, 'OPTIONS')).not.toContain(204)
    expect(statuses(seen, 'POST')).toEqual([])
    expect(asked()).toBe(0)
  })

  it('is refused, and reads nothing, when it sends what needs no asking', async () => {
    const { url, seen, asked } = await startRelay()
    const page = await open(url, app.foreignOrigin)
    const type = await page.evaluate(async (target) => {
      const body = JSON.stringify({ model: 'any', messages: [{ role: 'user', content: 'Hi' }] })
      const response = await fetch(`${target}/chat/completions`, { method: 'POST', mode: 'no-cors', body })
      return response.type
    }, url)
    expect(type).toBe('opaque')
    expect(seen).toEqual([{ method: 'POST', site: expect.any(String), status: 403 }])
    expect(asked()).toBe(0)
  })
})
