import { number } from '../report.js'

const MB = 2 ** 20

/**
 * @typedef {object} Measured
 * @property {import('./scenarios.js').Steady} relay
 * @property {import('./scenarios.js').Steady} pipe
 * @property {{ grown: number, sentBytes: number }} paused
 * @property {number} killedMs
 * @property {{ left: number, errors: number }} sequence
 */

/** @typedef {{ holds: boolean, what: string, measured: string }} Mark */

/**
 * What was measured against what is promised.
 *
 * @param {Measured} measured
 * @param {import('./scenarios.js').Scale} scale
 * @returns {Mark[]}
 */
export function judge({ relay, pipe, paused, killedMs, sequence }, scale) {
  const { streams, tokensPerSecond, seconds, clients, bytes, inSequence } = scale
  const ratio = relay.p99 / pipe.p99
  const steady = `${streams.toLocaleString('en')} streams of ${tokensPerSecond} tokens/s for ${seconds} s`
  return [
    mark(relay.errors === 0, `${steady}: 0 errors`, `${relay.errors}`),
    mark(relay.peakRss <= 200 * MB, `${steady}: resident memory at most 200 MB`, `${number(relay.peakRss / MB)} MB`),
    mark(
      ratio <= 1.3,
      `${steady}: latency p99 at most 1.3x the bare pipe's`,
      `${number(ratio)}x: ${number(relay.p99)} ms to ${number(pipe.p99)} ms`,
    ),
    mark(
      paused.grown <= 128 * MB,
      `${clients} paused clients with ${bytes / MB} MB behind each: at most 128 MB more`,
      `${number(paused.grown / MB)} MB`,
    ),
    mark(killedMs <= 1000, `${clients} killed clients: upstream closed within 1 s`, `${number(killedMs)} ms`),
    mark(
      sequence.left <= 10 * MB && sequence.errors === 0,
      `${inSequence.toLocaleString('en')} streams in sequence: heap back within 10 MB, 0 errors`,
      `${number(sequence.left / MB)} MB, ${sequence.errors}`,
    ),
  ]
}

/** @param {boolean} holds @param {string} what @param {string} measured @returns {Mark} */
function mark(holds, what, measured) {
  return { holds, what, measured }
}
