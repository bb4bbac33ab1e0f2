import { readFileSync, writeFileSync } from 'node:fs'
import { judge } from './judge.js'
import { scenarios } from './scenarios.js'
import { marksText, scenarioText } from './tables.js'

const file = new URL('../../docs/benchmarks.md', import.meta.url)
const begin = '<!-- measured: written by npm run bench -- --write -->'
const end = '<!-- /measured -->'

/** Puts what was measured into docs/benchmarks.md, between its two comments. @param {import('./results.js').Results} results */
export function writeDocument(results) {
  const text = readFileSync(file, 'utf8')
  const before = text.slice(0, text.indexOf(begin) + begin.length)
  const after = text.slice(text.indexOf(end))
  const tables = scenarios.filter(results.has).map((scenario) => scenarioText(results, scenario))
  const parts = [before, machineText(results), ...tables, `## Marks\n\n${marksText(judge(results))}`, after]
  writeFileSync(file, parts.join('\n\n'))
}

/** @param {import('./results.js').Results} results */
export function machineText({ recording: { date, machine, browser, rounds, versions } }) {
  return `${date.slice(0, 10)} · ${machine} · headless Chromium ${browser} · ${versions.join(' · ')} · medians of ${rounds}`
}
