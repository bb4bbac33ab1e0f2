import { markdownTable, span, spreadOf } from '../report.js'

const MB = 2 ** 20

/** The streams at once, through both: medians of the rounds, and their range. @param {import('./judge.js').Measured} measured */
export function steadyTable({ rounds }) {
  /** @param {string} name @param {(round: import('./judge.js').Round) => import('./scenarios.js').Steady} of */
  const row = (name, of) => {
    const each = rounds.map(of)
    const spans = [
      each.map(({ p50 }) => p50),
      each.map(({ p99 }) => p99),
      each.map(({ most }) => most),
      each.map(({ peakRss }) => peakRss / MB),
      each.map(({ cpuSeconds, seconds }) => (cpuSeconds / seconds) * 100),
    ]
    const sum = (/** @type {number[]} */ numbers) => numbers.reduce((total, value) => total + value, 0)
    const received = sum(each.map((one) => one.received))
    const errors = sum(each.map((one) => one.errors))
    return [name, received.toLocaleString('en'), `${errors}`, ...spans.map((values) => span(spreadOf(values)))]
  }
  return markdownTable(
    ['', 'tokens', 'errors', 'p50, ms', 'p99, ms', 'longest, ms', 'memory at most, MB', 'CPU, % of a core'],
    [row('relay', ({ relay }) => relay), row('bare pipe', ({ pipe }) => pipe)],
  )
}

/** @param {readonly import('./judge.js').Mark[]} marks */
export function marksTable(marks) {
  return markdownTable(
    ['mark', 'measured', ''],
    marks.map(({ holds, what, measured }) => [what, measured, holds ? 'holds' : '**missed**']),
  )
}
