import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { buildPlayground } from './buildPlayground.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const pages = fileURLToPath(new URL('../pages/', import.meta.url))
/** Where the built pages are. */
export const builtPages = fileURLToPath(new URL('../dist/', import.meta.url))

/** Builds all pages for production, ours from the built package, and the playground from its sources. */
export async function buildPages() {
  needs(
    `${root}dist/components/index.js`,
    'There is no dist. The bench measures the built package: call npm run build first.',
  )
  needs(`${root}bench/node_modules/react`, 'The bench has packages of its own: call npm --prefix bench ci first.')
  const names = readdirSync(pages).filter((name) => existsSync(`${pages}${name}/index.html`))
  await build({
    configFile: false,
    root: pages,
    logLevel: 'warn',
    // The package's own imports of React are those of the pages.
    resolve: { alias: packageAliases(), dedupe: ['react', 'react-dom'] },
    build: {
      outDir: builtPages,
      emptyOutDir: true,
      target: 'es2022',
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 2000,
      rolldownOptions: {
        input: Object.fromEntries(names.map((name) => [name, `${pages}${name}/index.html`])),
        onwarn: (warning, warn) => warning.code !== 'MODULE_LEVEL_DIRECTIVE' && warn(warning),
      },
    },
  })
  await buildPlayground(`${builtPages}playground`)
}

/** `together-react` and its subpaths, as the exports map has them. */
function packageAliases() {
  const { exports } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'))
  return Object.entries(exports).map(([subpath, target]) => ({
    find: new RegExp(`^together-react${subpath.slice(1)}$`),
    replacement: `${root}${target.default ?? target}`,
  }))
}

/** @param {string} path @param {string} message */
function needs(path, message) {
  if (!existsSync(path)) throw new Error(message)
}
