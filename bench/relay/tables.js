import { markdownTable, number } from '../report.js'

const MB = 2 ** 20

/** The streams at once, through both. @param {import('./judge.js').Measured} measured */
export function steadyTable({ relay, pipe }) {
  const row = (/** @type {string} */ name, /** @type {import('./scenarios.js').Steady} */ each) => [
    name,
    each.received.toLocaleString('en'),
    `${each.errors}`,
    ...[each.p50, each.p99, each.most, each.peakRss / MB, (each.cpuSeconds / each.seconds) * 100].map(number),
  ]
  return markdownTable(
    ['', 'tokens', 'errors', 'p50, ms', 'p99, ms', 'longest, ms', 'memory at most, MB', 'CPU, % of a core'],
    [row('relay', relay), row('bare pipe', pipe)],
  )
}

/** @param {readonly import('./judge.js').Mark[]} marks */
export function marksTable(marks) {
  return markdownTable(
    ['mark', 'measured', ''],
    marks.map(({ holds, what, measured }) => [what, measured, holds ? 'holds' : '**missed**']),
  )
}
