import { afterEach, beforeAll, beforeEach, vi } from 'vitest'
import { isTogetherError, preload, type TogetherError } from '../../../src/core/index.js'
import type { HaystackCase } from '../../fixtures/load.js'
import { generatorOver } from '../support/generators.js'
import { compareWithHaystack } from './compare.js'

beforeAll(preload) // a fake clock does not wait for a module

beforeEach(() => {
  vi.useFakeTimers()
  vi.spyOn(Math, 'random').mockReturnValue(0) // the vectors' waits are without jitter
})

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

type Expected = HaystackCase['expected']
interface Scripted {
  raise?: 'connect' | 'timeout'
  status?: number
  json?: unknown
  text?: string
  sse?: string
  headers?: Record<string, string>
}

compareWithHaystack(
  'http_errors_and_retries',
  async ({ responses, max_retries: maxRetries, streaming }, { error: theirs }) => {
    const waits: number[] = []
    let attempts = 0
    const generator = generatorOver(() => new Response(), {
      fetch: (_, { signal }) => answer(responses[attempts++] ?? responses.at(-1), signal),
      onRetry: ({ delayMs }) => void waits.push(delayMs / 1000),
      maxRetries,
      timeoutMs: 1000,
    })
    const run = failureOf(generator.run('hi', streaming ? { streamingCallback: () => {} } : {}))
    await vi.runAllTimersAsync()
    const error = await run
    return { attempts, waits, error: error && fieldsOf(error, theirs?.body?.message ?? '') }
  },
  ({ attempts, delays_without_jitter: waits, error = null }) => ({
    attempts,
    waits,
    error: error && theirFields(error),
  }),
  { readsErrors: true },
)

async function answer(scripted: Scripted, signal: AbortSignal | null | undefined): Promise<Response> {
  const { raise, status = 200, json, text, sse, headers } = scripted
  if (raise === 'connect') throw new TypeError('fetch failed')
  if (raise === 'timeout')
    return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason), { once: true }))
  const type = sse ? 'text/event-stream' : 'json' in scripted ? 'application/json' : 'text/plain'
  return new Response(sse ?? text ?? JSON.stringify(json), { status, headers: { 'content-type': type, ...headers } })
}

async function failureOf(run: Promise<unknown>): Promise<TogetherError | null> {
  try {
    await run
    return null
  } catch (error) {
    if (!isTogetherError(error)) throw error
    return error
  }
}

/** Where the status was 200, or there was none, the Python client's errors have no fields of an answer. */
function fieldsOf({ status, body, requestId, message }: TogetherError, theirMessage: string): object {
  const answered = status !== null && status !== 200
  return answered ? { status, body, requestId, saysWhy: message.includes(theirMessage) } : { status: null }
}

function theirFields({ status_code: status = null, body, request_id: requestId }: Expected): object {
  return status === null ? { status } : { status, body, requestId, saysWhy: true }
}
