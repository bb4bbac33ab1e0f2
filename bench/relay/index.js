// npm run bench:relay: the relay beside a bare pipe, with load generator and upstream in processes of their own. See
// ../README.md.
import { parseArgs } from 'node:util'
import { describeMachine } from '../machine.js'
import { writeBetween } from '../writeBetween.js'
import { judge } from './judge.js'
import { measureKilled, measurePaused, measureSequence, measureSteady, smallScale, wholeScale } from './scenarios.js'
import { marksTable, steadyTable } from './tables.js'

const { values: options } = parseArgs({
  options: { small: { type: 'boolean', default: false }, write: { type: 'boolean', default: false } },
})
if (options.small && options.write) throw new Error('A small run shows that the benchmark works; it is not written.')

const scale = options.small ? smallScale : wholeScale
const measured = {
  rounds: await measureRounds(),
  paused: await told('paused clients', measurePaused(scale)),
  killedMs: await told('killed clients', measureKilled(scale)),
  sequence: await told('streams in sequence', measureSequence(scale)),
}
const marks = judge(measured, scale)
const text = [machineText(), steadyTable(measured), marksTable(marks)].join('\n\n')
console.log(`\n${text}`)
if (options.write) writeBetween('benchmarks-relay.md', 'npm run bench:relay', text)
if (marks.some(({ holds }) => !holds)) process.exitCode = 1

/** Relay and pipe in turn, now the one first, now the other: what the machine does meanwhile meets both. */
async function measureRounds() {
  /** @type {import('./judge.js').Round[]} */
  const rounds = []
  for (let round = 0; round < scale.rounds; round += 1) {
    const isPipeFirst = round % 2 === 0
    const first = isPipeFirst ? await steady('pipe') : null
    const relay = await steady('relay')
    rounds.push({ relay, pipe: first ?? (await steady('pipe')) })
  }
  return rounds
}

/** @param {'relay' | 'pipe'} kind */
function steady(kind) {
  return told(kind, measureSteady(kind, scale))
}

/** @template Result @param {string} name @param {Promise<Result>} measuring */
async function told(name, measuring) {
  const result = await measuring
  console.log(`${name}: ${JSON.stringify(result)}`)
  return result
}

function machineText() {
  const { date, machine, versions } = describeMachine()
  return [date.slice(0, 10), machine, ...versions].join(' · ')
}
