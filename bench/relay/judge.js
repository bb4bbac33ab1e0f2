import { number, span, spreadOf } from '../report.js'

const MB = 2 ** 20

/**
 * @typedef {{ relay: import('./scenarios.js').Steady, pipe: import('./scenarios.js').Steady }} Round
 */

/**
 * @typedef {object} Measured
 * @property {readonly Round[]} rounds
 * @property {{ grown: number, sentBytes: number }} paused
 * @property {number} killedMs
 * @property {{ left: number, errors: number }} sequence
 */

/** @typedef {{ holds: boolean, what: string, measured: string }} Mark */

/**
 * What was measured against what is promised: of several rounds the median, its range beside it.
 *
 * @param {Measured} measured
 * @param {import('./scenarios.js').Scale} scale
 * @returns {Mark[]}
 */
export function judge({ rounds, paused, killedMs, sequence }, scale) {
  const { streams, tokensPerSecond, seconds, clients, bytes, inSequence } = scale
  const ratio = spreadOf(rounds.map(({ relay, pipe }) => relay.p99 / pipe.p99))
  const memory = spreadOf(rounds.map(({ relay }) => relay.peakRss / MB))
  const errors = rounds.reduce((sum, { relay }) => sum + relay.errors, 0)
  const steady = `${streams.toLocaleString('en')} streams of ${tokensPerSecond} tokens/s for ${seconds} s`
  return [
    mark(errors === 0, `${steady}: 0 errors`, `${errors}`),
    mark(memory.median <= 200, `${steady}: resident memory at most 200 MB`, `${span(memory)} MB`),
    mark(ratio.median <= 1.3, `${steady}: latency p99 at most 1.3x the bare pipe's`, `${span(ratio)}x`),
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
