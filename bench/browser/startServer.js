import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { answerEvents } from './answerEvents.js'

const types = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css' }
/**
 * How often due events are written, in ms. A model's tokens come one by one: in bursts of 10 ms a page which renders at
 * each read gets away with a third less.
 */
const tickMs = 1

/**
 * @typedef {object} AnswerWatch
 * @property {number} tokens
 * @property {number} rate
 * @property {readonly number[]} milestones  tokens written
 * @property {(milestone: number) => void} onMilestone
 * @property {number | null} lastByteAt  when the last byte was written, in ms of this process
 */

/**
 * Serves the built pages, and at `/<tokens>/<rate>/chat/completions` an answer in Together AI's shape at that pace (a
 * rate of 0: as fast as it is read); at the relay's address the one which is watched. `/clock` tells this process's time.
 *
 * @param {string} folder
 */
export async function startServer(folder) {
  /** @type {AnswerWatch | null} */
  let watch = null
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    const { tokens, rate } = path === '/api/together/chat/completions' && watch ? watch : paceIn(path)
    if (path === '/clock') return response.end(String(performance.now()))
    if (tokens === undefined) return serveFile(folder, path, response)
    request.resume()
    await once(request, 'end')
    await writeAnswer(response, tokens, rate ?? 0, watch)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
  return {
    origin: `http://127.0.0.1:${port}`,
    /** Who is told about the next answer. @param {AnswerWatch} next */
    watchNext(next) {
      watch = next
    },
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}

/** @param {string} path @returns {{ tokens?: number, rate?: number }} */
function paceIn(path) {
  const [, tokens, rate] = path.match(/^\/(\d+)\/(\d+)\/chat\/completions$/) ?? []
  return tokens === undefined ? {} : { tokens: Number(tokens), rate: Number(rate) }
}

/** @param {string} folder @param {string} path @param {import('node:http').ServerResponse} response */
async function serveFile(folder, path, response) {
  try {
    const file = join(folder, normalize(path.endsWith('/') ? `${path}index.html` : path))
    const body = await readFile(file)
    response.setHeader('content-type', types[/** @type {keyof typeof types} */ (extname(file))] ?? 'text/plain')
    response.end(body)
  } catch {
    response.writeHead(404).end()
  }
}

/**
 * @param {import('node:http').ServerResponse} response
 * @param {number} tokens
 * @param {number} rate
 * @param {AnswerWatch | null} watch
 */
async function writeAnswer(response, tokens, rate, watch) {
  const { bytes, ends } = answerEvents(tokens)
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  response.flushHeaders()
  if (rate > 0) await writePaced(response, { bytes, ends, tokens, rate }, watch)
  response.end(bytes.subarray(rate > 0 ? ends[tokens] : 0))
  if (watch) watch.lastByteAt = performance.now()
}

/**
 * Each tick writes what is due by the clock, so that a late tick is made up for.
 *
 * @param {import('node:http').ServerResponse} response
 * @param {{ bytes: Buffer, ends: number[], tokens: number, rate: number }} answer
 * @param {AnswerWatch | null} watch
 * @returns {Promise<void>}
 */
function writePaced(response, { bytes, ends, tokens, rate }, watch) {
  const milestones = [...(watch?.milestones ?? [])]
  const startedAt = performance.now()
  let written = 0
  return new Promise((resolve) => {
    const timer = setInterval(tick, tickMs)
    function tick() {
      const due = Math.min(tokens, Math.floor(((performance.now() - startedAt) * rate) / 1000))
      if (due > written) response.write(bytes.subarray(ends[written], ends[due]))
      written = due
      while (milestones.length > 0 && milestones[0] <= written) watch?.onMilestone(milestones.shift() ?? 0)
      if (written < tokens && !response.destroyed) return
      clearInterval(timer)
      resolve()
    }
  })
}
