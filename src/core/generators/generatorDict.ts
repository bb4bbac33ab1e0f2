import { redact } from '../http/redact.js'
import { refuse } from '../http/TogetherError.js'
import { asDict, checkFields, type Dict } from '../messages/dict.js'
import { kindOf } from '../messages/kindOf.js'
import { type Registry, resolvePath, writePath } from '../tools/registry.js'
import { isStandardSchema } from '../tools/standardSchema.js'
import { toolsFromDict, toolsToDict } from '../tools/Toolset.js'
import { chatGeneratorType, defaultModel, textGeneratorType } from './defaults.js'
import { toResponseFormat } from './responseFormat.js'
import { isSecret, Secret } from './Secret.js'
import type { ChatGeneratorInit } from './TogetherAIChatGenerator.js'

/** Parameters of both generators, in Haystack's order and names. */
type Init = ChatGeneratorInit & { systemPrompt?: string | null | undefined }

const shared = ['model', 'streaming_callback', 'api_base_url', 'generation_kwargs', 'api_key']
const timers = ['timeout', 'max_retries']
const fieldsOf: Readonly<Record<string, readonly string[]>> = {
  [chatGeneratorType]: [...shared, 'tools', ...timers, 'http_client_kwargs'],
  [textGeneratorType]: [...shared, ...timers, 'system_prompt'],
}

/** Haystack's dict of a generator. Throws `serialization` for tokens, and for functions without an import path. */
export function generatorToDict(type: string, init: Init, httpClientKwargs: unknown): Dict {
  const { model, streamingCallback, apiBaseUrl, generationKwargs, tools, timeoutMs, maxRetries, systemPrompt } = init
  const values: Dict = {
    model: model ?? defaultModel,
    streaming_callback: streamingCallback ? writePath(streamingCallback, 'The streaming callback') : null,
    api_base_url: apiBaseUrl,
    generation_kwargs: kwargsToDict(generationKwargs ?? {}),
    api_key: secretOf(init.apiKey)?.toDict() ?? null,
    tools: toolsToDict(tools),
    timeout: typeof timeoutMs === 'number' ? timeoutMs / 1000 : null,
    max_retries: maxRetries ?? null,
    http_client_kwargs: httpClientKwargs ?? null,
    system_prompt: systemPrompt ?? null,
  }
  const fields = fieldsOf[type] ?? []
  return { type, init_parameters: Object.fromEntries(fields.map((field) => [field, values[field]])) }
}

/** The constructor's parameters from Haystack's dict, today's type name or the older `together_ai` one. */
export function generatorFromDict(
  type: string,
  dict: object,
  registry: Registry,
): { init: Init; httpClientKwargs: unknown } {
  const source = asDict(dict, 'A serialized generator', 'serialization')
  if (typeof source.type !== 'string') refuse("Missing 'type' in serialization data.", 'serialization')
  if (source.type.replace('.together_ai.', '.togetherai.') !== type)
    refuse(`${kindOf(source.type)} is not the type of this generator.`, 'serialization')
  const given = asDict(source.init_parameters, 'init_parameters', 'serialization')
  checkFields(given, 'init_parameters', fieldsOf[type] ?? [], [], 'serialization')
  const { timeout, api_key: apiKey } = given
  const init = {
    model: given.model,
    apiBaseUrl: given.api_base_url,
    generationKwargs: given.generation_kwargs,
    maxRetries: given.max_retries,
    systemPrompt: given.system_prompt,
    streamingCallback: resolvePath(given.streaming_callback, registry),
    apiKey: apiKey ? Secret.fromDict(apiKey as object) : 'api_key' in given ? null : undefined,
    tools: toolsFromDict(given.tools, registry),
    timeoutMs: typeof timeout === 'number' ? timeout * 1000 : null,
  }
  return { init: init as Init, httpClientKwargs: given.http_client_kwargs }
}

function kwargsToDict(kwargs: Dict): Dict {
  const { response_format: format } = kwargs
  return redact(isStandardSchema(format) ? { ...kwargs, response_format: toResponseFormat(format) } : { ...kwargs })
}

function secretOf(apiKey: Init['apiKey']): Secret | null {
  if (apiKey === undefined) return Secret.fromEnvVar('TOGETHER_API_KEY')
  return typeof apiKey === 'string' ? Secret.fromToken(apiKey) : isSecret(apiKey) ? apiKey : null
}
