import type { ToolContext } from './Tool.js'

/** What {@link inWorker} uses of a web worker. */
export interface ToolWorker {
  postMessage(message: { arguments: unknown }): void
  addEventListener(type: 'message' | 'messageerror' | 'error', listener: (event: object) => void): void
  terminate(): void
}

/**
 * An `execute` which runs in a worker of its own, so that even a loop without end is over at a stop or a timeout. Each
 * call makes a worker, posts `{ arguments }` to it, takes its first message, `{ result }` or `{ error }` (a text), and
 * terminates it.
 *
 * @example
 * new Tool({
 *   name: 'solve',
 *   description: 'Solves an equation',
 *   parameters: { type: 'object', properties: { equation: { type: 'string' } } },
 *   execute: inWorker(() => new Worker(new URL('./solve.js', import.meta.url), { type: 'module' })),
 * })
 * // solve.js: onmessage = ({ data }) => postMessage({ result: solve(data.arguments.equation) })
 */
export function inWorker(
  createWorker: () => ToolWorker,
): (args: unknown, context: Pick<ToolContext, 'signal'>) => Promise<unknown> {
  return async (args, { signal }) => {
    signal.throwIfAborted()
    const worker = createWorker()
    let leave: () => void = () => {}
    try {
      return await new Promise((resolve, reject) => {
        leave = () => reject(signal.reason)
        signal.addEventListener('abort', leave)
        worker.addEventListener('message', (event) => {
          const { data } = event as { data?: { result?: unknown; error?: unknown } | null }
          if (data?.error === undefined) resolve(data?.result)
          else reject(new Error(String(data.error)))
        })
        worker.addEventListener('messageerror', () => reject(new Error("The worker's answer cannot be read.")))
        worker.addEventListener('error', (event) => {
          const { message } = event as { message?: string }
          reject(new Error(message || 'The worker could not be loaded.'))
        })
        worker.postMessage({ arguments: args })
      })
    } finally {
      signal.removeEventListener('abort', leave)
      worker.terminate()
    }
  }
}
