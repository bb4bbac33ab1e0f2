import { spawnSync } from 'node:child_process'
import { env } from 'node:process'
import { fileURLToPath } from 'node:url'

/**
 * @typedef {object} Check
 * @property {string} name
 * @property {() => void | Counts | Promise<void | Counts>} run  throws when it fails; returns counts if it holds several
 *
 * @typedef {{ passed: number, failed: number }} Counts
 */

export const root = fileURLToPath(new URL('..', import.meta.url))

/**
 * Runs all checks, one after the other and whatever fails, and prints what became of each.
 *
 * @param {readonly Check[]} checks
 * @returns {Promise<Counts>}
 */
export async function runChecks(checks) {
  const total = { passed: 0, failed: 0 }
  for (const check of checks) {
    console.log(`\n> ${check.name}`)
    const startedAt = performance.now()
    const { passed, failed } = await counted(check)
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
    console.log(`${failed === 0 ? 'ok' : 'FAILED'}: ${check.name} (${seconds} s)`)
    total.passed += passed
    total.failed += failed
  }
  return total
}

/**
 * @param {Check} check
 * @returns {Promise<Counts>}
 */
async function counted(check) {
  try {
    return (await check.run()) ?? { passed: 1, failed: 0 }
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return { passed: 0, failed: 1 }
  }
}

/** @param {Counts} counts */
export function printCounts({ passed, failed }) {
  console.log(`\n${passed} passed, ${failed} failed`)
}

/**
 * Runs a program with its output shown; throws when it fails.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {string} [cwd]
 * @param {Record<string, string>} [variables]  more than this process has
 */
export function execute(command, args, cwd = root, variables = {}) {
  const { status, error } = spawnSync(command, args, {
    cwd,
    env: { ...env, ...variables },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  if (error) throw error
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}`)
}

/**
 * Runs a script of the project's own node_modules, also for a folder elsewhere.
 *
 * @param {string} name  of its file in node_modules/.bin
 * @param {readonly string[]} args
 * @param {string} [cwd]
 */
export function executeTool(name, args, cwd = root) {
  execute(`${root}node_modules/.bin/${name}`, args, cwd)
}
