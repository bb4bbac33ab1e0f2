// What is measured, as a process of its own: `relay`, or `pipe`, a handler on the same Node server which does nothing
// but call the upstream and return its body.

import { once } from 'node:events'
import { createServer } from 'node:http'
import { createNodeListener } from '../../../dist/node/index.js'
import { createTogetherRelay } from '../../../dist/relay/index.js'
import { answerCalls } from './calls.js'

const [, , kind, upstream] = process.argv
let peakRss = 0

const handlers = { relay, pipe: () => pipe }
const server = createServer(createNodeListener(handlers[/** @type {'relay' | 'pipe'} */ (kind)]()))
server.listen(0, '127.0.0.1', 8192)
await once(server, 'listening')
setInterval(() => {
  peakRss = Math.max(peakRss, process.memoryUsage.rss())
}, 250).unref()

answerCalls({
  origin: () => `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}`,
  memory() {
    globalThis.gc?.()
    globalThis.gc?.()
    const { rss, heapUsed } = process.memoryUsage()
    return { rss, heapUsed }
  },
  peakRss: () => Math.max(peakRss, process.memoryUsage.rss()),
  cpuSeconds: () => (process.cpuUsage().user + process.cpuUsage().system) / 1e6,
})

/** With its defaults, but for the limits which this benchmark is about to pass. */
function relay() {
  return createTogetherRelay({
    apiKey: 'bench',
    allowedModels: ['bench/model'],
    public: true,
    upstreamUrl: `${upstream}/v1`,
    limits: { concurrent: 100_000, perMinute: 10_000_000, outputBytes: 128 * 2 ** 20 },
    log: () => {},
  })
}

/** @param {Request} request */
async function pipe(request) {
  const { signal } = request
  const headers = { 'content-type': 'application/json', authorization: 'Bearer bench' }
  const body = await request.text()
  const response = await fetch(`${upstream}/v1/chat/completions`, { method: 'POST', headers, body, signal })
  return new Response(response.body, { headers: { 'content-type': 'text/event-stream' } })
}
