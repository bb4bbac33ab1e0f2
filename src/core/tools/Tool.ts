import { refuse } from '../http/TogetherError.js'
import { kindOf } from '../messages/normaliseParts.js'
import type { JsonSchema } from './jsonSchema.js'
import { makeSchemaStrict } from './makeSchemaStrict.js'

/** What a tool's function gets beside its arguments. */
export interface ToolContext {
  /** Aborted when the run is stopped or the tool's time is up. */
  readonly signal: AbortSignal
  readonly toolCallId: string | null
}

export interface ToolInit<Arguments = Record<string, unknown>> {
  /** Letters, digits and underscores; Together AI takes no spaces, periods or dashes. */
  name: string
  description: string
  /** A JSON Schema object for the arguments. */
  parameters: JsonSchema
  /** Without it the application answers the call itself, by `addToolResult`. */
  execute?: ((args: Arguments, context: ToolContext) => unknown) | undefined
  /** Whether a person has to allow each call. @default false */
  needsApproval?: boolean | undefined
  /** How long it may run, in ms. @default 60000 */
  timeoutMs?: number | undefined
}

const brand = Symbol.for('together-react.Tool')

/** A function which a model may ask for, with the schema of its arguments. */
export class Tool<Arguments = Record<string, unknown>> {
  readonly name: string
  readonly description: string
  readonly parameters: JsonSchema
  readonly execute: ToolInit<Arguments>['execute']
  readonly needsApproval: boolean
  readonly timeoutMs: number

  /** Throws `invalid-argument` when the name or the schema is missing. */
  constructor(init: ToolInit<Arguments>) {
    if (typeof init?.name !== 'string' || init.name === '') refuse(`A tool needs a name, got ${kindOf(init?.name)}.`)
    if (typeof init.parameters !== 'object' || init.parameters === null)
      refuse(`The tool "${init.name}" needs parameters: a JSON Schema object, got ${kindOf(init.parameters)}.`)
    this.name = init.name
    this.description = init.description ?? ''
    this.parameters = init.parameters
    this.execute = init.execute
    this.needsApproval = init.needsApproval ?? false
    this.timeoutMs = init.timeoutMs ?? 60_000
  }

  /** What Together AI receives. */
  toOpenAI(options: { strict?: boolean | undefined } = {}): Record<string, unknown> {
    const { name, description, parameters } = this
    const definition = options.strict
      ? { name, description, parameters: makeSchemaStrict(parameters), strict: true }
      : { name, description, parameters }
    return { type: 'function', function: definition }
  }
}

Object.defineProperty(Tool.prototype, brand, { value: true })

/** Whether `value` is a Tool. */
export function isTool(value: unknown): value is Tool {
  return typeof value === 'object' && value !== null && (value as Record<symbol, unknown>)[brand] === true
}
