// npm run screenshots [-- <part of a story's id>]: every story in light, dark, right-to-left and on a phone, as a
// contact sheet per component in screenshots/, and with all of them the pages of resets.mjs. Needs
// `npm run storybook:build` first.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { argv, exit } from 'node:process'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'
import { preview } from 'vite'
import { chromiumArgs, chromiumExecutable } from './chromium.mjs'
import { shootResets } from './resets.mjs'

const modes = [
  { name: 'light', width: 900, globals: 'theme:light;direction:ltr' },
  { name: 'dark', width: 900, globals: 'theme:dark;direction:ltr' },
  { name: 'right to left', width: 900, globals: 'theme:light;direction:rtl' },
  { name: '390 px', width: 390, globals: 'theme:light;direction:ltr' },
]
const height = 720
/** So long a story may still stream or load, in ms. */
const settleMs = 1200

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = `${root}/screenshots`
const wanted = argv[2] ?? ''

const stories = listStories()
if (stories.length === 0) {
  console.error(`No story has "${wanted}" in its id. Is there a storybook-static? Call npm run storybook:build first.`)
  exit(1)
}
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })

const server = await preview({
  root,
  configFile: false,
  logLevel: 'warn',
  build: { outDir: 'storybook-static' },
  preview: { port: 0, host: '127.0.0.1' },
})
const origin = server.resolvedUrls?.local[0] ?? ''
const browser = await chromium.launch({ executablePath: await chromiumExecutable(), args: chromiumArgs })
try {
  await Promise.all(modes.map(shootAll)) // most of the time is waiting
  for (const title of new Set(stories.map((story) => story.title))) await writeSheet(title)
} finally {
  await browser.close()
  await server.close()
}
if (wanted === '') await shootResets()
console.log(`${stories.length} stories in ${modes.length} modes: screenshots/`)

/** @returns {{ id: string, title: string, name: string }[]} */
function listStories() {
  const { entries } = JSON.parse(readFileSync(`${root}/storybook-static/index.json`, 'utf8'))
  return Object.values(entries).filter(({ type, id }) => type === 'story' && id.includes(wanted))
}

/** @param {typeof modes[number]} mode */
async function shootAll({ name, width, globals }) {
  const context = await browser.newContext({ viewport: { width, height } })
  const page = await context.newPage()
  for (const { id } of stories) {
    await page.goto(`${origin}iframe.html?id=${id}&viewMode=story&globals=${globals}`)
    await page.locator('#storybook-root > *').first().waitFor({ state: 'attached' })
    await page.waitForTimeout(settleMs)
    await page.screenshot({ path: fileOf(id, name) })
  }
  await context.close()
}

/** All stories of a component, each in a row with its modes. @param {string} title */
async function writeSheet(title) {
  const rows = stories
    .filter((story) => story.title === title)
    .map(({ id, name }) => {
      const shots = modes.map((mode) => `<img src="${pathToFileURL(fileOf(id, mode.name))}" height="360">`)
      return `<h2>${name}</h2><div class="row">${shots.join('')}</div>`
    })
  const style = 'body{font:14px sans-serif;margin:16px}.row{display:flex;gap:8px}img{border:1px solid #999}'
  const file = `${folder}/${title.replaceAll(/\W+/g, '-').toLowerCase()}`
  writeFileSync(`${file}.html`, `<meta charset="utf-8"><style>${style}</style><h1>${title}</h1>${rows.join('')}`)
  const page = await browser.newPage({ viewport: { width: 1640, height: 400 } })
  await page.goto(String(pathToFileURL(`${file}.html`)))
  await page.screenshot({ path: `${file}.png`, fullPage: true })
  await page.close()
}

/** @param {string} id @param {string} mode */
function fileOf(id, mode) {
  return `${folder}/${id}--${mode.replaceAll(' ', '-')}.png`
}
