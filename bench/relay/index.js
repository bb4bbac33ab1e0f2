// npm run bench:relay: the relay beside a bare pipe, with load generator and upstream in processes of their own. See
// ../README.md.
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus, platform, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { judge } from './judge.js'
import { measureKilled, measurePaused, measureSequence, measureSteady, smallScale, wholeScale } from './scenarios.js'
import { marksTable, steadyTable } from './tables.js'

const { values: options } = parseArgs({
  options: { small: { type: 'boolean', default: false }, write: { type: 'boolean', default: false } },
})
if (options.small && options.write) throw new Error('A small run shows that the benchmark works; it is not written.')

const scale = options.small ? smallScale : wholeScale
const measured = {
  pipe: await told('bare pipe', measureSteady('pipe', scale)),
  relay: await told('relay', measureSteady('relay', scale)),
  paused: await told('paused clients', measurePaused(scale)),
  killedMs: await told('killed clients', measureKilled(scale)),
  sequence: await told('streams in sequence', measureSequence(scale)),
}
const marks = judge(measured, scale)
const text = [machine(), steadyTable(measured), marksTable(marks)].join('\n\n')
console.log(`\n${text}`)
if (options.write) write(text)
if (marks.some(({ holds }) => !holds)) process.exitCode = 1

/** @template Result @param {string} name @param {Promise<Result>} measuring */
async function told(name, measuring) {
  const result = await measuring
  console.log(`${name}: ${JSON.stringify(result)}`)
  return result
}

function machine() {
  const [{ model }, ...others] = cpus()
  const memory = Math.round(totalmem() / 2 ** 30)
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
  const date = new Date().toISOString().slice(0, 10)
  const hardware = `${model.trim()}, ${others.length + 1} cores, ${memory} GB, ${platform()}`
  return `${date} · ${hardware} · Node ${process.versions.node} · together-react ${version}`
}

/** Puts it into docs/benchmarks-relay.md, between its two comments. @param {string} text */
function write(text) {
  const file = new URL('../../docs/benchmarks-relay.md', import.meta.url)
  const [begin, end] = ['<!-- measured: written by npm run bench:relay -- --write -->', '<!-- /measured -->']
  const document = readFileSync(file, 'utf8')
  const before = document.slice(0, document.indexOf(begin) + begin.length)
  writeFileSync(file, [before, text, document.slice(document.indexOf(end))].join('\n\n'))
}
