// The package in pages of others: one page, built for production, whose stylesheets are those of a host.
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { compile } from 'tailwindcss'
import { buildFiles, servePages } from '../../setup/builtPages.mjs'
import { katexFiles } from '../../setup/katexFiles.mjs'

/** The stylesheets of each page, in their order. */
export const hosts = {
  plain: ['styles.css'],
  bootstrap: ['bootstrap.css', 'styles.css'],
  bootstrapAfter: ['styles.css', 'bootstrap.css'],
  tailwind: ['tailwind.css', 'styles.css'],
  tailwindAfter: ['styles.css', 'tailwind.css'],
  unset: ['unset.css', 'styles.css'],
  own: ['styles.css', 'own.css'],
  layer: ['styles.layer.css'],
  layerOwn: ['styles.layer.css', 'own.css'],
}

/** Before them: in a layer of its own where the kit is in one, as docs/code-math-diagrams.md says. */
const katexFor = (/** @type {readonly string[]} */ styles) =>
  styles.includes('styles.css') ? 'katex/katex.min.css' : 'katex/katex.layer.css'

/** @typedef {keyof typeof hosts} Host */

/**
 * @typedef {object} ResetServer
 * @property {(host: Host, query?: Record<string, string>) => string} url  `show=kit` is the rest of the kit, `show=extras` what is opted into, `theme=dark`
 * @property {() => Promise<void>} close
 */

/** Takes from elements what the browser gives them, as small resets do. */
const unset = '* { all: unset; display: revert }'

/** Rules of a site, for elements: they are unlayered, and weaker than any class. */
const own = 'button { border-radius: 3px } blockquote { padding: 20px } p { letter-spacing: 1px }'

/** @returns {Promise<ResetServer>} */
export async function startResetServer() {
  const title = 'The kit in a page of others'
  // The body's own margin is none, in each of them.
  const pages = Object.entries(hosts).map(([host, styles]) => [
    host,
    { title, styles: [katexFor(styles), ...styles], bodyStyle: 'margin: 0' },
  ])
  return servePages(await buildAll(), Object.fromEntries(pages))
}

/** Scripts and stylesheets by their names; the stylesheet is made as scripts/build.mjs makes it. */
async function buildAll() {
  const files = await buildFiles(
    {
      page: new URL('page.tsx', import.meta.url),
      styles: new URL('../../../src/components/styles.css', import.meta.url),
    },
    { build: { cssMinify: 'lightningcss', cssTarget: ['chrome111', 'edge111', 'firefox115', 'safari16.4'] } },
  )
  files.set('styles.layer.css', `@layer together{${files.get('styles.css')}}\n`)
  files.set('bootstrap.css', await readPackage('bootstrap/dist/css/bootstrap.css'))
  files.set('tailwind.css', await buildTailwind())
  for (const [name, file] of await katexFiles()) files.set(name, file)
  files.set('katex/katex.layer.css', `@layer katex{${files.get('katex/katex.min.css')}}\n`)
  return files.set('unset.css', unset).set('own.css', own)
}

/** As Tailwind emits it for a page which uses none of its classes: its layers, its variables, its reset. */
async function buildTailwind() {
  const tailwind = await compile(await readPackage('tailwindcss/index.css'))
  return tailwind.build([])
}

/** @param {string} path */
function readPackage(path) {
  return readFile(fileURLToPath(import.meta.resolve(path)), 'utf8')
}
