// https://standardschema.dev: what zod, valibot, arktype and others have in common.
import { refuse } from '../http/TogetherError.js'
import { isRecord } from '../isRecord.js'
import type { JsonSchema } from './jsonSchema.js'

/** A schema of any library which follows Standard Schema, version 1. */
export interface StandardSchema<Output = unknown> {
  readonly '~standard': {
    readonly version: 1
    readonly vendor: string
    readonly validate: (value: unknown) => StandardResult<Output> | Promise<StandardResult<Output>>
    readonly types?: { readonly input: unknown; readonly output: Output } | undefined
  }
}

/** What a Standard Schema says of a value: the value as the schema has it, or the issues. */
export type StandardResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly StandardIssue[] }

/** Where a value differs from a Standard Schema. */
export interface StandardIssue {
  readonly message: string
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined
}

/** Whether `value` is a Standard Schema. Arktype's are functions. */
export function isStandardSchema(value: unknown): value is StandardSchema {
  return (typeof value === 'object' || typeof value === 'function') && value !== null && '~standard' in value
}

interface Convertible {
  '~standard': { jsonSchema?: { input(options: { target: string }): JsonSchema } }
  toJSONSchema?: () => JsonSchema
  toJsonSchema?: () => JsonSchema
}

/** The JSON Schema of a Standard Schema, where its library can make one. Throws `invalid-argument` where it cannot. */
export function toJsonSchema(schema: StandardSchema): JsonSchema {
  const { '~standard': standard, toJSONSchema, toJsonSchema: arktype } = schema as StandardSchema & Convertible
  const made =
    standard.jsonSchema?.input({ target: 'draft-2020-12' }) ?? toJSONSchema?.call(schema) ?? arktype?.call(schema)
  if (isRecord(made)) {
    const { $schema: _, ...plain } = made // Together AI needs no word on the dialect
    return plain
  }
  return refuse(
    `A ${standard.vendor} schema cannot say its JSON Schema by itself. Make that with the library's converter; a tool ` +
      'takes it as jsonSchema.',
  )
}

/** A value as its schema has it, or where it differs. */
export type Validation = { readonly value: unknown } | { readonly problem: string }

/** Holds a value against a schema. A schema which throws, as its own conversions may, has found a problem. */
export async function validateStandard(schema: StandardSchema, value: unknown): Promise<Validation> {
  try {
    const result = await schema['~standard'].validate(value)
    return result.issues ? { problem: describeIssues(result.issues) } : { value: result.value }
  } catch (thrown) {
    return { problem: `the schema threw: ${thrown instanceof Error ? thrown.message : String(thrown)}` }
  }
}

/** Where a value differs from its schema, in words: `city: expected a string`. */
function describeIssues(issues: readonly StandardIssue[]): string {
  return issues
    .map(({ message, path = [] }) => [path.map(keyOf).join('.'), message].filter(Boolean).join(': '))
    .join('; ')
}

function keyOf(step: PropertyKey | { readonly key: PropertyKey }): string {
  return String(typeof step === 'object' ? step.key : step)
}
