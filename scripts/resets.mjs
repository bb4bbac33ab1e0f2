// node scripts/resets.mjs: the drop-in in pages with the resets of others, side by side in screenshots/resets.png.
import { mkdirSync } from 'node:fs'
import { argv } from 'node:process'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { startResetServer } from '../test/browser/resets/resetServer.mjs'
import { chromiumArgs, chromiumExecutable } from './chromium.mjs'

/** @typedef {import('playwright-core').Browser} Browser */
/** @typedef {import('../test/browser/resets/resetServer.mjs').ResetServer} ResetServer */
/** @typedef {import('../test/browser/resets/resetServer.mjs').Host} Host */

/** @type {readonly [Host, string][]} */
const pages = [
  ['plain', 'alone'],
  ['bootstrap', 'Bootstrap 5'],
  ['tailwind', 'Tailwind 4'],
  ['unset', '* { all: unset; display: revert }'],
]
const views = [
  { theme: 'light', show: 'chat', size: { width: 680, height: 4500 } },
  { theme: 'dark', show: 'chat', size: { width: 680, height: 4500 } },
  { theme: 'light', show: 'kit', size: { width: 680, height: 2200 } },
  { theme: 'light', show: 'extras', size: { width: 680, height: 2600 } },
  { theme: 'dark', show: 'extras', size: { width: 680, height: 2600 } },
]

const folder = fileURLToPath(new URL('../screenshots', import.meta.url))

if (argv[1] === fileURLToPath(import.meta.url)) await shootResets()

/** Writes screenshots/resets.png: a row for each view, a column for each page. */
export async function shootResets() {
  const server = await startResetServer()
  const browser = await chromium.launch({ executablePath: await chromiumExecutable(), args: chromiumArgs })
  try {
    const rows = []
    for (const view of views) rows.push(await shootView(browser, server, view))
    await writeSheet(browser, rows)
  } finally {
    await browser.close()
    await server.close()
  }
}

/**
 * @param {Browser} browser
 * @param {ResetServer} server
 * @param {typeof views[number]} view
 */
async function shootView(browser, server, { theme, show, size }) {
  const context = await browser.newContext({ viewport: size, reducedMotion: 'reduce' })
  const page = await context.newPage()
  const figures = []
  for (const [host, words] of pages) {
    await page.goto(server.url(host, { theme, show }))
    await page.waitForFunction(() => 'resets' in window)
    await page.evaluate(() => window.resets.prepare())
    const shot = (await page.screenshot()).toString('base64')
    figures.push(`<figure>${words}, ${theme}<br><img src="data:image/png;base64,${shot}"></figure>`)
  }
  await context.close()
  return `<div class="row">${figures.join('')}</div>`
}

/**
 * @param {Browser} browser
 * @param {readonly string[]} rows
 */
async function writeSheet(browser, rows) {
  const style = 'body{font:14px sans-serif}.row{display:flex;gap:8px}figure{margin:8px 0}img{border:1px solid #999}'
  const page = await browser.newPage({ viewport: { width: 2780, height: 400 } })
  await page.setContent(`<meta charset="utf-8"><style>${style}</style>${rows.join('')}`)
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: `${folder}/resets.png`, fullPage: true })
}
