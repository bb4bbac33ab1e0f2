// The four things which are measured, each on fresh processes.
import { setTimeout } from 'node:timers/promises'
import { startProcess } from './processes/calls.js'

/** @typedef {import('./processes/calls.js').Process} Process */

/**
 * @typedef {object} Scale
 * @property {number} rounds
 * @property {number} streams  at once
 * @property {number} seconds
 * @property {number} tokensPerSecond
 * @property {number} clients  which are paused, and which are killed
 * @property {number} bytes  behind each paused one
 * @property {number} inSequence  streams, one after the other
 */

/** @type {Scale} */
export const wholeScale = {
  rounds: 3,
  streams: 1000,
  seconds: 60,
  tokensPerSecond: 20,
  clients: 100,
  bytes: 50 * 2 ** 20,
  inSequence: 2000,
}

/** To see that it works. @type {Scale} */
export const smallScale = { ...wholeScale, rounds: 1, streams: 100, seconds: 5, inSequence: 500 }

/**
 * @typedef {object} Steady
 * @property {number} errors  streams which were not whole
 * @property {number} received  tokens
 * @property {number} seconds
 * @property {number} p50  from the upstream's write to the client's read, ms
 * @property {number} p99
 * @property {number} most
 * @property {number} peakRss  bytes
 * @property {number} cpuSeconds
 */

/** Many streams at once, through the relay or the pipe. @param {'relay' | 'pipe'} kind @param {Scale} scale @returns {Promise<Steady>} */
export function measureSteady(kind, { streams, seconds, tokensPerSecond }) {
  return withProcesses(kind, async ({ server, clients, origin }) => {
    await clients.call('steady', origin, Math.min(streams, 200), 5, tokensPerSecond) // to warm up
    const cpuBefore = await server.call('cpuSeconds')
    const measured = await clients.call('steady', origin, streams, seconds, tokensPerSecond)
    const cpuSeconds = (await server.call('cpuSeconds')) - cpuBefore
    return { ...measured, peakRss: await server.call('peakRss'), cpuSeconds }
  })
}

/** How many bytes more the relay uses with clients which do not read. @param {Scale} scale @returns {Promise<{ grown: number, sentBytes: number }>} */
export function measurePaused({ clients: count, bytes }) {
  return withProcesses('relay', async ({ server, clients, upstream, origin }) => {
    await clients.call('inSequence', origin, 200, 20)
    const before = await server.call('memory')
    await clients.call('pause', origin, count, bytes)
    const sentBytes = await settled(async () => (await upstream.call('state')).sentBytes)
    const grown = (await server.call('peakRss')) - before.rss
    await clients.call('kill')
    return { grown, sentBytes }
  })
}

/** Milliseconds from the death of all clients until the last upstream connection is closed. @param {Scale} scale @returns {Promise<number>} */
export function measureKilled({ clients: count }) {
  return withProcesses('relay', async ({ clients, upstream, origin }) => {
    await clients.call('read', origin, count)
    const { open } = await upstream.call('state')
    if (open !== count) throw new Error(`${open} of ${count} streams are open.`)
    const killedAt = await clients.call('kill')
    for (let wait = 0; wait < 200; wait += 1) {
      const { open: left, lastClosedAt } = await upstream.call('state')
      if (left === 0) return lastClosedAt - killedAt
      await setTimeout(50)
    }
    return Number.POSITIVE_INFINITY
  })
}

/** Bytes of heap which many streams leave behind. @param {Scale} scale @returns {Promise<{ left: number, errors: number }>} */
export function measureSequence({ inSequence }) {
  return withProcesses('relay', async ({ server, clients, origin }) => {
    await clients.call('inSequence', origin, 200, 20)
    const before = await server.call('memory')
    const errors = await clients.call('inSequence', origin, inSequence, 20)
    await setTimeout(500)
    const after = await server.call('memory')
    return { left: after.heapUsed - before.heapUsed, errors }
  })
}

/**
 * @template Result
 * @param {'relay' | 'pipe'} kind
 * @param {(processes: { upstream: Process, server: Process, clients: Process, origin: string }) => Promise<Result>} measure
 * @returns {Promise<Result>}
 */
async function withProcesses(kind, measure) {
  const upstream = await startProcess('upstream.js')
  const server = await startProcess('server.js', [kind, await upstream.call('origin')])
  const clients = await startProcess('clients.js')
  try {
    return await measure({ upstream, server, clients, origin: await server.call('origin') })
  } finally {
    for (const each of [clients, server, upstream]) each.close()
  }
}

/** A number once it has not changed for a second. @param {() => Promise<number>} read */
async function settled(read) {
  let last = -1
  for (let value = await read(); value !== last; value = await read()) {
    last = value
    await setTimeout(1000)
  }
  return last
}
