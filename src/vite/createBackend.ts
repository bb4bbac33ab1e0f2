import { createTogetherRelay, type RelayOptions } from '../relay/index.js'
import { createSimulator, type FetchHandler, type SimulatorOptions } from '../testing/createSimulator.js'
import { simulatorModels } from '../testing/models.js'

interface BackendOptions {
  environment: Record<string, string | undefined>
  relay?: Partial<RelayOptions> | undefined
  simulator?: SimulatorOptions | undefined
}

/** What `GET …/_mode` tells a page: who answers, and for which models. */
export interface BackendMode {
  mode: 'relay' | 'simulator'
  models: readonly string[]
}

/** The relay with the key of the environment, or the simulator without one; and `_mode`, which says which it is. */
export function createBackend({ environment, relay = {}, simulator = {} }: BackendOptions): FetchHandler {
  const models = relay.allowedModels ?? modelsOf(environment)
  const key = relay.apiKey ?? environment.TOGETHER_API_KEY
  const who = relay.authenticate ? {} : { public: true as const }
  const upstreamUrl = environment.TOGETHER_BASE_URL || undefined
  const handler = key
    ? createTogetherRelay({ ...who, upstreamUrl, ...relay, apiKey: key, allowedModels: models })
    : createSimulator(simulator)
  const mode: BackendMode = { mode: key ? 'relay' : 'simulator', models }
  return async (request) => (new URL(request.url).pathname.endsWith('/_mode') ? Response.json(mode) : handler(request))
}

function modelsOf({ TOGETHER_MODELS }: BackendOptions['environment']): string[] {
  const listed = (TOGETHER_MODELS ?? '').split(',').map((model) => model.trim())
  const named = listed.filter((model) => model !== '')
  if (named.length > 0) return named
  return simulatorModels.filter((model) => model.type === 'chat').map((model) => model.id)
}
