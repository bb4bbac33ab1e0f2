import { type ChatGeneratorInit, Secret, TogetherAIChatGenerator, type TogetherError } from '../../../src/core/index.js'

/** A generator which tries once and is answered by `fetch`. */
export function generatorOver(fetch: () => Response | Promise<Response>, init: ChatGeneratorInit = {}) {
  return new TogetherAIChatGenerator({
    apiKey: Secret.fromToken('test-key'),
    maxRetries: 0,
    fetch: async () => fetch(),
    ...init,
  })
}

/** The error which `promise` rejects with; fails when it resolves. */
export async function rejection(promise: Promise<unknown>): Promise<TogetherError> {
  const value = await promise.then(
    (result) => ({ result }),
    (error: TogetherError) => ({ error }),
  )
  if ('error' in value) return value.error
  throw new Error(`expected a rejection, got ${JSON.stringify(value.result)}`)
}
