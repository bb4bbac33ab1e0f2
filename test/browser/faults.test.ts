// Faults which only a browser shows: every title begins with the id of its fault in test/fixtures/faults.json.
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { reply } from '../../src/testing/index.js'
import { closedAfterwards, launchChromium } from '../setup/browser.js'
import { heapOf, openLab } from './lab/openLab.js'
import type { StreamedReplyOptions } from './lab/streamedReply.js'
import { startUpstream } from './upstream.js'

const words = (count: number) => Array.from({ length: count }, (_, place) => `word${place} `).join('')
const MiB = 2 ** 20

const upstream = await closedAfterwards(
  startUpstream({
    tokensPerSecond: 200,
    script: ({ body }) => {
      const { role, content } = (body.messages ?? []).at(-1) ?? {}
      const said = JSON.stringify(content ?? '')
      const toolCalls = [{ name: 'look_up', arguments: { word: 'late' } }]
      if (role === 'tool') return reply({ chunks: [...words(600).split(/(?<= )/)] })
      if (said.includes('tool')) return reply({ text: words(20), toolCalls, tokensPerSecond: 30 })
      if (said.includes('slowly')) return reply({ chunks: words(100).split(/(?<= )/), tokensPerSecond: 30 })
      return reply({ chunks: words(said.includes('long') ? 1000 : 400).split(/(?<= )/) })
    },
  }),
)
const browser = await closedAfterwards(launchChromium())

async function open(page: Page, options: Omit<StreamedReplyOptions, 'baseUrl'> = {}): Promise<void> {
  const given = { baseUrl: upstream.url, ...options }
  await page.evaluate((all) => Object.assign(window, { streamed: window.lab.streamedReply(all) }), given)
  await page.locator('#app p').waitFor({ state: 'attached' })
}

const publications = (page: Page) => page.evaluate(() => window.streamed.publications())

describe('rendering which falls behind', () => {
  it('N24 200 tokens/s into renders of 50 ms: batched commits, the exact text, no memory', async () => {
    const page = await openLab(browser)
    await open(page, { busyMs: 50 })
    const before = await heapOf(page)
    const ended = upstream.endedAt.length
    const sent = page.evaluate(() => window.streamed.send('something long'))
    const heaps: number[] = []
    let isDone = false
    void sent.then(() => {
      isDone = true
    })
    while (!isDone) heaps.push((await heapOf(page)) - before)
    const seconds = (performance.now() - (upstream.endedAt[ended] ?? Number.NaN)) / 1000
    const commits = await page.evaluate(() => window.streamed.commits())
    const text = words(1000)
    expect(await sent).toEqual({ text, status: 'complete' })
    await expect.poll(() => page.evaluate(() => window.streamed.text())).toBe(text)
    const most = Math.max(...heaps)
    console.log(
      `N24: ${commits.length} commits for 1,000 tokens ${seconds.toFixed(1)} s after its end, heap at most +${(most / MiB).toFixed(2)} MiB (${heaps.length} readings)`,
    )
    expect(commits.length).toBeLessThan(1000 / 5)
    expect(seconds).toBeLessThan(5)
    expect(most).toBeLessThan(4 * MiB + text.length)
  })

  it('N25 10,000 events in one chunk are one commit after the first token, and no long task of the parser', {
    retry: 2,
  }, async () => {
    const page = await openLab(browser)
    await page.evaluate(() => {
      const tasks: number[] = []
      Object.assign(window, { longTasks: tasks })
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) tasks.push(duration)
      }).observe({ type: 'longtask' })
    })
    await open(page, { eventsInOneChunk: 10_000 })
    const text = Array.from({ length: 10_000 }, (_, place) => `${place} `).join('')
    const longest: number[] = []
    for (let round = 0; round < 3; round++) {
      await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 100)))
      await page.evaluate(() => {
        window.longTasks.length = 0
        window.streamed.commits().length = 0
      })
      expect(await page.evaluate(() => window.streamed.send('Burst'))).toEqual({ text, status: 'complete' })
      await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 100)))
      const commits = await page.evaluate(() => window.streamed.commits())
      const before = round * text.length
      // The question and the first token change the status, which is told at once.
      expect(commits.filter((length) => length > before + 2)).toEqual([before + text.length])
      expect(commits.length).toBeLessThanOrEqual(4)
      longest.push(Math.max(0, ...(await page.evaluate(() => window.longTasks))))
    }
    console.log(`N25: longest tasks ${longest.join(', ')} ms`)
    expect(Math.min(...longest)).toBeLessThan(200) // the least disturbed one
  })

  it('R10 readers in a transition see the same text in every commit', async () => {
    const page = await openLab(browser)
    await page.evaluate((url) => Object.assign(window, { readers: window.lab.tearing(url) }), upstream.url)
    await page.locator('#app p').first().waitFor()
    expect(await page.evaluate(() => window.readers.send('Write slowly'))).toBe(words(100))
    const found = await page.evaluate(() => {
      window.readers.end()
      return window.readers.found
    })
    expect(found.transitions).toBeGreaterThan(5)
    expect(found.torn).toEqual([])
  })
})

/** A page in the background, as hard as one can be: it has no frames, and its timers come after a minute at best. */
function stubVisibility(): void {
  let isHidden = false
  const waiting = new Map<number, FrameRequestCallback>()
  const { requestAnimationFrame: frame, cancelAnimationFrame: cancel, setTimeout: later } = window
  Object.defineProperty(document, 'visibilityState', { get: () => (isHidden ? 'hidden' : 'visible') })
  Object.defineProperty(document, 'hidden', { get: () => isHidden })
  window.requestAnimationFrame = (run) => {
    const handle = frame((time) => {
      if (isHidden) waiting.set(handle, run)
      else run(time)
    })
    return handle
  }
  window.cancelAnimationFrame = (handle) => {
    waiting.delete(handle)
    cancel(handle)
  }
  window.setTimeout = ((run: () => void, ms = 0) => later(run, isHidden ? ms + 60_000 : ms)) as typeof setTimeout
  window.setHidden = (hidden) => {
    isHidden = hidden
    document.dispatchEvent(new Event('visibilitychange'))
    if (hidden) return
    for (const run of waiting.values()) frame(run)
    waiting.clear()
  }
}

/**
 * Puts a page into the background once some text is there; how many publications it has seen until then. Both in the
 * page: a reply may come to its end while a slow machine tells the test that it has begun.
 */
async function hideWhileItStreams(page: Page): Promise<number> {
  const shown = await page.waitForFunction(() => {
    if ((window.streamed.publications().at(-1)?.characters ?? 0) <= 10) return null
    window.setHidden(true)
    return window.streamed.publications().length
  })
  return shown.jsonValue().then(Number)
}

describe('a page in the background', () => {
  it('B01 reads on without frames and timers, tells its states, runs tools, and shows all at once when it is back', async () => {
    const page = await openLab(browser, { prepare: stubVisibility })
    await open(page)
    const sentBefore = upstream.requests.length
    const done = page.evaluate(() => window.streamed.send('Use the tool'))
    const shown = await hideWhileItStreams(page)
    // The tool runs and the second reply streams, all of it behind the page's back.
    await expect.poll(() => upstream.requests.length).toBe(sentBefore + 2)
    const sinceThen = async () => (await publications(page)).slice(shown)
    await expect.poll(async () => (await sinceThen()).at(-1)?.phase, { interval: 20 }).toBe('streaming')
    await page.waitForTimeout(400)
    const hidden = await sinceThen()
    const [before, after] = await page.evaluate(() => {
      const length = window.streamed.publications().length
      window.setHidden(false)
      return [length, window.streamed.publications().length] as const
    })
    const all = await publications(page)
    const back = all[after - 1]
    expect(await done).toEqual({ text: words(600), status: 'complete' })
    expect(hidden.map(({ phase, tools }) => [phase, ...tools].join(' '))).toEqual([
      'running-tools ready',
      'running-tools running',
      'sending done',
      'streaming done',
    ])
    expect(after - before).toBe(1)
    const first = words(20).length
    expect(hidden.slice(0, 3).map(({ characters }) => characters)).toEqual([first, first, first])
    expect(back?.characters).toBeGreaterThan((hidden.at(-1)?.characters ?? 0) + 100)
    expect(await page.evaluate(() => window.streamed.text())).toBe(words(20) + words(600))
  })

  it('B01 a reply which ends in the background is told at once', async () => {
    const page = await openLab(browser, { prepare: stubVisibility })
    await open(page)
    const done = page.evaluate(() => window.streamed.send('Go'))
    const shown = await hideWhileItStreams(page)
    expect(await done).toEqual({ text: words(400), status: 'complete' })
    expect((await publications(page)).slice(shown)).toEqual([
      { phase: 'idle', characters: words(400).length, tools: [] },
    ])
    await page.evaluate(() => window.setHidden(false))
    expect((await publications(page)).length).toBe(shown + 1)
    expect(await page.evaluate(() => window.streamed.text())).toBe(words(400))
  })
})

declare global {
  interface Window {
    streamed: ReturnType<typeof window.lab.streamedReply>
    readers: ReturnType<typeof window.lab.tearing>
    longTasks: number[]
    setHidden(hidden: boolean): void
  }
}
