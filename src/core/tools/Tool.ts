import { addBrand } from '../brand.js'
import { refuse } from '../http/TogetherError.js'
import { asDict, checkFields, type Dict } from '../messages/dict.js'
import { kindOf } from '../messages/kindOf.js'
import { checkSchema } from './checkSchema.js'
import { toolBrand } from './isTool.js'
import type { InferSchema, JsonSchema } from './jsonSchema.js'
import { makeSchemaStrict } from './makeSchemaStrict.js'
import { type Registry, resolvePath, writePath } from './registry.js'
import { isStandardSchema, type StandardSchema, toJsonSchema, type Validation } from './standardSchema.js'
import { validate } from './validate.js'

/** What a tool's function gets beside its arguments. */
export interface ToolContext {
  /** Aborted when the run is stopped or the tool's time is up. */
  readonly signal: AbortSignal
  readonly toolCallId: string | null
}

/** What a tool is made of. */
export interface ToolInit<Parameters extends JsonSchema | StandardSchema = JsonSchema, Name extends string = string> {
  /** Letters, digits and underscores; Together AI takes no spaces, periods or dashes. */
  name: Name
  description: string
  /** The arguments: a JSON Schema object, or a schema of zod, valibot, arktype or another Standard Schema library. */
  parameters: Parameters
  /** The JSON Schema of `parameters`, for Standard Schema libraries which cannot make it by themselves. */
  jsonSchema?: JsonSchema | undefined
  /** Gets the arguments after they were checked. Without it the application answers the call itself. */
  execute?: ((args: InferSchema<Parameters>, context: ToolContext) => unknown) | undefined
  /** Whether it changes something: deletes, sends, pays. Then `needsApproval` is its default. @default false */
  sideEffects?: boolean | undefined
  /** Whether a person has to allow each call. @default `sideEffects` */
  needsApproval?: boolean | undefined
  /** How long it may run, in ms. @default 60000 */
  timeoutMs?: number | undefined
}

const dictType = 'haystack.tools.tool.Tool'
/** What a dict held beside our own fields; it means nothing here and is written back. */
const keptFields = ['outputs_to_string', 'inputs_from_state', 'outputs_to_state']
const dictFields = ['name', 'description', 'parameters', 'function', ...keptFields, 'async_function']
const kept = new WeakMap<object, Dict>()

/**
 * A function which a model may ask for, with the schema of its arguments. It runs in the page: one which loops without
 * awaiting anything blocks it, and neither a stop nor `timeoutMs` gets through. See {@link inWorker} for those.
 *
 * @example
 * new Tool({
 *   name: 'weather',
 *   description: 'The weather in a city',
 *   parameters: z.object({ city: z.string() }),
 *   execute: ({ city }) => fetchWeather(city),
 * })
 */
export class Tool<
  const Parameters extends JsonSchema | StandardSchema = JsonSchema,
  const Name extends string = string,
> {
  readonly name: Name
  readonly description: string
  /** As JSON Schema. */
  readonly parameters: JsonSchema
  readonly execute: ((args: InferSchema<Parameters>, context: ToolContext) => unknown) | undefined
  /** Whether it changes something. */
  readonly sideEffects: boolean
  readonly needsApproval: boolean
  readonly timeoutMs: number
  readonly #schema: Parameters

  /** Throws `invalid-argument` when the name is missing or the schema is none. */
  constructor(init: ToolInit<Parameters, Name>) {
    const { name, parameters } = init ?? {}
    if (typeof name !== 'string' || name === '') refuse(`A tool needs a name, got ${kindOf(name)}.`)
    const standard = isStandardSchema(parameters)
    this.parameters = init.jsonSchema ?? (standard ? toJsonSchema(parameters) : (parameters as JsonSchema))
    checkSchema(this.parameters, name)
    this.name = name
    this.description = init.description ?? ''
    this.execute = init.execute
    this.sideEffects = init.sideEffects ?? false
    this.needsApproval = init.needsApproval ?? this.sideEffects
    this.timeoutMs = init.timeoutMs ?? 60_000
    this.#schema = parameters
    addBrand(this, toolBrand)
  }

  /** The arguments as the schema has them (with its defaults and conversions), or where they differ. */
  validate(args: unknown): Promise<Validation> {
    return validate(this.#schema, args)
  }

  /** What Together AI receives. */
  toOpenAI(options: { strict?: boolean | undefined } = {}): Dict {
    const { name, description, parameters } = this
    const definition = options.strict
      ? { name, description, parameters: makeSchemaStrict(parameters), strict: true }
      : { name, description, parameters }
    return { type: 'function', function: definition }
  }

  /** Haystack's dict. Throws `serialization` when the function has no import path. */
  toDict(): Dict {
    const { name, description, parameters, execute } = this
    const rest = kept.get(this) ?? { function: execute && writePath(execute, `The function of the tool "${name}"`) }
    const functions = { function: rest.function ?? null, async_function: rest.async_function ?? null }
    const others = Object.fromEntries(keptFields.map((field) => [field, rest[field] ?? null]))
    return { type: dictType, data: { name, description, parameters, ...functions, ...others } }
  }

  /** Reads Haystack's dict; `registry` has the functions by import path. Throws `serialization`. */
  static fromDict(dict: object, registry: Registry = {}): Tool {
    const { type, data } = asDict(dict, 'A tool', 'serialization')
    if (type !== dictType) refuse(`A tool of the type ${kindOf(type)} cannot be read.`, 'serialization')
    const fields = asDict(data, "A tool's data", 'serialization')
    checkFields(fields, 'a tool', dictFields, dictFields.slice(0, 3), 'serialization')
    const execute = resolvePath(fields.function ?? fields.async_function, registry)
    const tool = new Tool({ ...(fields as unknown as ToolInit), execute: execute as ToolInit['execute'] })
    resolvePath(fields.async_function, registry)
    kept.set(tool, fields)
    return tool
  }
}

/** A tool with arguments of whatever type. */
export type AnyTool = Pick<
  Tool,
  'name' | 'description' | 'parameters' | 'needsApproval' | 'timeoutMs' | 'validate' | 'toOpenAI' | 'toDict'
> & {
  // The arguments' type is the tool's own business: they are checked against its schema before this is called.
  // biome-ignore lint/suspicious/noExplicitAny: a function of any argument type has to be assignable here
  readonly execute: ((args: any, context: ToolContext) => unknown) | undefined
}
