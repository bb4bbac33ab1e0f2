// Pages of an app around the package: built for production, and served with whatever policy and styles an app has.
import { randomBytes } from 'node:crypto'
import { env } from 'node:process'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { serve } from './serve.mjs'

/** @typedef {import('vite').Rolldown.OutputOptions} OutputOptions */

/**
 * @typedef {object} BuiltPage
 * @property {string} title
 * @property {readonly string[]} [styles]  Names of stylesheets, in their order.
 * @property {(nonce: string) => string} [policy]  Of its content security, for scripts and styles with this nonce.
 * @property {string} [bodyStyle]
 */

const root = fileURLToPath(new URL('../..', import.meta.url))

/**
 * Builds scripts and stylesheets, without writing them: what comes out of them, by its name.
 *
 * @param {Record<string, URL>} input  By the names which they get, such as `page`.
 * @param {{ output?: OutputOptions, build?: import('vite').BuildEnvironmentOptions }} [options]
 * @returns {Promise<Map<string, string | Uint8Array>>}
 */
export async function buildFiles(input, { output = {}, build: more = {} } = {}) {
  const { NODE_ENV } = env
  // Vite takes it from here, and Vitest sets it: React's production files are wanted.
  env.NODE_ENV = 'production'
  try {
    const built = await build({
      root,
      configFile: false,
      logLevel: 'error',
      mode: 'production',
      build: {
        write: false,
        minify: false,
        modulePreload: false,
        ...more,
        rolldownOptions: {
          input: Object.fromEntries(Object.entries(input).map(([name, url]) => [name, fileURLToPath(url)])),
          output: {
            entryFileNames: '[name].js',
            chunkFileNames: '[name]-[hash].js',
            assetFileNames: '[name][extname]',
            ...output,
          },
          onwarn: () => {},
        },
      },
    })
    const { output: files } = /** @type {import('vite').Rolldown.RolldownOutput} */ (built)
    return new Map(files.map((file) => [file.fileName, file.type === 'chunk' ? file.code : file.source]))
  } finally {
    env.NODE_ENV = NODE_ENV
  }
}

/**
 * Serves pages around the script `page.js`, each at its name.
 *
 * @template {string} Name
 * @param {Map<string, string | Uint8Array>} files
 * @param {Readonly<Record<Name, BuiltPage>>} pages
 * @returns {Promise<{ url: (name: Name, query?: Record<string, string>) => string, close: () => Promise<void> }>}
 */
export async function servePages(files, pages) {
  const { origin, close } = await serve(({ url = '' }, response) => {
    const name = new URL(url, 'http://localhost').pathname.slice(1)
    const file = files.get(name)
    if (file !== undefined) return response.setHeader('content-type', typeOf(name)).end(file)
    if (!Object.hasOwn(pages, name)) return response.writeHead(404).end()
    const page = pages[/** @type {Name} */ (name)]
    const nonce = randomBytes(16).toString('base64')
    if (page.policy) response.setHeader('content-security-policy', page.policy(nonce))
    response.setHeader('content-type', 'text/html; charset=utf-8').end(html(page, nonce))
  })
  return { url: (name, query) => `${origin}/${name}${query ? `?${new URLSearchParams(query)}` : ''}`, close }
}

/**
 * The policy which the README asks for.
 *
 * @param {string} nonce
 * @param {...string} more
 */
export function strictPolicy(nonce, ...more) {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    "connect-src 'self'",
    "img-src 'self' data: blob:",
    ...more,
    "require-trusted-types-for 'script'",
  ].join('; ')
}

/** @param {BuiltPage} page @param {string} nonce */
function html({ title, styles = [], bodyStyle }, nonce) {
  const links = styles.map((name) => `<link rel="stylesheet" href="/${name}" nonce="${nonce}" />`)
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>${title}</title>
    <link rel="icon" href="data:," />
    ${links.join('\n    ')}
  </head>
  <body${bodyStyle ? ` style="${bodyStyle}"` : ''}>
    <div id="app"></div>
    <script type="module" src="/page.js" nonce="${nonce}"></script>
  </body>
</html>
`
}

/** @param {string} name */
function typeOf(name) {
  if (name.endsWith('.woff2')) return 'font/woff2'
  return `${name.endsWith('.js') ? 'text/javascript' : 'text/css'}; charset=utf-8`
}
