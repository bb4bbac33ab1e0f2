// One contender in a process of its own: it makes the input by its recipe and runs what it is told. See compare.js.
import { argv } from 'node:process'
import { cpuMs } from './clock.js'
import { contenders, load } from './contenders/index.js'
import { makeInput } from './inputs.js'

const way = await load(contenders.find(({ name }) => name === argv[2]) ?? contenders[0])
/** @type {import('./inputs.js').Input} */
let input

process.on('message', async (/** @type {any} */ task) => {
  if (task.recipe) {
    input = makeInput(task.recipe)
    const startedAt = cpuMs()
    const result = await way.run(input)
    const ms = cpuMs() - startedAt
    process.send?.({ outcome: way.read(result), ms })
  } else process.send?.({ ms: await sample(task.repeats) })
})
process.send?.({ isReady: true })

/** The time of one run in ms. @param {number} repeats */
async function sample(repeats) {
  globalThis.gc?.()
  const startedAt = cpuMs()
  for (let run = 0; run < repeats; run++) await way.run(input)
  return (cpuMs() - startedAt) / repeats
}
