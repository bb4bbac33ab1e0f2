import { createTogetherRelay } from '../../src/relay/index.js'
// Not from the barrel, which needs msw.
import { createSimulator, type FetchHandler } from '../../src/testing/createSimulator.js'
import { simulatorModels } from '../../src/testing/models.js'

type Environment = Record<string, string | undefined>

/** What `GET …/_mode` tells the page: who answers, and for which models. */
export interface BackendMode {
  mode: 'relay' | 'simulator'
  models: string[]
}

/** The relay with the key of the environment, or the simulator without one; and `_mode`, which says which it is. */
export function createBackend(environment: Environment): FetchHandler {
  const models = modelsOf(environment)
  const key = environment.TOGETHER_API_KEY
  const handler = key ? createRelay(key, models, environment) : createSimulator()
  const mode: BackendMode = { mode: key ? 'relay' : 'simulator', models }
  return async (request) => (new URL(request.url).pathname.endsWith('/_mode') ? Response.json(mode) : handler(request))
}

function createRelay(apiKey: string, allowedModels: string[], { TOGETHER_BASE_URL }: Environment): FetchHandler {
  return createTogetherRelay({ apiKey, allowedModels, upstreamUrl: TOGETHER_BASE_URL || undefined, public: true })
}

function modelsOf({ TOGETHER_MODELS }: Environment): string[] {
  const listed = (TOGETHER_MODELS ?? '').split(',').map((model) => model.trim())
  const named = listed.filter((model) => model !== '')
  if (named.length > 0) return named
  return simulatorModels.filter((model) => model.type === 'chat').map((model) => model.id)
}
