import { markdownTable, number, span } from '../report.js'
import { dropIn } from './contenders.js'
import { isNumber } from './results.js'

/** @typedef {import('./contenders.js').Contender} Contender */
/** @typedef {import('./results.js').Metric} Metric */
/** @typedef {import('./results.js').Results} Results */
/** @typedef {import('./scenarios.js').Scenario} Scenario */
/** @typedef {(results: Results, scenario: Scenario, contender: Contender) => string} Cell */

/** @type {Record<string, Cell>} */
const mountColumns = {
  'mount, ms': medianCell('mount'),
  'heap, MB': medianCell('heapMounted'),
}

/** @type {Record<string, Cell>} */
const streamColumns = {
  'main thread CPU, ms': medianCell('cpu'),
  'times ours': timesOurs,
  script: medianCell('script'),
  'style and layout': medianCell('layout'),
  'long tasks': longTasksCell,
  'dropped frames': droppedCell,
  'key press to paint, median / max': keysCell,
  'last byte to final paint': medianCell('lastByteToPaint', whole),
  commits: medianCell('commits', whole),
  'heap, MB': medianCell('heap'),
  'mount, ms': medianCell('mount'),
}

/** A scenario's heading and table. @param {Results} results @param {Scenario} scenario */
export function scenarioText(results, scenario) {
  const columns = columnsOf(scenario)
  const rows = results.contendersIn(scenario).map((contender) => {
    const rounds = results.roundsOf(scenario, contender)
    const timedOut = rounds.find((sample) => sample?.timedOut !== undefined)?.timedOut
    const remark = timedOut ?? (rounds.includes(null) ? 'once' : undefined)
    return [
      remark ? `${contender.name} (${remark})` : contender.name,
      ...Object.values(columns).map((cell) => cell(results, scenario, contender)),
    ]
  })
  return `## ${capital(scenario.name)}\n\n${markdownTable(['', ...Object.keys(columns)], rows)}`
}

/** @param {Scenario} scenario */
function columnsOf({ tokens, rate }) {
  if (tokens === 0) return mountColumns
  if (rate > 0) return streamColumns
  const { 'key press to paint, median / max': _, 'last byte to final paint': __, ...columns } = streamColumns
  return { 'start to final paint': medianCell('startToPaint'), ...columns }
}

/** Empty where nothing was measured. @param {Metric} metric @param {(value: number) => string} [format] @returns {Cell} */
function medianCell(metric, format = number) {
  return (results, scenario, contender) => {
    const value = results.median(scenario, contender, metric)
    return isNumber(value) ? format(value) : ''
  }
}

/** @type {Cell} */
function timesOurs(results, scenario, contender) {
  const { median, ...range } = results.ratio([scenario, contender, 'cpu'], [scenario, dropIn, 'cpu'])
  return contender !== dropIn && isNumber(median) ? span({ median, ...range }) : ''
}

/** @type {Cell} */
function longTasksCell(results, scenario, contender) {
  const longest = results.median(scenario, contender, 'longestTask')
  const count = medianCell('longTasks', whole)(results, scenario, contender)
  return longest > 0 ? `${count}, up to ${whole(longest)} ms` : count
}

/** @type {Cell} */
function droppedCell(results, scenario, contender) {
  const [dropped, frames] = /** @type {const} */ (['dropped', 'frames']).map((metric) =>
    medianCell(metric, whole)(results, scenario, contender),
  )
  return dropped && `${dropped} of ${frames}`
}

/** @type {Cell} */
function keysCell(results, scenario, contender) {
  const median = medianCell('keys', whole)(results, scenario, contender)
  return median && `${median} / ${whole(results.high(scenario, contender, 'keys'))}`
}

/** @param {readonly import('./createMarks.js').Mark[]} marks */
export function marksText(marks) {
  if (marks.length === 0) return 'Nothing which a mark is about was measured.'
  return marks
    .map(({ holds, what, measured }) => `- ${holds ? 'holds' : '**missed**'}: ${what} (${measured})`)
    .join('\n')
}

/** @param {number} value */
function whole(value) {
  return value.toFixed(0)
}

/** @param {string} text */
function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
