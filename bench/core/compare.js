import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { isDeepStrictEqual } from 'node:util'
import { spreadOf } from '../report.js'

/** @typedef {import('./inputs.js').Recipe} Recipe */
/** @typedef {import('./contenders/index.js').Contender} Contender */
/** @typedef {import('./contenders/index.js').Outcome} Outcome */
/** @typedef {import('../report.js').Spread} Spread */
/** @typedef {{ contender: Contender, ms: Spread, ratio: Spread, isOnce: boolean }} Row */
/** @typedef {{ contender: Contender, ask: (task: object) => Promise<any>, stop: () => void }} Worker */

export const rounds = 5
/** A sample repeats short runs until about this long, in ms. */
const sampleMs = 60
/** Whoever takes longer than this for one run is measured once, in ms: it is far from the others. */
const slowMs = 3000

/**
 * Measures the contenders in turns, so that each ratio is one of neighbours in time. The first is the one the others are
 * held against. Outcomes are compared before anything is measured.
 * @param {Recipe} recipe @param {readonly Contender[]} contenders @returns {Promise<Row[]>}
 */
export async function compare(recipe, contenders) {
  const workers = await Promise.all(contenders.map(startWorker))
  try {
    return await compareWorkers(recipe, workers)
  } finally {
    for (const { stop } of workers) stop()
  }
}

/** @param {Recipe} recipe @param {Worker[]} workers @returns {Promise<Row[]>} */
async function compareWorkers(recipe, workers) {
  /** @type {Outcome | null} */
  let expected = null
  const slots = []
  for (const { contender, ask } of workers) {
    const { outcome, ms: first } = await ask({ recipe })
    expected ??= /** @type {Outcome} */ (outcome)
    checkEqual(outcome, expected, contender, recipe)
    const repeats = first > slowMs ? 0 : await repeatsFor(ask)
    slots.push({ contender, ask, repeats, samples: first > slowMs ? [first] : [] })
  }
  for (let round = 0; round < rounds; round++) {
    for (let place = 0; place < slots.length; place++) {
      const slot = slots[(place + round) % slots.length]
      if (slot.repeats > 0) slot.samples.push((await slot.ask({ repeats: slot.repeats })).ms)
    }
  }
  const base = slots[0].samples
  return slots.map(({ contender, samples, repeats }) => {
    const isOnce = repeats === 0
    const ratios = samples.map((ms, round) => ms / (isOnce ? spreadOf(base).median : base[round]))
    return { contender, ms: spreadOf(samples), ratio: spreadOf(ratios), isOnce }
  })
}

/** Warms up, and says how often a run is to be repeated in a sample. @param {Worker['ask']} ask */
async function repeatsFor(ask) {
  const { ms: cold } = await ask({ repeats: 2 })
  const { ms } = await ask({ repeats: Math.max(1, Math.min(20, Math.ceil(400 / cold))) })
  return Math.max(1, Math.min(50, Math.ceil(sampleMs / ms)))
}

/** @param {Contender} contender @returns {Promise<Worker>} */
async function startWorker(contender) {
  const path = fileURLToPath(new URL('worker.js', import.meta.url))
  const child = fork(path, [contender.name], { execArgv: ['--expose-gc'], serialization: 'advanced' })
  const answered = async () => {
    const [message] = await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(() => Promise.reject(new Error(`${contender.name} ended.`))),
    ])
    return message
  }
  await answered()
  const ask = (/** @type {object} */ task) => {
    child.send(task)
    return answered()
  }
  return { contender, ask, stop: () => void child.kill() }
}

/** @param {Outcome} outcome @param {Outcome} expected @param {Contender} contender @param {Recipe} recipe */
function checkEqual(outcome, expected, contender, recipe) {
  if (isDeepStrictEqual(outcome, expected)) return
  const text = JSON.stringify(outcome).slice(0, 400)
  throw new Error(`${contender.name} gives another reply for ${recipe.join(' ')}: ${text}`)
}
