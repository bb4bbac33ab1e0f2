import assert from 'node:assert/strict'
import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { build, preview } from 'vite'
import { execute, executeTool, root } from '../checks.mjs'
import { chromiumArgs, chromiumExecutable } from '../chromium.mjs'
import { ignoreDirectiveWarnings } from '../warnings.mjs'
import { manifest, tarball, workFolder } from './tarball.mjs'

/**
 * Makes a new folder with a fixture in it and the tarball installed.
 *
 * @param {{ name: string, fixture: string, dependencies?: Record<string, string>, npmFlags?: string[] }} app
 */
export function installApp({ name, fixture, dependencies = {}, npmFlags = [] }) {
  cpSync(`${root}test/package/${fixture}`, appFolder(name), { recursive: true })
  installPackages(name, dependencies, npmFlags)
}

/**
 * Installs these packages in a folder, and the tarball.
 *
 * @param {string} name  of the folder
 * @param {Record<string, string>} dependencies
 * @param {string[]} npmFlags
 */
export function installPackages(name, dependencies, npmFlags = []) {
  const folder = appFolder(name)
  mkdirSync(folder, { recursive: true })
  const packageJson = {
    name,
    private: true,
    type: 'module',
    dependencies: { ...dependencies, [manifest.name]: `file:${tarball}` },
  }
  writeFileSync(join(folder, 'package.json'), JSON.stringify(packageJson, null, 2))
  execute('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error', ...npmFlags], folder)
}

/** @param {string} name */
export function appFolder(name) {
  return join(workFolder, name)
}

/**
 * The compiler and the bundler are the project's own: only what the app imports is looked up in the app's folder.
 *
 * @param {string} name
 * @param {'bundler' | 'nodenext'} resolution
 */
export function checkTypes(name, resolution) {
  const module = resolution === 'bundler' ? 'esnext' : 'nodenext'
  executeTool('tsc', ['--project', '.', '--module', module, '--moduleResolution', resolution], appFolder(name))
}

/** @param {string} name */
export async function buildApp(name) {
  await build({
    root: appFolder(name),
    logLevel: 'warn',
    configFile: false,
    build: { rolldownOptions: { onwarn: ignoreDirectiveWarnings } },
  })
}

/**
 * Opens the built app, which hydrates what it rendered as a server does, and looks for the composer.
 *
 * @param {string} name
 */
export async function openApp(name) {
  const server = await preview({ root: appFolder(name), configFile: false, preview: { host: '127.0.0.1', port: 0 } })
  const browser = await chromium.launch({ executablePath: await chromiumExecutable(), args: chromiumArgs })
  try {
    const page = await browser.newPage()
    /** @type {Error[]} */
    const errors = []
    page.on('pageerror', (error) => errors.push(error))
    page.on('console', (message) => message.type() === 'error' && errors.push(new Error(message.text())))
    await page.goto(server.resolvedUrls?.local[0] ?? '')
    await page.getByRole('textbox').waitFor({ timeout: 10_000 })
    await page.getByText('2 messages, 0 requests').waitFor()
    assert.deepEqual(errors, [])
  } finally {
    await browser.close()
    await server.close()
  }
}
