import { afterEach, beforeAll, beforeEach, vi } from 'vitest'
import {
  type ChatGeneratorInit,
  isTogetherError,
  preload,
  Secret,
  type StreamingCallback,
  TogetherAIChatGenerator,
} from '../../../src/core/index.js'
import type { HaystackCase } from '../../fixtures/load.js'
import { completion, jsonAnswer, streamAnswer, streamed } from '../support/answers.js'
import { generatorOver } from '../support/generators.js'
import { compareWithHaystack } from './compare.js'

beforeAll(preload) // a fake clock does not wait for a module

beforeEach(() => {
  vi.useFakeTimers()
  vi.spyOn(Math, 'random').mockReturnValue(0)
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
})

compareWithHaystack(
  'client_and_warm_up',
  async ({ init, env }) => {
    for (const [name, value] of Object.entries<string>({ TOGETHER_API_KEY: 'k', ...env })) vi.stubEnv(name, value)
    const options = optionsOf(init)
    return { ...(await waitsOf(options)), ...(await requestOf(options)) }
  },
  ({ error, warm_up, timeout, max_retries, base_url, api_key, client_api_key }) =>
    error || warm_up ? { fails: true } : { timeout, max_retries, base_url, api_key: api_key ?? client_api_key },
  { readsErrors: true },
)

compareWithHaystack(
  'select_streaming_callback',
  async ({ init, runtime }) => {
    const called: string[] = []
    const callback = (kind: string | null, name: string): StreamingCallback | null => {
      if (kind === null) return null
      const note = () => void (called.includes(name) || called.push(name))
      return kind === 'async' ? async () => note() : note
    }
    const generator = generatorOver(() => streamAnswer(streamed('a')), { streamingCallback: callback(init, 'init') })
    await generator.run('hi', { streamingCallback: callback(runtime, 'runtime') })
    return called
  },
  ({ selected }) => [selected],
)

function optionsOf({ timeout, max_retries, api_key, ...rest }: HaystackCase['input']): ChatGeneratorInit {
  return {
    ...(api_key && { apiKey: Secret.fromEnvVar('NOPE_KEY', { strict: false }) }),
    ...(timeout !== undefined && { timeoutMs: timeout * 1000 }),
    ...(max_retries !== undefined && { maxRetries: max_retries }),
    ...rest,
  }
}

/** The timer and the number of retries, as they show towards a server which never answers. */
async function waitsOf(options: ChatGeneratorInit): Promise<object> {
  const startedAt = Date.now()
  const attempts: number[] = []
  const fetch = (): Promise<Response> => {
    attempts.push((Date.now() - startedAt) / 1000)
    return new Promise(() => {})
  }
  const run = new TogetherAIChatGenerator({ ...options, totalTimeoutMs: 3_600_000, fetch })
    .run('hi')
    .catch((error) => error)
  await vi.runAllTimersAsync()
  const error = await run
  if (!isTogetherError(error) || error.code !== 'timeout') throw error
  const [first = 0, second] = attempts
  const waited = (second === undefined ? Date.now() - startedAt : (second - first) * 1000 - 500) / 1000
  return { timeout: waited, max_retries: attempts.length - 1 }
}

async function requestOf(options: ChatGeneratorInit): Promise<object> {
  let sent: object = {}
  const fetch = async (url: string, { headers }: RequestInit): Promise<Response> => {
    const { authorization = null } = headers as Record<string, string>
    sent = { base_url: url.replace('chat/completions', ''), api_key: authorization?.replace('Bearer ', '') ?? null }
    return jsonAnswer(completion('a'))
  }
  await new TogetherAIChatGenerator({ ...options, fetch }).run('hi')
  return sent
}
