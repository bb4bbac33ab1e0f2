import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { closedAfterwards, launchChromium } from '../../setup/browser.js'
import { startUpstream } from '../upstream.js'
import { expectHeard, listen } from './listen.js'
import { ended, openStage, send } from './openStage.js'
import { script, short } from './script.js'
import type { StageOptions } from './stage.js'

const browser = await closedAfterwards(launchChromium())
const upstream = await closedAfterwards(startUpstream({ tokensPerSecond: 40, script }))

type Mode = NonNullable<StageOptions['announce']>

async function openHeard(announce: Mode = 'full', options: Partial<StageOptions> = {}): Promise<Page> {
  const page = await openStage(browser, { baseUrl: upstream.url, announce, ...options })
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
    await expectHeard(page, expected)
    await send(page, 'short')
    await expectHeard(page, expected)
  })

  it.each<[Mode, string[]]>([
    ['full', [begins, 'polite: Reply ready, 120 words']],
    ['summary', [begins, 'polite: Reply ready, 120 words']],
    ['off', []],
  ])('is that it is there, where it is longer than 500 characters: %s', async (mode, expected) => {
    const page = await openHeard(mode)
    await send(page, 'long')
    await expectHeard(page, expected)
  })

  it('is each sentence where that is wanted, and none twice', async () => {
    const page = await openHeard('sentences')
    await send(page, 'sentences')
    await expectHeard(page, [
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
    await expectHeard(page, before)
    await allow.press('Enter')
    await ended(page)
    await expectHeard(page, after)
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
    await expectHeard(page, expected.slice(0, -1)) // or both are said in one
    await field.press('Escape')
    await expectHeard(page, expected.slice(-1))
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
    await expectHeard(page, expected)
  })

  it('is in its order where a message waited for the run before', async () => {
    const page = await openHeard()
    await page.evaluate(() => void window.chat.sendMessage('short'))
    await send(page, 'short')
    const between = `polite: ${short} Assistant is responding`
    await expectHeard(page, [begins, between, `polite: ${short}`])
  })

  it('is how many replies there are, and which of them was chosen', async () => {
    const page = await openHeard()
    await send(page, 'short', 2)
    await expectHeard(page, [begins, `polite: 2 answers to choose from. ${short}`])
    const options = page.getByRole('radio')
    await options.first().press('ArrowRight')
    await expectHeard(page, ['polite: Choice 2 of 2 chosen'])
    await page.getByRole('button', { name: 'Chosen' }).press('Enter')
    await expectHeard(page, [])
  })
})

describe('What is announced besides', () => {
  it.each<Mode>(['full', 'off'])('is that something was copied, each time: %s', async (mode) => {
    const page = await openHeard(mode)
    await send(page, 'short')
    await expectHeard(page, mode === 'off' ? [] : [begins, `polite: ${short}`])
    const copy = page.getByRole('button', { name: 'Copy' }).last()
    await copy.press('Enter')
    await expectHeard(page, ['polite: Copied'])
    await copy.press('Enter')
    await expectHeard(page, ['polite: Copied'])
  })

  it('is a file which was attached, and one which was taken out again', async () => {
    const page = await openHeard('full', { accept: '.txt' })
    const file = { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('Some notes') }
    await page.locator('input[type="file"]').setInputFiles(file)
    await expectHeard(page, ['polite: notes.txt attached'])
    await page.getByRole('button', { name: 'Remove notes.txt' }).press('Enter')
    await expectHeard(page, ['polite: notes.txt removed'])
    await page.locator('input[type="file"]').setInputFiles({ ...file, buffer: Buffer.alloc(0) })
    await expectHeard(page, [expect.stringMatching(/^assertive: notes\.txt cannot be attached/)])
  })

  it('is the version which is shown now', async () => {
    const page = await openHeard()
    await send(page, 'short')
    await expectHeard(page, [begins, `polite: ${short}`])
    await page.evaluate(() => void window.chat.regenerate())
    await ended(page)
    await expectHeard(page, [begins, `polite: ${short}`])
    const previous = page.getByRole('button', { name: 'Previous version' })
    await previous.press('Enter')
    await expectHeard(page, ['polite: 1 of 2'])
    await previous.press('Enter') // there is none before it
    await expectHeard(page, [])
    await page.getByRole('button', { name: 'Next version' }).press('Enter')
    await expectHeard(page, ['polite: 2 of 2'])
  })

  it.each<Mode>(['full', 'off'])('is what the reader thinks of an answer, each time: %s', async (mode) => {
    const page = await openHeard(mode, { hasExtras: true })
    await send(page, 'short')
    await expectHeard(page, mode === 'off' ? [] : [begins, `polite: ${short}`])
    await page.getByRole('button', { name: 'Good answer' }).press('Enter')
    await expectHeard(page, ['polite: Marked as good'])
    const bad = page.getByRole('button', { name: 'Bad answer' })
    await bad.press('Enter')
    await expectHeard(page, ['polite: Marked as bad'])
    await bad.press('Enter')
    await expectHeard(page, ['polite: Mark taken back'])
  })

  it('is that a message was deleted, not the question before that, nor that it was kept', async () => {
    const page = await openHeard('full', { hasExtras: true })
    await send(page, 'short')
    await expectHeard(page, [begins, `polite: ${short}`])
    await page.getByRole('button', { name: 'Delete' }).last().press('Enter')
    await page.getByRole('button', { name: 'Keep' }).press('Enter')
    await expectHeard(page, [])
    await page.getByRole('button', { name: 'Delete' }).last().press('Enter')
    await page
      .getByRole('group', { name: /^Delete/ })
      .getByRole('button', { name: 'Delete' })
      .press('Enter')
    await expectHeard(page, ['polite: Deleted'])
  })

  it('is an answer by another model as any other', async () => {
    const page = await openHeard('full', { hasExtras: true })
    await send(page, 'short')
    await expectHeard(page, [begins, `polite: ${short}`])
    await page.getByRole('button', { name: 'Ask again with another model' }).press('Enter')
    await page.getByRole('menuitem', { name: 'Qwen, fast' }).press('Enter')
    await expectHeard(page, [begins, `polite: ${short}`])
  })
})

describe('What is announced of models side by side', () => {
  const compared = ['openai/gpt-oss-20b', 'deepseek-ai/DeepSeek-V3.1']

  async function compare(text: string, mode: Mode = 'full'): Promise<Page> {
    const page = await openHeard(mode, { compared })
    await page.evaluate((said) => void window.chat.sendMessage(said), text)
    await ended(page)
    return page
  }

  it.each<[Mode, string[]]>([
    ['full', [begins, `polite: 2 answers to choose from. ${short}`]],
    ['summary', [begins, 'polite: 2 answers to choose from. Reply ready, 10 words']],
    ['off', []],
  ])('is one run with its beginning and its end, and how many there are: %s', async (mode, expected) => {
    await expectHeard(await compare('short', mode), expected)
  })

  it('is which one the chat goes on with, once', async () => {
    const page = await compare('short')
    await expectHeard(page, [begins, `polite: 2 answers to choose from. ${short}`])
    await page
      .getByRole('group', { name: 'DeepSeek-V3.1' })
      .getByRole('button', { name: 'Go on with this one' })
      .press('Enter')
    await expectHeard(page, ['polite: Choice 2 of 2 chosen'])
  })

  it.each<[string, Mode, number]>([
    ['gpt-oss-20b', 'full', 1],
    ['DeepSeek-V3.1', 'full', 0],
    ['gpt-oss-20b', 'off', 1],
  ])('is which one failed, assertively, and the answer of the other: of %s, %s', async (_, mode, failed) => {
    const page = await compare(`only ${compared[1 - failed]}`, mode)
    const name = ['gpt-oss-20b', 'DeepSeek-V3.1'][failed]
    const failure = `assertive: The model is overloaded at the moment. ${name}, failed`
    await expectHeard(page, mode === 'off' ? [failure] : [begins, `polite: ${short}`, failure])
  })

  it('is an error once where all of them have it', async () => {
    const failures = 'gpt-oss-20b, failed. DeepSeek-V3.1, failed'
    await expectHeard(await compare('fail'), [begins, `assertive: The model is overloaded at the moment. ${failures}`])
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
