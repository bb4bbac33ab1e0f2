import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { env } from 'node:process'

/** A Together AI on this machine, which streams "As expected." and keeps which keys it was asked with. */
export async function startUpstream() {
  const key = 'tgp_v1_package_check_0123456789'
  /** @type {(string | undefined)[]} */
  const keys = []
  const server = createServer((request, response) => {
    keys.push(request.headers.authorization?.replace('Bearer ', ''))
    const choice = { index: 0, delta: { content: 'As expected.' }, finish_reason: 'stop' }
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.end(`data: ${JSON.stringify({ id: 'a', choices: [choice] })}\n\ndata: [DONE]\n\n`)
  })
  const port = await listen(server)
  return {
    key,
    keys,
    environment: { TOGETHER_API_KEY: key, TOGETHER_BASE_URL: `http://127.0.0.1:${port}/v1` },
    async close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

/**
 * Starts a program which serves the port in the variable PORT, or in its arguments, and waits until it answers.
 *
 * @param {string} command
 * @param {(port: string) => readonly string[]} args
 * @param {{ folder: string, environment: Record<string, string>, path: string }} options  `path` is asked until it answers
 */
export async function startServer(command, args, { folder, environment, path }) {
  const port = String(await freePort())
  const child = spawn(command, args(port), {
    cwd: folder,
    env: { ...env, ...environment, PORT: port },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const exited = once(child, 'exit').then(([code]) => code)
  const url = `http://127.0.0.1:${port}`
  await Promise.race([
    untilItAnswers(url + path),
    exited.then((code) => {
      throw new Error(`${command} ended with ${code} before it answered`)
    }),
  ])
  return {
    url,
    /** Asks it to end and gives its exit code; null where the signal ended it. */
    async end() {
      child.kill('SIGTERM')
      return exited
    },
  }
}

/** @param {string} url */
async function untilItAnswers(url) {
  const deadline = performance.now() + 60_000
  while (performance.now() < deadline) {
    const response = await fetch(url).catch(() => null)
    await response?.body?.cancel()
    if (response) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`Nothing answers at ${url}`)
}

async function freePort() {
  const server = createServer()
  const port = await listen(server)
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** @param {import('node:http').Server} server */
async function listen(server) {
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(null)))
  return /** @type {import('node:net').AddressInfo} */ (server.address()).port
}
