import { chromium } from 'playwright-core'
import { chromiumArgs, chromiumExecutable } from '../../scripts/chromium.mjs'
import { builtPages } from './buildPages.js'
import { measure } from './measure.js'
import { isIn } from './scenarios.js'
import { startServer } from './startServer.js'

/** @typedef {import('./contenders.js').Contender} Contender */
/** @typedef {import('./measure.js').Sample} Sample */
/** @typedef {import('./scenarios.js').Scenario} Scenario */

/** @typedef {Record<string, Record<string, (Sample | null)[]>>} Samples  by scenario, contender and round; null where it was left out */

/**
 * Measures every contender in every scenario, in turns, so that each ratio is one of neighbours in time. A round goes
 * through all scenarios, and begins with another contender.
 *
 * @param {object} plan
 * @param {readonly Scenario[]} plan.scenarios
 * @param {readonly Contender[]} plan.contenders
 * @param {number} plan.rounds
 * @param {(browser: string, samples: Samples) => void} plan.onScenario  is given all samples so far
 */
export async function run({ scenarios, contenders, rounds, onScenario }) {
  const server = await startServer(builtPages)
  const browser = await chromium.launch({
    executablePath: await chromiumExecutable(),
    args: [...chromiumArgs, '--js-flags=--expose-gc'],
  })
  const bench = { browser, server }
  /** @type {Samples} */
  const samples = {}
  try {
    await warmUp(bench, contenders[0])
    for (let round = 0; round < rounds; round++) {
      const turns = [...contenders.slice(round), ...contenders.slice(0, round)]
      for (const scenario of scenarios) {
        const own = turns.filter((contender) => isIn(scenario, contender))
        samples[scenario.name] ??= Object.fromEntries(own.map(({ name }) => [name, []]))
        for (const contender of own) {
          progress(`round ${round + 1} of ${rounds}, ${scenario.name}: ${contender.name}`)
          const before = samples[scenario.name][contender.name]
          before.push(isLeftOut(scenario, contender, before) ? null : await measure(bench, contender, scenario))
        }
        onScenario(browser.version(), samples)
      }
    }
  } finally {
    progress('')
    await browser.close()
    server.close()
  }
}

/** The first page of a browser pays for what the others find ready. @param {Parameters<typeof measure>[0]} bench @param {Contender} contender */
async function warmUp(bench, contender) {
  await measure(bench, contender, { name: '', earlier: 0, tokens: 200, rate: 500 })
}

/** Who takes too long once will again. @param {Scenario} scenario @param {Contender} contender @param {readonly (Sample | null)[]} before */
function isLeftOut({ peersOnce = false }, { kind }, before) {
  return before.length > 0 && ((peersOnce && kind === 'peer') || before[0]?.timedOut !== undefined)
}

/** One line which is written over, where there is a terminal. @param {string} text */
function progress(text) {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[2K${text}`)
}
