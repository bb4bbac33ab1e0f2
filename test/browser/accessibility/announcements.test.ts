import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from '../../setup/browser.js'
import { startUpstream, type Upstream } from '../upstream.js'
import { heard, listen } from './listen.js'
import { ended, openStage, send } from './openStage.js'
import { script, short } from './script.js'
import type { StageOptions } from './stage.js'

let browser: Browser
let upstream: Upstream

beforeAll(async () => {
  upstream = await startUpstream({ tokensPerSecond: 40, script })
  browser = await launchChromium()
})

afterAll(async () => {
  await browser?.close()
  await upstream?.close()
})

type Mode = NonNullable<StageOptions['announce']>

async function openHeard(announce: Mode = 'full', options: Partial<StageOptions> = {}): Promise<Page> {
  const page = await openStage(browser, { baseUrl: upstream.url, announce, ...options })
  // What reads sentence by sentence is loaded on its own.
  await page.evaluate("import('/src/components/announcer/readAloud.ts').then(() => {})")
  await listen(page)
  return page
}

const begins = 'polite: Assistant is responding'
const asks = 'assertive: send_mail needs your approval. Press F8 to review it.'

describe('What is announced of a run', () => {
  it.each<[Mode, string[]]>([
    ['full', [begins, `polite: ${short}`]],
    ['summary', [begins, 'polite: Reply ready, 10 words']],
    ['sentences', [begins, `polite: ${short} Reply ready, 10 words`]],
    ['off', []],
  ])('is its beginning and its end, once each: a short reply, %s', async (mode, expected) => {
    const page = await openHeard(mode)
    await send(page, 'short')
    expect(await heard(page)).toEqual(expected)
    await send(page, 'short')
    expect(await heard(page)).toEqual(expected)
  })

  it.each<[Mode, string[]]>([
    ['full', [begins, 'polite: Reply ready, 120 words']],
    ['summary', [begins, 'polite: Reply ready, 120 words']],
    ['off', []],
  ])('is that it is there, where it is longer than 500 characters: %s', async (mode, expected) => {
    const page = await openHeard(mode)
    await send(page, 'long')
    expect(await heard(page)).toEqual(expected)
  })

  it('is each sentence where that is wanted, and none twice', async () => {
    const page = await openHeard('sentences')
    await send(page, 'sentences')
    expect(await heard(page)).toEqual([
      begins,
      'polite: The air scatters light.',
      'polite: Blue is scattered most.',
      'polite: And that is all. Reply ready, 12 words',
    ])
  })

  it.each<[Mode, string[], string[]]>([
    ['full', [begins, asks], ['polite: The mail is on its way']],
    ['summary', [begins, asks], ['polite: Reply ready, 6 words']],
    ['sentences', [begins, 'polite: I will send it.', asks], ['polite: The mail is on its way. Reply ready, 6 words']],
    ['off', [asks], []],
  ])('is a tool which waits, at once and assertively, then the end: %s', async (mode, before, after) => {
    const page = await openHeard(mode)
    await page.evaluate(() => void window.chat.sendMessage('mail'))
    const allow = page.getByRole('button', { name: 'Allow', exact: true })
    await allow.waitFor()
    expect(await heard(page)).toEqual(before)
    await allow.press('Enter')
    await ended(page)
    expect(await heard(page)).toEqual(after)
  })

  it.each<[Mode, string[]]>([
    ['full', [begins, 'polite: Stopped']],
    ['summary', [begins, 'polite: Stopped']],
    ['off', []],
  ])('is that it was stopped: %s', async (mode, expected) => {
    const page = await openHeard(mode)
    const field = page.getByRole('textbox', { name: 'Message' })
    await field.fill('endless')
    await field.press('Enter')
    await page.getByText('word word word word').waitFor()
    await page.waitForTimeout(400) // or both are said in one
    await field.press('Escape')
    expect(await heard(page)).toEqual(expected)
  })

  it.each<[string, Mode, string[]]>([
    ['refuse', 'full', [begins, 'assertive: The service did not accept this site’s key.']],
    ['refuse', 'off', ['assertive: The service did not accept this site’s key.']],
    ['break', 'full', [begins, 'assertive: The answer broke off.']],
    ['break', 'summary', [begins, 'assertive: The answer broke off.']],
    ['break', 'off', ['assertive: The answer broke off.']],
  ])('is its error, assertively and once: %s, %s', async (text, mode, expected) => {
    const page = await openHeard(mode)
    await send(page, text)
    expect(await heard(page)).toEqual(expected)
  })

  it('is in its order where a message waited for the run before', async () => {
    const page = await openHeard()
    await page.evaluate(() => void window.chat.sendMessage('short'))
    await send(page, 'short')
    const between = `polite: ${short} Assistant is responding`
    expect(await heard(page)).toEqual([begins, between, `polite: ${short}`])
  })

  it('is how many replies there are, and which of them was chosen', async () => {
    const page = await openHeard()
    await send(page, 'short', 2)
    expect(await heard(page)).toEqual([begins, `polite: 2 answers to choose from. ${short}`])
    const options = page.getByRole('radio')
    await options.first().press('ArrowRight')
    expect(await heard(page)).toEqual(['polite: Choice 2 of 2 chosen'])
    await page.getByRole('button', { name: 'Chosen' }).press('Enter')
    expect(await heard(page)).toEqual([])
  })
})

describe('What is announced besides', () => {
  it.each<Mode>(['full', 'off'])('is that something was copied, each time: %s', async (mode) => {
    const page = await openHeard(mode)
    await send(page, 'short')
    await heard(page)
    const copy = page.getByRole('button', { name: 'Copy' }).last()
    await copy.press('Enter')
    expect(await heard(page)).toEqual(['polite: Copied'])
    await copy.press('Enter')
    expect(await heard(page)).toEqual(['polite: Copied'])
  })

  it('is a file which was attached, and one which was taken out again', async () => {
    const page = await openHeard('full', { accept: '.txt' })
    const file = { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('Some notes') }
    await page.locator('input[type="file"]').setInputFiles(file)
    expect(await heard(page)).toEqual(['polite: notes.txt attached'])
    await page.getByRole('button', { name: 'Remove notes.txt' }).press('Enter')
    expect(await heard(page)).toEqual(['polite: notes.txt removed'])
    await page.locator('input[type="file"]').setInputFiles({ ...file, buffer: Buffer.alloc(0) })
    const [refusal, ...more] = await heard(page)
    expect(refusal).toMatch(/^assertive: notes\.txt cannot be attached/)
    expect(more).toEqual([])
  })

  it('is the version which is shown now', async () => {
    const page = await openHeard()
    await send(page, 'short')
    await heard(page)
    await page.evaluate(() => void window.chat.regenerate())
    await ended(page)
    expect(await heard(page)).toEqual([begins, `polite: ${short}`])
    const previous = page.getByRole('button', { name: 'Previous version' })
    await previous.press('Enter')
    expect(await heard(page)).toEqual(['polite: 1 of 2'])
    await previous.press('Enter') // there is none before it
    expect(await heard(page)).toEqual([])
    await page.getByRole('button', { name: 'Next version' }).press('Enter')
    expect(await heard(page)).toEqual(['polite: 2 of 2'])
  })
})

describe('The live regions', () => {
  it('are four, always in the document, and clipped rather than hidden', async () => {
    const page = await openHeard()
    const regions = page.locator('[data-announcer] > [aria-live][aria-atomic="true"]')
    expect(await regions.evaluateAll((all) => all.map((each) => each.getAttribute('aria-live')))).toEqual([
      'polite',
      'polite',
      'assertive',
      'assertive',
    ])
    const handles = await regions.elementHandles()
    await send(page, 'refuse')
    for (const handle of handles) expect(await handle.evaluate((region) => region.isConnected)).toBe(true)
    const { display, visibility, clipPath } = await page.locator('[data-announcer]').evaluate((element) => {
      const style = getComputedStyle(element)
      return { display: style.display, visibility: style.visibility, clipPath: style.clipPath }
    })
    expect([display, visibility, clipPath]).toEqual(['block', 'visible', 'inset(50%)'])
  })
})
