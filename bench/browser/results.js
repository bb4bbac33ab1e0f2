import { spreadOf } from '../report.js'
import { contenders } from './contenders.js'

/** @typedef {import('./contenders.js').Contender} Contender */
/** @typedef {import('./measure.js').Sample} Sample */
/** @typedef {import('./scenarios.js').Scenario} Scenario */
/** @typedef {import('../report.js').Spread} Spread */
/** @typedef {import('../machine.js').Machine & { browser: string, rounds: number, samples: import('./run.js').Samples }} Recording */
/** @typedef {'mount' | 'cpu' | 'script' | 'layout' | 'longTasks' | 'longestTask' | 'keys' | 'dropped' | 'frames' | 'startToPaint' | 'lastByteToPaint' | 'commits' | 'heap' | 'heapMounted' | 'firstScript' | 'lastScript'} Metric */

/** @typedef {ReturnType<typeof createResults>} Results */

/**
 * What was measured, in one recording or several: a scenario's newest counts.
 *
 * @param {readonly Recording[]} recordings
 */
export function createResults(recordings) {
  const [recording] = recordings.toSorted((a, b) => b.date.localeCompare(a.date))
  /** @type {import('./run.js').Samples} */
  const samples = {}
  for (const older of recordings.toSorted((a, b) => a.date.localeCompare(b.date))) Object.assign(samples, older.samples)

  /** @param {Scenario} scenario @param {Contender} contender */
  const roundsOf = (scenario, contender) => samples[scenario.name]?.[contender.name] ?? []

  /** By round, one value or several; none where nothing was measured. @param {Scenario} scenario @param {Contender} contender @param {Metric} metric */
  const valuesOf = (scenario, contender, metric) =>
    roundsOf(scenario, contender).map((sample) => [sample?.[metric] ?? []].flat())

  /** Of all values; undefined where there is none. @param {Scenario} scenario @param {Contender} contender @param {Metric} metric */
  const median = (scenario, contender, metric) => spreadOf(valuesOf(scenario, contender, metric).flat()).median

  /**
   * How many times more the first takes than the second, round by round. Where one was measured once, medians are
   * compared.
   *
   * @param {[Scenario, Contender, Metric]} first
   * @param {[Scenario, Contender, Metric]} second
   * @returns {Spread}
   */
  function ratio(first, second) {
    const firsts = valuesOf(...first)
    const seconds = valuesOf(...second)
    const paired = firsts.map((values, round) => spreadOf(values).median / spreadOf(seconds[round] ?? []).median)
    const isPaired = paired.filter(isNumber).length === firsts.length
    return spreadOf(isPaired ? paired : [median(...first) / median(...second)])
  }

  return {
    recording,
    roundsOf,
    median,
    ratio,
    /** @param {Scenario} scenario */
    has: (scenario) => scenario.name in samples,
    /** Those who were measured in it, in their order. @param {Scenario} scenario */
    contendersIn: (scenario) => contenders.filter((contender) => roundsOf(scenario, contender).length > 0),
    /** Undefined where nothing was measured. @param {Scenario} scenario @param {Contender} contender @param {Metric} metric */
    high: (scenario, contender, metric) => spreadOf(valuesOf(scenario, contender, metric).flat()).high,
  }
}

/** @param {unknown} value @returns {value is number} */
export function isNumber(value) {
  return typeof value === 'number' && !Number.isNaN(value)
}
