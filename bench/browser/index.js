// npm run bench: our pages and the peers' in Chromium, in one run. See ../README.md.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { cwd, env } from 'node:process'
import { parseArgs } from 'node:util'
import { describeMachine } from '../machine.js'
import { buildPages } from './buildPages.js'
import { contenders, packages } from './contenders.js'
import { judge } from './judge.js'
import { createResults } from './results.js'
import { run } from './run.js'
import { scenarios } from './scenarios.js'
import { marksText, scenarioText } from './tables.js'
import { machineText, writeDocument } from './writeDocument.js'

/** @typedef {import('./results.js').Recording} Recording */

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '5' },
    pages: { type: 'string', default: '' },
    from: { type: 'string', multiple: true, default: [] },
    write: { type: 'boolean', default: false },
  },
})

const recordings = options.from.length > 0 ? options.from.map(readRecording) : [await record(positionals[0] ?? '')]
const results = createResults(recordings)

console.log(machineText(results))
for (const scenario of scenarios) if (results.has(scenario)) console.log(`\n${scenarioText(results, scenario)}`)
console.log(`\n## Marks\n\n${marksText(judge(results))}`)
if (options.write) writeDocument(results)

/** Measures, and keeps what it has in a file of results/ after each scenario. @param {string} part  of a scenario's name */
async function record(part) {
  await buildPages()
  /** @type {Recording} */
  const recording = { ...describeMachine(packages), browser: '', rounds: Number(options.rounds), samples: {} }
  const names = options.pages.split(',')
  const isChosen = (/** @type {import('./contenders.js').Contender} */ { name, isExtra }) =>
    options.pages === '' ? !isExtra : names.some((wanted) => name.includes(wanted))
  await run({
    scenarios: scenariosOf(part),
    contenders: contenders.filter(isChosen),
    rounds: recording.rounds,
    onScenario(browser, samples) {
      Object.assign(recording, { browser, samples })
      save(recording)
    },
  })
  return recording
}

/** The one of this name, else those which have it in theirs. @param {string} part */
function scenariosOf(part) {
  const named = scenarios.filter(({ name }) => name === part)
  return named.length > 0 ? named : scenarios.filter(({ name }) => name.includes(part))
}

/** @param {Recording} recording */
function save(recording) {
  const folder = new URL('../results/', import.meta.url)
  mkdirSync(folder, { recursive: true })
  const file = new URL(`${recording.date.replaceAll(':', '-')}.json`, folder)
  writeFileSync(file, `${JSON.stringify(recording, null, 1)}\n`)
}

/** @param {string} path  from where npm was called @returns {Recording} */
function readRecording(path) {
  return JSON.parse(readFileSync(resolve(env.INIT_CWD ?? cwd(), path), 'utf8'))
}
