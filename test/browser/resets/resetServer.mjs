// The package in pages of others: one page, built for production, whose stylesheets are those of a host.
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { env } from 'node:process'
import { fileURLToPath } from 'node:url'
import { compile } from 'tailwindcss'
import { build } from 'vite'

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

/** @typedef {keyof typeof hosts} Host */

/**
 * @typedef {object} ResetServer
 * @property {(host: Host, query?: Record<string, string>) => string} url  `show=kit` is the rest of the kit, `theme=dark`
 * @property {() => Promise<void>} close
 */

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** Takes from elements what the browser gives them, as small resets do. */
const unset = '* { all: unset; display: revert }'

/** Rules of a site, for elements: they are unlayered, and weaker than any class. */
const own = 'button { border-radius: 3px } blockquote { padding: 20px } p { letter-spacing: 1px }'

/** @returns {Promise<ResetServer>} */
export async function startResetServer() {
  const files = await buildFiles()
  const server = createServer(({ url = '' }, response) => {
    const { pathname } = new URL(url, 'http://localhost')
    const file = files.get(pathname.slice(1))
    if (file !== undefined) return response.setHeader('content-type', typeOf(pathname)).end(file)
    const sheets = hosts[/** @type {Host} */ (pathname.slice(1))]
    if (!sheets) return response.writeHead(404).end()
    response.setHeader('content-type', 'text/html; charset=utf-8').end(html(sheets))
  })
  await new Promise((listening) => server.listen(0, '127.0.0.1', () => listening(null)))
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
  return {
    url: (host, query = {}) => `http://127.0.0.1:${port}/${host}?${new URLSearchParams(query)}`,
    close() {
      server.closeAllConnections()
      return new Promise((closed) => server.close(() => closed()))
    },
  }
}

/** The body's own margin is none, in each of them. @param {readonly string[]} sheets */
function html(sheets) {
  const links = sheets.map((name) => `<link rel="stylesheet" href="/${name}" />`)
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>The kit in a page of others</title>
    <link rel="icon" href="data:," />
    ${links.join('\n    ')}
  </head>
  <body style="margin: 0">
    <div id="app"></div>
    <script type="module" src="/page.js"></script>
  </body>
</html>
`
}

/** @param {string} path */
function typeOf(path) {
  return `${path.endsWith('.js') ? 'text/javascript' : 'text/css'}; charset=utf-8`
}

/** Scripts and stylesheets by their names. */
async function buildFiles() {
  const files = await buildPage()
  files.set('styles.layer.css', `@layer together{${files.get('styles.css')}}\n`)
  files.set('bootstrap.css', await readPackage('bootstrap/dist/css/bootstrap.css'))
  files.set('tailwind.css', await buildTailwind())
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

/** @returns {Promise<Map<string, string>>} */
async function buildPage() {
  const { NODE_ENV } = env
  // Vite takes it from here, and Vitest sets it: React's production files are wanted.
  env.NODE_ENV = 'production'
  try {
    const { output } = /** @type {import('vite').Rolldown.RolldownOutput} */ (await build(pageConfig))
    return new Map(output.map((file) => [file.fileName, String(file.type === 'chunk' ? file.code : file.source)]))
  } finally {
    env.NODE_ENV = NODE_ENV
  }
}

/** The stylesheet is made as scripts/build.mjs makes it. @type {import('vite').InlineConfig} */
const pageConfig = {
  root,
  configFile: false,
  logLevel: 'error',
  mode: 'production',
  build: {
    write: false,
    minify: false,
    modulePreload: false,
    cssMinify: 'lightningcss',
    cssTarget: ['chrome111', 'edge111', 'firefox115', 'safari16.4'],
    rolldownOptions: {
      input: {
        page: fileURLToPath(new URL('page.tsx', import.meta.url)),
        styles: fileURLToPath(new URL('../../../src/components/styles.css', import.meta.url)),
      },
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js', assetFileNames: '[name][extname]' },
      onwarn: () => {},
    },
  },
}
