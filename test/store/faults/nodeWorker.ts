import { Worker } from 'node:worker_threads'
import type { ToolWorker } from '../../../src/core/index.js'

/** A thread of Node which looks like a web worker from both sides; `code` is what a page would load. */
export class NodeWorker implements ToolWorker {
  readonly #worker: Worker
  /** Resolves when the thread is gone. */
  readonly exited: Promise<string>
  isTerminated = false

  constructor(code: string) {
    const globals = `
      const { parentPort } = require('node:worker_threads')
      globalThis.postMessage = (data) => parentPort.postMessage(data)
      parentPort.on('message', (data) => globalThis.onmessage({ data }))`
    this.#worker = new Worker(`${globals}\n${code}`, { eval: true })
    this.exited = new Promise((resolve) => this.#worker.once('exit', () => resolve('exited')))
  }

  postMessage(message: object): void {
    this.#worker.postMessage(message)
  }

  addEventListener(type: 'message' | 'messageerror' | 'error', listener: (event: object) => void): void {
    this.#worker.on(type, (value: unknown) => listener(type === 'message' ? { data: value } : (value as Error)))
  }

  terminate(): void {
    this.isTerminated = true
    void this.#worker.terminate()
  }
}
