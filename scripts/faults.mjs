import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { argv } from 'node:process'
import { fileURLToPath } from 'node:url'

/** @typedef {{ id: string, group: string, fault: string, promise: string }} Fault */

const root = fileURLToPath(new URL('..', import.meta.url))
const page = 'docs/what-it-promises.md'

const groups = {
  stream: 'Streams',
  timeout: 'Time',
  abort: 'Stopping',
  react: 'React',
  lifecycle: 'The life of a page',
  tools: 'Tools',
  storage: 'Storage',
  relay: 'The relay',
}

/** @returns {Fault[]} */
function readFaults() {
  return JSON.parse(readFileSync(join(root, 'test/fixtures/faults.json'), 'utf8'))
}

/**
 * The test files by the ids which titles of their tests begin with. A test which is skipped or still to be written
 * keeps nothing.
 *
 * @returns {Map<string, string[]>}
 */
function findTests() {
  const found = new Map()
  const names = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
  for (const name of names.filter((each) => /\.test\.tsx?$/.test(each)).sort()) {
    const file = join('test', name)
    for (const id of idsIn(readFileSync(join(root, file), 'utf8'))) found.set(id, [...(found.get(id) ?? []), file])
  }
  return found
}

/**
 * The ids at the beginning of titles: `it('N01 …')`, `it.each([…])('N01 …')`, several in a row too.
 *
 * @param {string} source
 * @returns {Set<string>}
 */
export function idsIn(source) {
  const run = source
    .replace(/\b(?:it|test|describe)\.(?:skip|todo)\w*(?:\.each)?\(/g, 'skipped(')
    .replace(/skipped\([^'"`]*\)\(/g, 'skipped(')
  const titles = run.matchAll(/(?:\b(?:it|test)(?:\.(?:only|concurrent))*|[\])])\(\s*['"`]((?:[A-Z]\d{2} +)+)/g)
  return new Set([...titles].flatMap(([, ids = '']) => ids.trim().split(/ +/)))
}

/** The page of promises as it should be. */
export function writePage() {
  const faults = readFaults()
  const tests = findTests()
  const kept = faults.filter(({ id }) => tests.has(id)).length
  const sections = Object.entries(groups).map(([group, title]) => {
    const rows = faults.filter((fault) => fault.group === group).map((fault) => rowOf(fault, tests.get(fault.id)))
    return `## ${title}\n\n| | when | then | kept by |\n|---|---|---|---|\n${rows.join('\n')}\n`
  })
  return `${introduction(faults.length, kept)}\n${sections.join('\n')}`
}

/**
 * @param {number} count
 * @param {number} kept
 */
function introduction(count, kept) {
  return `# What it promises

A conversation with a model breaks in many ways: connections end half-way, people close tabs, models call tools which do
not exist. This page says what the library does then. A promise counts as kept once a test causes the fault, most of
them over a real connection or in a real browser, and sees that the promise holds; the title of that test begins with the
promise's id. **${kept} of ${count}** are kept so far.

This page is written by \`npm run faults -- --write\` from the tests. \`npm run faults\` prints what is missing.
`
}

/**
 * @param {Fault} fault
 * @param {string[]} [files]
 */
function rowOf({ id, fault, promise }, files) {
  const tests = files?.map((file) => `[${relative('test', file)}](../${file})`).join(', ')
  return `| ${id} | ${cell(fault)} | ${cell(promise)} | ${tests ?? 'not yet'} |`
}

/** @param {string} text */
function cell(text) {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('_', '\\_').replaceAll('*', '\\*')
}

function print() {
  const faults = readFaults()
  const tests = findTests()
  for (const { id, group, fault } of faults) {
    const files = tests.get(id)?.join(', ') ?? 'not yet'
    console.log(`${id}  ${group.padEnd(9)}  ${fault.slice(0, 56).padEnd(56)}  ${files}`)
  }
  const missing = faults.filter(({ id }) => !tests.has(id)).map(({ id }) => id)
  console.log(
    `\n${faults.length - missing.length} of ${faults.length} are kept. Not yet: ${missing.join(' ') || 'none'}`,
  )
  const unknown = [...tests.keys()].filter((id) => !faults.some((fault) => fault.id === id))
  if (unknown.length > 0) console.log(`Titles with ids which nobody knows: ${unknown.join(' ')}`)
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  if (argv.includes('--write')) writeFileSync(join(root, page), writePage())
  print()
}
