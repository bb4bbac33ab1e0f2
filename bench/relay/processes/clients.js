// The load generator.
import { Agent, request } from 'node:http'
import { answerCalls } from './calls.js'
import { createReader, now } from './events.js'

/** @typedef {import('node:http').IncomingMessage} IncomingMessage */

const agent = new Agent({ keepAlive: false, maxSockets: Number.POSITIVE_INFINITY })
/** @type {IncomingMessage[]} */
let held = []

answerCalls({
  steady,
  /** So many clients which do not read. */
  async pause(origin, count, bytes) {
    held = await Promise.all(Array.from({ length: count }, () => open(origin, { bytes })))
  },
  /** So many which read, until each has its first token. */
  async read(origin, count) {
    held = await Promise.all(Array.from({ length: count }, () => open(origin, { tokens: 1e6, tokensPerSecond: 20 })))
    await Promise.all(held.map((incoming) => new Promise((resolve) => incoming.once('data', resolve))))
  },
  /** Kills those; gives the time. */
  kill() {
    const killedAt = now()
    for (const incoming of held.splice(0)) incoming.destroy()
    return killedAt
  },
  async inSequence(origin, count, tokens) {
    let errors = 0
    for (let place = 0; place < count; place += 1) {
      const { isComplete } = await stream(origin, { tokens, tokensPerSecond: 0 }, () => {})
      if (!isComplete) errors += 1
    }
    return errors
  },
})

/**
 * Streams which begin within one second, each with so many tokens.
 *
 * @param {string} origin
 * @param {number} count
 * @param {number} seconds
 * @param {number} tokensPerSecond
 */
async function steady(origin, count, seconds, tokensPerSecond) {
  const tokens = seconds * tokensPerSecond
  const latencies = new Float64Array(count * tokens)
  let received = 0
  let errors = 0
  const startedAt = now()
  const client = async (/** @type {number} */ place) => {
    await new Promise((resolve) => setTimeout(resolve, (place / count) * 1000))
    let mine = 0
    const { isComplete } = await stream(origin, { tokens, tokensPerSecond }, (sentAt) => {
      latencies[received] = now() - sentAt
      received += 1
      mine += 1
    })
    if (!isComplete || mine !== tokens) errors += 1
  }
  await Promise.all(Array.from({ length: count }, (_, place) => client(place)))
  const sorted = latencies.subarray(0, received).sort()
  const at = (/** @type {number} */ share) => sorted[Math.min(received - 1, Math.floor(received * share))]
  return { errors, received, seconds: (now() - startedAt) / 1000, p50: at(0.5), p99: at(0.99), most: at(1) }
}

/**
 * Reads one stream to its end; never rejects.
 *
 * @param {string} origin
 * @param {object} wanted
 * @param {(sentAt: number) => void} onToken
 * @returns {Promise<{ isComplete: boolean }>}
 */
async function stream(origin, wanted, onToken) {
  const reader = createReader(onToken)
  try {
    const incoming = await open(origin, wanted)
    incoming.setEncoding('latin1').on('data', reader.push)
    await new Promise((resolve) => incoming.once('close', resolve))
    return { isComplete: incoming.complete && reader.isComplete() }
  } catch {
    return { isComplete: false }
  }
}

/** @param {string} origin @param {object} wanted @returns {Promise<IncomingMessage>} */
function open(origin, wanted) {
  const messages = [{ role: 'user', content: JSON.stringify(wanted) }]
  const body = JSON.stringify({ model: 'bench/model', messages, stream: true })
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
  return new Promise((resolve, reject) => {
    const outgoing = request(`${origin}/v1/chat/completions`, { method: 'POST', agent, headers })
    outgoing.on('error', reject)
    outgoing.on('response', (incoming) => {
      incoming.on('error', () => {})
      if (incoming.statusCode === 200) resolve(incoming)
      else reject(new Error(`status ${incoming.statusCode}`))
    })
    outgoing.end(body)
  })
}
