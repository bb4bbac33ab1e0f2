// Calls between the processes of this benchmark, over the channel which Node gives a forked child.
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** @typedef {Record<string, (...args: any[]) => unknown>} Calls */

/**
 * Answers the parent's calls, and says that it does.
 *
 * @param {Calls} calls
 */
export function answerCalls(calls) {
  process.on('message', async (/** @type {{ id: number, name: string, args: unknown[] }} */ { id, name, args }) => {
    try {
      process.send?.({ id, value: await calls[name](...args) })
    } catch (error) {
      process.send?.({ id, error: String(error) })
    }
  })
  process.on('disconnect', () => process.exit())
  process.send?.({ id: 0 })
}

/**
 * @typedef {object} Process
 * @property {(name: string, ...args: unknown[]) => Promise<any>} call
 * @property {() => void} close
 */

/**
 * Starts a module of this folder as a process of its own, and waits until it answers.
 *
 * @param {string} module
 * @param {string[]} [args]
 * @returns {Promise<Process>}
 */
export async function startProcess(module, args = []) {
  const child = fork(fileURLToPath(new URL(module, import.meta.url)), args, { execArgv: ['--expose-gc'] })
  /** @type {Map<number, { resolve: (value: unknown) => void, reject: (error: Error) => void }>} */
  const waiting = new Map()
  const answerTo = (/** @type {number} */ id) =>
    new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject })
    })
  const started = answerTo(0)
  child.on('message', (/** @type {{ id: number, value: unknown, error?: string }} */ { id, value, error }) => {
    const { resolve, reject } = waiting.get(id) ?? {}
    waiting.delete(id)
    if (error === undefined) resolve?.(value)
    else reject?.(new Error(`${module}: ${error}`))
  })
  child.on('exit', (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`${module} ended with ${code}.`))
  })
  let calls = 0
  await started
  return {
    call(name, ...args) {
      calls += 1
      child.send({ id: calls, name, args })
      return answerTo(calls)
    },
    close: () => child.kill(),
  }
}
