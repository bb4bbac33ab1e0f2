import type { ChatCallbacks } from './types.js'

type Event<Name extends keyof ChatCallbacks> = Parameters<NonNullable<ChatCallbacks[Name]>>[0]

/** The functions which are told what happens in a chat. */
export interface CallbackRegistry {
  add(callbacks: () => ChatCallbacks): () => void
  notify<Name extends keyof ChatCallbacks>(name: Name, event: Event<Name>): void
}

export function createCallbackRegistry(): CallbackRegistry {
  const sources = new Set<() => ChatCallbacks>()
  return {
    add(callbacks) {
      sources.add(callbacks)
      return () => {
        sources.delete(callbacks)
      }
    },
    notify(name, event) {
      for (const source of [...sources]) {
        const callback = source()[name] as ((event: unknown) => unknown) | undefined
        reported(() => {
          const result = callback?.(event)
          if (result instanceof Promise) result.catch(report)
        })
      }
    },
  }
}

/** Calls what is not ours: a failure is reported, not thrown. */
export function reported(work: () => void): void {
  try {
    work()
  } catch (error) {
    report(error)
  }
}

/** Hands a callback's own failure to the page's error handling, once; the run goes on. */
function report(error: unknown): void {
  queueMicrotask(() => {
    throw error
  })
}
