import { number, span, spreadOf } from '../report.js'
import { floor } from './contenders.js'
import { isNumber } from './results.js'

/** @typedef {import('./contenders.js').Contender} Contender */
/** @typedef {import('./results.js').Metric} Metric */
/** @typedef {import('./results.js').Results} Results */
/** @typedef {import('./scenarios.js').Scenario} Scenario */

/** @typedef {{ holds: boolean, what: string, measured: string }} Mark */
/** @typedef {[Scenario, Contender, Metric]} Value */

/**
 * A list of marks and the ways to judge one. Nothing is added where a value was not measured.
 *
 * @param {Results} results
 */
export function createMarks(results) {
  /** @type {Mark[]} */
  const marks = []

  /** @param {boolean} holds @param {string} what @param {string} measured */
  const add = (holds, what, measured) => marks.push({ holds, what, measured })

  /** @param {string} what @param {Value} ours @param {number} limit @param {string} whose @param {Value} other */
  function atMost(what, ours, limit, whose, other) {
    const [ourMedian, otherMedian] = [results.median(...ours), results.median(...other)]
    if (!isNumber(ourMedian) || !isNumber(otherMedian)) return
    const ratio = results.ratio(ours, other)
    const name = other[1].kind === 'peer' ? `, ${other[1].name}` : ''
    const measured = `${span(ratio)}: ${number(ourMedian)} to ${number(otherMedian)}${name}`
    add(ratio.median <= limit, `${ours[0].name}: ${what} at most ${limit}x ${whose}`, measured)
  }

  return {
    marks,
    atMost,
    /** Against the one of `peers` which does best in that row. @param {string} what @param {Value} ours @param {number} limit @param {string} whose @param {readonly Contender[]} peers */
    atMostOfBest(what, ours, limit, whose, peers) {
      const [scenario, , metric] = ours
      const values = peers.map((peer) => results.median(scenario, peer, metric))
      const best = peers[values.indexOf(spreadOf(values.filter(isNumber)).low)]
      if (best) atMost(what, ours, limit, whose, [scenario, best, metric])
    },
    /** Against the floor in the same scenario. @param {string} what @param {Value} ours @param {number} margin */
    nearFloor(what, [scenario, us, metric], margin) {
      const [ours, theirs] = [us, floor].map((contender) => results.median(scenario, contender, metric))
      if (!isNumber(ours) || !isNumber(theirs)) return
      add(ours - theirs <= margin, `${scenario.name}: ${what}`, `${number(ours)} to ${number(theirs)}`)
    },
    /** @param {string} what @param {Value} ours @param {number} limit */
    upTo(what, ours, limit) {
      const value = results.median(...ours)
      if (isNumber(value)) add(value <= limit, `${ours[0].name}: ${what}`, number(value))
    },
  }
}
