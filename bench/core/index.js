// npm run bench:core: bytes of a stream to the folded reply, ours and the peers', in one run. See ../README.md.
import { readFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { argv, version } from 'node:process'
import { createReplyFolder, parseEventStream } from '../../dist/core/index.js'
import { markdownTable, number, span, spreadOf } from '../report.js'
import { cpuMs } from './clock.js'
import { compare, rounds } from './compare.js'
import { contenders, ours } from './contenders/index.js'
import { runOurs } from './contenders/ours.js'
import { measureHeap } from './heap.js'
import { answer, makeInput } from './inputs.js'

/** @typedef {import('./inputs.js').Input} Input */
/** @typedef {import('./inputs.js').Recipe} Recipe */
/** @typedef {import('./compare.js').Row} Row */

const only = argv[2] ?? ''
/** @type {string[]} */
const marks = []

/** @type {Recipe[]} */
const recipes = [
  ['text', 2000],
  ['text', 10_000],
  ['text', 40_000],
  ['text', 500, 1],
  ['choices', 5000],
  ['tool', 128 * 1024],
  ['event', 128 * 1024],
]

console.log(
  `Node ${version}, ${cpus().length} cores, ${peerVersions()}. Processor time, medians of ${rounds}, lowest and highest in brackets.`,
)
for (const recipe of recipes) if (makeInput(recipe).name.includes(only)) await compareOn(recipe)
if (only === '') {
  await measureParts(makeInput(['text', 40_000]))
  await measureGrowth('tokens', ['text', 10_000], ['text', 40_000])
  await measureGrowth('bytes, one in each read', ['text', 500, 1], ['text', 2000, 1])
  await measureGrowth('the size of an event, in one-byte reads', ['event', 128 * 1024], ['event', 512 * 1024])
  await measureGrowth('deltas of tool arguments', ['tool', 128 * 1024], ['tool', 512 * 1024])
  await reportHeap(makeInput(['text', 40_000]))
}
console.log(`\n## Marks\n\n${marks.map((mark) => `- ${mark}`).join('\n')}`)

/** @param {Recipe} recipe */
async function compareOn(recipe) {
  const input = makeInput(recipe)
  const rows = await compare(
    recipe,
    contenders.filter(({ toolsOnly, oneChoice }) => (input.hasTool || !toolsOnly) && !(input.n && oneChoice)),
  )
  const reading = spreadOf(await samplesOf(() => readOnly(input)))
  console.log(`\n## ${input.name}, ${(input.bytes.length / 1024).toFixed(0)} KiB\n`)
  const table = rows.map(({ contender, ms, ratio, isOnce }) => [
    contender.name,
    `${span(ms)}${isOnce ? ' once' : ''}`,
    number((ms.median * 1000) / input.events),
    contender === ours ? '' : span(ratio),
  ])
  const floor = ['(reading the body, nothing else)', span(reading), number((reading.median * 1000) / input.events), '']
  console.log(markdownTable(['', 'ms', 'µs per event', 'times ours'], [...table, floor]))
  const peers = rows.filter(({ contender }) => contender.isPeer)
  const fastest = peers.reduce((a, b) => (a.ratio.median < b.ratio.median ? a : b))
  mark(
    fastest.ratio.median >= 2,
    `${input.name}: at least 2x faster than any peer`,
    `${fastest.contender.name} takes ${span(fastest.ratio)} times ours`,
  )
  if (!input.hasTool) return
  for (const { contender, ratio } of peers.filter(({ contender: { name } }) => name.startsWith('AI SDK')))
    mark(ratio.median >= 20, `${input.name}: 20x less than ${contender.name}`, `${span(ratio)} times ours`)
}

/** What the parts of our way cost by themselves. @param {Input} input */
async function measureParts(input) {
  /** @type {any[]} */
  const chunks = []
  await runOurs(input, (chunk) => chunks.push(chunk))
  /** @type {Record<string, () => Promise<unknown>>} */
  const parts = {
    'reading the body': () => readOnly(input),
    parseEventStream: async () => {
      for await (const _ of parseEventStream(bodyOf(input)));
    },
    'parseEventStream and JSON.parse': async () => {
      for await (const { data } of parseEventStream(bodyOf(input))) if (data !== '[DONE]') JSON.parse(data)
    },
    'the fold of the chunks': async () => {
      const folder = createReplyFolder()
      for (const chunk of chunks) folder.push(chunk)
      folder.replies()
    },
    'all: TogetherAIChatGenerator.run': () => runOurs(input, () => {}),
  }
  const rows = []
  for (const [name, run] of Object.entries(parts)) {
    const ms = spreadOf(await samplesOf(run))
    rows.push([name, span(ms), number((ms.median * 1000) / input.events)])
  }
  console.log(`\n## Our parts, ${input.name}\n`)
  console.log(markdownTable(['', 'ms', 'µs per event'], rows))
}

/**
 * Four times the input should take four times as long; sixteen would be quadratic.
 * @param {string} what @param {Recipe} small @param {Recipe} large
 */
async function measureGrowth(what, small, large) {
  const smallInput = makeInput(small)
  const largeInput = makeInput(large)
  const smallMs = await samplesOf(() => runOurs(smallInput, () => {}))
  const largeMs = await samplesOf(() => runOurs(largeInput, () => {}))
  const growth = spreadOf(smallMs.map((ms, round) => (largeMs[round] ?? 0) / ms))
  const times = `${span(spreadOf(smallMs))} ms to ${span(spreadOf(largeMs))} ms`
  mark(growth.median < 6, `linear in ${what}: 4x the input takes about 4x`, `${span(growth)} times, ${times}`)
}

/** @param {() => Promise<unknown>} run */
async function samplesOf(run) {
  for (let turn = 0; turn < 3; turn++) await run()
  const samples = []
  for (let round = 0; round < rounds; round++) {
    globalThis.gc?.()
    const startedAt = cpuMs()
    await run()
    samples.push(cpuMs() - startedAt)
  }
  return samples
}

/** @param {Input} input */
async function reportHeap(input) {
  const heap = await measureHeap(input)
  console.log(`\n## Heap, ${input.name}\n`)
  const rows = [
    ['chunks alive at the last token, of those delivered', `${heap.aliveAtEnd} of ${heap.delivered}`],
    ['chunks alive with the reply kept', `${heap.aliveAfter} of ${heap.delivered}`],
    ['the text', `${(heap.textBytes / 1024).toFixed(0)} KiB`],
    ['heap held at the last token', `${heap.heldAtEnd.toFixed(0)} KiB`],
    ['heap held by the reply', `${heap.heldAfter.toFixed(0)} KiB`],
    ['heap held by the reply once its text was read', `${heap.heldOnceRead.toFixed(0)} KiB`],
  ]
  console.log(markdownTable(['', ''], rows))
  mark(
    heap.aliveAtEnd < 100 && heap.aliveAfter === 0,
    `a reply of ${heap.delivered} chunks keeps none`,
    `${heap.aliveAtEnd} alive at the last token, ${heap.aliveAfter} with the reply kept`,
  )
}

/** @param {Input} input */
async function readOnly(input) {
  const reader = bodyOf(input).getReader()
  while (!(await reader.read()).done);
}

/** @param {Input} input */
function bodyOf(input) {
  return /** @type {ReadableStream<Uint8Array>} */ (answer(input).body)
}

/** @param {boolean} holds @param {string} what @param {string} measured */
function mark(holds, what, measured) {
  marks.push(`${holds ? 'holds' : '**missed**'}: ${what} (${measured})`)
}

function peerVersions() {
  const versionOf = (/** @type {string} */ name) =>
    JSON.parse(readFileSync(new URL(`../node_modules/${name}/package.json`, import.meta.url), 'utf8')).version
  return ['@ai-sdk/openai-compatible', 'ai', 'openai', 'together-ai']
    .map((name) => `${name} ${versionOf(name)}`)
    .join(', ')
}
