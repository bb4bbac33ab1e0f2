import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const root = fileURLToPath(new URL('../..', import.meta.url))
const entry = '/bench/pages/playground/entry.js'

/** Builds the playground's chat for production by its own configuration, and puts beside it what the bench calls. @param {string} outDir */
export async function buildPlayground(outDir) {
  await build({
    root,
    configFile: `${root}vite.config.ts`,
    base: '/playground/',
    logLevel: 'warn',
    plugins: [{ name: 'bench', transformIndexHtml: { order: 'pre', handler: () => [scriptOf(entry)] } }],
    build: { outDir, emptyOutDir: true },
  })
}

/** @param {string} src */
function scriptOf(src) {
  return { tag: 'script', attrs: { type: 'module', src }, injectTo: /** @type {const} */ ('body') }
}
