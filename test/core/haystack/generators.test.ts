import {
  type AnyTool,
  type ChatGeneratorInit,
  Secret,
  type StandardSchema,
  TogetherAIChatGenerator,
  TogetherAIGenerator,
  Tool,
  type Tools,
  Toolset,
} from '../../../src/core/index.js'
import type { HaystackCase } from '../../fixtures/load.js'
import { compareWithHaystack } from './compare.js'
import { functionAt, registryOf } from './importPaths.js'

type Dict = Record<string, unknown>

compareWithHaystack(
  'generator_to_dict',
  ({ component, init }, expected) =>
    generatorClass(component, (Class) => new Class(optionsOf(init, expected)).toDict()),
  (expected) => expected,
)

compareWithHaystack(
  'generator_from_dict',
  ({ component, data }) => generatorClass(component, (Class) => Class.fromDict(data, registryOf(data)).toDict()),
  (expected) => expected.to_dict,
)

compareWithHaystack(
  'tools',
  (input, expected) => toolResult(input, expected.value),
  (expected) => expected.value,
)

function generatorClass<T>(
  name: string,
  use: (Class: typeof TogetherAIChatGenerator | typeof TogetherAIGenerator) => T,
): T {
  return use(name === 'TogetherAIChatGenerator' ? TogetherAIChatGenerator : TogetherAIGenerator)
}

const parameters = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] }

function tool(name: string, description: string): AnyTool {
  return new Tool({ name, description, parameters, execute: functionAt('cbmod.weather') })
}

const weather = () => tool('weather', 'useful to determine the weather in a given location')
const population = () => tool('population', 'population of a place')

/** What the vectors' words stand for. */
const toolsInWords: Readonly<Record<string, () => Tools>> = {
  '[Tool weather, Tool population]': () => [weather(), population()],
  '[Tool weather, Toolset([population])]': () => [weather(), new Toolset([population()])],
  '[] -> null': () => [],
  'empty Toolset -> null': () => new Toolset(),
}

function optionsOf(init: Dict, expected: HaystackCase['expected']): ChatGeneratorInit {
  const {
    model,
    api_base_url,
    timeout,
    max_retries,
    system_prompt,
    api_key,
    streaming_callback,
    tools,
    generation_kwargs,
  } = init
  return {
    model: model as string | undefined,
    ...('api_base_url' in init && { apiBaseUrl: api_base_url as string | null }),
    timeoutMs: timeout === undefined ? undefined : (timeout as number) * 1000,
    maxRetries: max_retries as number | undefined,
    ...(api_key === 'token' && { apiKey: Secret.fromToken('t') }),
    ...(typeof streaming_callback === 'string' && { streamingCallback: callbackOf(streaming_callback) }),
    tools: typeof tools === 'string' ? toolsInWords[tools]?.() : undefined,
    generationKwargs:
      generation_kwargs === '(see name)' ? schemaKwargs(expected) : (generation_kwargs as Dict | undefined),
    ...('system_prompt' in init && { systemPrompt: system_prompt }),
  }
}

function callbackOf(words: string): () => void {
  if (words === 'lambda' || words === 'bound method') return () => {}
  return functionAt(words === 'print_streaming_chunk' ? `haystack.components.generators.utils.${words}` : words)
}

/** Where Haystack has a pydantic class, we have a Standard Schema; this one says the schema before it was made strict. */
function schemaKwargs({ init_parameters: { generation_kwargs } }: HaystackCase['expected']): Dict {
  const { schema } = generation_kwargs.response_format.json_schema
  const { additionalProperties: _, required: __, ...loose } = schema
  const validate = (value: unknown) => ({ value })
  const standard = { version: 1 as const, vendor: 'test', validate, jsonSchema: { input: () => loose } }
  const response_format: StandardSchema = { '~standard': standard }
  return { response_format }
}

/** What a case of `tools` does, by what is in it. */
function toolResult(input: HaystackCase['input'], expected: HaystackCase['expected']): unknown {
  if (input.add !== undefined) return new Toolset([weather()]).add(input.add)
  if (typeof input.tools === 'string') return new TogetherAIChatGenerator({ tools: weather() as unknown as Tools })
  if (input.parameters) return schemaOf(new Tool({ name: 'w', description: 'd', parameters: input.parameters }))
  if (input.tools === null || Array.isArray(input.tools)) return readTools(expected)
  if (expected === undefined) return schemaOf(new Tool(input.tool))
  return Tool.fromDict(expected, registryOf(expected)).toDict()
}

function schemaOf({ name, description, parameters: schema }: AnyTool): object {
  return { name, description, parameters: schema }
}

function readTools(dicts: Dict[] | null): unknown {
  const init_parameters = { tools: dicts }
  const type = new TogetherAIChatGenerator().toDict().type
  const { init_parameters: written } = TogetherAIChatGenerator.fromDict(
    { type, init_parameters },
    registryOf(dicts),
  ).toDict()
  return (written as Dict).tools
}
