import { writeBetween } from '../writeBetween.js'
import { judge } from './judge.js'
import { scenarios } from './scenarios.js'
import { marksText, scenarioText } from './tables.js'

/** Puts what was measured into docs/benchmarks.md. @param {import('./results.js').Results} results */
export function writeDocument(results) {
  const tables = scenarios.filter(results.has).map((scenario) => scenarioText(results, scenario))
  const parts = [machineText(results), ...tables, `## Marks\n\n${marksText(judge(results))}`]
  writeBetween('benchmarks.md', 'npm run bench', parts.join('\n\n'))
}

/** @param {import('./results.js').Results} results */
export function machineText({ recording: { date, machine, browser, rounds, versions } }) {
  return `${date.slice(0, 10)} · ${machine} · headless Chromium ${browser} · ${versions.join(' · ')} · medians of ${rounds}`
}
