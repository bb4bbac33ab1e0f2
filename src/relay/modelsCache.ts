import { untilAborted } from './untilAborted.js'

/** Answers from memory for a while, and asks once for all who wait meanwhile. A failure is not kept. */
export interface ModelsCache {
  /** The value; `ask` gets a signal which aborts when nobody waits any more. */
  get(ask: (signal: AbortSignal) => Promise<string>, signal: AbortSignal): Promise<string>
}

interface Asked {
  readonly promise: Promise<string>
  readonly controller: AbortController
  waiting: number
}

/** Makes a `ModelsCache`; with 0 milliseconds everyone asks alone, and nothing is shared between requests. */
export function createModelsCache(ms: number): ModelsCache {
  let kept: { text: string; until: number } | null = null
  let asked: Asked | null = null
  const start = (ask: (signal: AbortSignal) => Promise<string>): Asked => {
    const controller = new AbortController()
    const promise = ask(controller.signal)
    const mine: Asked = { promise, controller, waiting: 0 }
    const done = () => {
      if (asked === mine) asked = null
    }
    promise.then((text) => {
      kept = { text, until: performance.now() + ms }
    }, done)
    promise.then(done, done)
    return mine
  }
  return {
    async get(ask, signal) {
      if (ms === 0) return ask(signal)
      if (kept && kept.until > performance.now()) return kept.text
      asked ??= start(ask)
      const mine = asked
      mine.waiting += 1
      try {
        return await untilAborted(mine.promise, signal)
      } finally {
        mine.waiting -= 1
        if (mine.waiting === 0) {
          if (asked === mine) asked = null
          mine.controller.abort()
        }
      }
    },
  }
}
