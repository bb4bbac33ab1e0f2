import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { argv, execPath, exit } from 'node:process'
import { fileURLToPath } from 'node:url'
import subset from 'semver/ranges/subset.js'
import { executeTool, printCounts, root, runChecks } from './checks.mjs'
import { appFolder, buildApp, checkTypes, installApp, openApp } from './package/app.mjs'
import { exampleChecks } from './package/examples.mjs'
import { bundledImports, typeImports } from './package/imports.mjs'
import { manifest, packTarball, tarball } from './package/tarball.mjs'

const untypedEntries = Object.keys(manifest.exports).filter((entry) => /\.(css|json)$/.test(entry))

/**
 * The package as its users get it: packed, installed into new apps, type-checked, bundled and opened.
 *
 * @type {import('./checks.mjs').Check[]}
 */
export const packageChecks = [
  { name: 'package: npm pack', run: packTarball },
  { name: 'package: publint', run: () => executeTool('publint', ['run', tarball, '--strict']) },
  {
    name: 'package: are the types wrong',
    run: () => executeTool('attw', [tarball, '--profile', 'esm-only', '--exclude-entrypoints', ...untypedEntries]),
  },
  { name: 'package: leads to declared packages only', run: leadsToDeclared },
  { name: 'package: dependencies run on the versions of Node which it names', run: dependenciesRun },
  ...appChecks('19', { '@tanstack/react-query': '^5' }),
  ...appChecks('18', { '@tanstack/react-query': '^5' }),
  { name: 'components without react-query', run: bundleWithoutQuery },
  { name: 'Node modules in node, vite and the command line only', run: bundleWithoutNode },
  { name: 'core and relay without React', run: runCoreAlone },
  ...exampleChecks,
]

if (argv[1] === fileURLToPath(import.meta.url)) {
  const counts = await runChecks(packageChecks)
  printCounts(counts)
  if (counts.failed > 0) exit(1)
}

/**
 * @param {string} react  its major version
 * @param {Record<string, string>} others  more dependencies of the app
 * @returns {import('./checks.mjs').Check[]}
 */
function appChecks(react, others) {
  const name = `app-with-react-${react}`
  const packages = ['react', 'react-dom', '@types/react', '@types/react-dom'].map((each) => [each, `^${react}`])
  const dependencies = { ...Object.fromEntries(packages), ...others }
  return [
    { name: `${name}: install`, run: () => installApp({ name, fixture: 'app', dependencies }) },
    { name: `${name}: types, bundler`, run: () => checkTypes(name, 'bundler') },
    { name: `${name}: types, nodenext`, run: () => checkTypes(name, 'nodenext') },
    { name: `${name}: vite build`, run: () => buildApp(name) },
    { name: `${name}: shows the chat in Chromium`, run: () => openApp(name) },
  ]
}

/** A package which only the build has (the markdown lexer's) must be in neither the modules nor the types. */
function leadsToDeclared() {
  const targets = Object.values(manifest.exports).map((target) => /** @type {Record<string, string>} */ (target))
  const entries = targets.flatMap((target) => (target.default?.endsWith('.js') ? [target] : []))
  const below = (/** @type {string | undefined} */ path) => String(path).replace(/^(\.\/)?dist\//, '')
  const commands = Object.values(manifest.bin)
  const found = [
    ...bundledImports([...entries.map((entry) => entry.default), ...commands].map(below)).external,
    ...typeImports(entries.map((entry) => below(entry.types))),
  ]
  const declared = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies, [manifest.name]: '' })
  const isDeclared = (/** @type {string} */ name) =>
    name.startsWith('node:') || declared.some((each) => name === each || name.startsWith(`${each}/`))
  assert.deepEqual(
    found.filter((name) => !isDeclared(name)),
    [],
  )
}

/** Some package managers end an installation where a dependency names newer versions of Node than are there. */
function dependenciesRun() {
  const locked = JSON.parse(readFileSync(`${root}package-lock.json`, 'utf8')).packages
  const tooNew = Object.keys(manifest.dependencies).filter((name) => {
    const wanted = locked[`node_modules/${name}`].engines?.node ?? '*'
    return !subset(manifest.engines.node, wanted)
  })
  assert.deepEqual(tooNew, [])
}

/** The drop-in and the widget need no react-query: nothing that they import leads to it. */
function bundleWithoutQuery() {
  const { external } = bundledImports(['components/index.js', 'widget/index.js'])
  assert.deepEqual(
    external.filter((name) => name.includes('react-query')),
    [],
  )
}

/** Everything else runs in browsers or wherever a `Request` does. */
function bundleWithoutNode() {
  const entries = Object.keys(manifest.exports).filter((entry) => !['./node', './vite'].includes(entry))
  const targets = entries.map((entry) => /** @type {Record<string, string>} */ (manifest.exports[entry]).default ?? '')
  const { external } = bundledImports(
    targets.filter((path) => path.endsWith('.js')).map((path) => path.replace('./dist/', '')),
  )
  assert.deepEqual(
    external.filter((name) => name.startsWith('node:')),
    [],
  )
}

function runCoreAlone() {
  const name = 'core-alone'
  installApp({ name, fixture: 'core', npmFlags: ['--omit=peer'] })
  const text = execFileSync(execPath, ['run.mjs'], { cwd: appFolder(name), encoding: 'utf8' })
  assert.equal(text.trim(), 'Hello there')
}
