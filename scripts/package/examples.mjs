import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { execPath } from 'node:process'
import { chromium } from 'playwright-core'
import { build } from 'vite'
import { execute, root } from '../checks.mjs'
import { chromiumArgs, chromiumExecutable } from '../chromium.mjs'
import { ignoreDirectiveWarnings } from '../warnings.mjs'
import { appFolder, installPackages } from './app.mjs'
import { startServer, startUpstream } from './servers.mjs'

const secret = 'a-secret-of-at-least-thirty-two-bytes'
const llama = 'meta-llama/Llama-3.3-70B-Instruct-Turbo'
const mounted = ['node', 'express', 'hono']
const nextFolder = appFolder('example-next')

/**
 * The examples with the packed package instead of the sources, as a reader would run them.
 *
 * @type {import('../checks.mjs').Check[]}
 */
export const exampleChecks = [
  { name: 'examples: install', run: installMounted },
  { name: 'examples: npx together-react relay', run: runCommand },
  { name: 'examples: node, its page in Chromium', run: chatInPage },
  { name: 'examples: express', run: () => askMounted('express') },
  { name: 'examples: hono', run: () => askMounted('hono') },
  { name: 'example-next: install', run: installNext },
  { name: 'example-next: next build', run: buildNext },
  { name: 'example-next: answers', run: askNext },
]

/** One folder for all of them: each finds its packages in the folder above. */
function installMounted() {
  installPackages('with-node', Object.assign({}, ...mounted.map((example) => manifestOf(example).dependencies)))
  for (const example of mounted) copyExample(example, exampleFolder(example))
}

function installNext() {
  const { dependencies, devDependencies } = manifestOf('next')
  copyExample('next', nextFolder)
  installPackages('example-next', { ...dependencies, ...devDependencies })
}

/** @param {string} example */
function manifestOf(example) {
  return JSON.parse(readFileSync(`${root}examples/${example}/package.json`, 'utf8'))
}

/**
 * @param {string} example
 * @param {string} folder
 */
function copyExample(example, folder) {
  const isSource = (/** @type {string} */ path) => !/\/(node_modules|dist|\.next)(\/|$)/.test(path.slice(root.length))
  cpSync(`${root}examples/${example}`, folder, { recursive: true, filter: isSource })
}

async function runCommand() {
  const command = join(appFolder('with-node'), 'node_modules/.bin/together-react')
  assert.match(execFileSync(command, ['--help'], { encoding: 'utf8' }), /--token-secret-env/)
  const upstream = await startUpstream()
  const environment = { ...upstream.environment, RELAY_TOKEN_SECRET: secret }
  const options = ['--model', llama, '--token-secret-env', 'RELAY_TOKEN_SECRET']
  const server = await startServer(command, (port) => ['relay', '--port', port, ...options], {
    folder: appFolder('with-node'),
    environment,
    path: '/healthz',
  })
  try {
    await answers(`${server.url}/v1`, { authorization: `Bearer ${signToken()}` }, upstream)
  } finally {
    assert.equal(await server.end(), 0)
    await upstream.close()
  }
}

/** @param {'express' | 'hono'} example */
async function askMounted(example) {
  const upstream = await startUpstream()
  const server = await startExample(example, upstream.environment)
  try {
    await answers(`${server.url}/api/together`, { cookie: 'user=ann' }, upstream)
  } finally {
    await server.end()
    await upstream.close()
  }
}

/** The page gets its token, and its reply. */
async function chatInPage() {
  await build({
    root: exampleFolder('node/page'),
    logLevel: 'warn',
    configFile: false,
    build: {
      outDir: exampleFolder('node/dist'),
      emptyOutDir: true,
      rolldownOptions: { onwarn: ignoreDirectiveWarnings },
    },
  })
  const upstream = await startUpstream()
  const server = await startExample('node', { ...upstream.environment, RELAY_TOKEN_SECRET: secret })
  const browser = await chromium.launch({ executablePath: await chromiumExecutable(), args: chromiumArgs })
  try {
    const view = await browser.newPage()
    await view.goto(server.url)
    await view.getByRole('textbox').fill('Hi')
    await view.keyboard.press('Enter')
    await view.getByText('As expected.').first().waitFor({ timeout: 20_000 })
    assert.deepEqual(upstream.keys, [upstream.key])
  } finally {
    await browser.close()
    await server.end()
    await upstream.close()
  }
}

/**
 * @param {string} example
 * @param {Record<string, string>} environment
 */
function startExample(example, environment) {
  return startServer(execPath, () => ['server.js'], { folder: exampleFolder(example), environment, path: '/' })
}

/** @param {string} path  of an example which is mounted in Node, or in it */
function exampleFolder(path) {
  return join(appFolder('with-node'), path)
}

/** Without a key and without a secret: a build must need neither. */
function buildNext() {
  execute(next(), ['build'], nextFolder, { NEXT_TELEMETRY_DISABLED: '1', CI: '1' })
}

async function askNext() {
  const upstream = await startUpstream()
  const environment = { ...upstream.environment, RELAY_TOKEN_SECRET: secret, NEXT_TELEMETRY_DISABLED: '1' }
  const options = { folder: nextFolder, environment, path: '/' }
  const server = await startServer(next(), (port) => ['start', '--hostname', '127.0.0.1', '--port', port], options)
  try {
    assert.match(await (await fetch(server.url)).text(), /Sign in/)
    assert.match(await (await fetch(server.url, { headers: { cookie: 'user=ann' } })).text(), /<textarea/)
    await answers(`${server.url}/api/together`, { authorization: `Bearer ${signToken()}` }, upstream)
  } finally {
    await server.end()
    await upstream.close()
  }
}

function next() {
  return join(nextFolder, 'node_modules/.bin/next')
}

/**
 * Asks a relay with and without what makes it answer.
 *
 * @param {string} baseUrl
 * @param {Record<string, string>} headers
 * @param {Awaited<ReturnType<typeof startUpstream>>} upstream
 */
async function answers(baseUrl, headers, upstream) {
  const ask = (/** @type {Record<string, string>} */ more) =>
    fetch(`${baseUrl}/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...more },
      body: JSON.stringify({ model: llama, messages: [{ role: 'user', content: 'Hi' }], stream: true }),
    })
  assert.equal((await ask({})).status, 401)
  assert.deepEqual(upstream.keys, [])
  const response = await ask(headers)
  assert.equal(response.status, 200)
  assert.match(await response.text(), /As expected\..*data: \[DONE\]/s)
  assert.deepEqual(upstream.keys, [upstream.key])
}

/** A relay token, made as another program would make it. */
function signToken() {
  const encode = (/** @type {object} */ value) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const exp = Math.floor(Date.now() / 1000) + 300
  const signed = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode({ sub: 'ann', exp })}`
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`
}
