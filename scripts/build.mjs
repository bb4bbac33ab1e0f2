import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { isAbsolute } from 'node:path'
import { execPath, exit } from 'node:process'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { buildLexer } from './lexer.mjs'
import { writeLicenses } from './licenses.mjs'
import { ignoreDirectiveWarnings } from './warnings.mjs'

/**
 * Packages of which dist has a copy. eventsource-parser runs on our Node versions, but declares newer ones only, and some
 * package managers end an installation there.
 */
const bundled = ['eventsource-parser']

const root = fileURLToPath(new URL('..', import.meta.url))

rmSync(`${root}/dist`, { recursive: true, force: true })
await buildModules()
await buildLexer(shared(), 'src/components/markdown/lexer.ts', 'components/markdown/lexer.js')
await buildStyles()
writeLicenses()
buildTypes()

/** One module per source file, so that each keeps its own 'use client' and a bundler drops what is not imported. */
async function buildModules() {
  await build({
    ...shared(),
    build: {
      ...shared().build,
      lib: { entry: entries(), formats: ['es'] },
      rolldownOptions: {
        external: (id) => isBareImport(id) && !bundled.includes(id),
        output: {
          preserveModules: true,
          preserveModulesRoot: 'src',
          entryFileNames: ({ name }) => `${name.replace(/^node_modules\b/, 'vendor')}.js`,
        },
        onwarn: ignoreDirectiveWarnings,
      },
    },
  })
}

/** Everything that styles.css imports, in one file; and the same in a layer, for pages where each rule should yield. */
async function buildStyles() {
  await build({
    ...shared(),
    build: {
      ...shared().build,
      cssMinify: 'lightningcss',
      cssTarget: ['chrome111', 'edge111', 'firefox115', 'safari16.4'],
      rolldownOptions: {
        input: { styles: 'src/components/styles.css' },
        output: { assetFileNames: '[name][extname]' },
      },
    },
  })
  const styles = readFileSync(`${root}/dist/styles.css`, 'utf8')
  writeFileSync(`${root}/dist/styles.layer.css`, `@layer together{${styles}}\n`)
}

function buildTypes() {
  const tsc = fileURLToPath(import.meta.resolve('typescript/package.json')).replace('package.json', 'bin/tsc')
  const { status } = spawnSync(execPath, [tsc, '-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' })
  if (status !== 0) exit(1)
}

/** @returns {import('vite').InlineConfig & { build: import('vite').BuildOptions }} */
function shared() {
  return {
    root,
    configFile: false,
    logLevel: 'warn',
    build: {
      outDir: 'dist',
      emptyOutDir: false,
      copyPublicDir: false,
      minify: false,
      target: 'es2022',
      sourcemap: false,
    },
  }
}

/** @param {string} id */
function isBareImport(id) {
  return !id.startsWith('.') && !id.startsWith('\0') && !isAbsolute(id)
}

/** The sources behind the exports map and the commands: `./dist/core/index.js` is made from `src/core/index.ts`. */
function entries() {
  const { exports, bin } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'))
  const targets = Object.values(exports).map((target) => target.default)
  return [...targets, ...Object.values(bin)]
    .filter((path) => path !== undefined)
    .map((path) => path.replace(/^(\.\/)?dist\//, 'src/').replace('.js', '.ts'))
}
