// https://standardschema.dev: what zod, valibot, arktype and others have in common.
import { refuse } from '../http/TogetherError.js'
import { isRecord } from '../stream/wire.js'
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

export type StandardResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly StandardIssue[] }

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
  if (isRecord(made)) return made
  return refuse(
    `A ${standard.vendor} schema cannot say its JSON Schema by itself: pass that as jsonSchema beside it, made with the ` +
      "library's converter.",
  )
}

/** Where a value differs from its schema, in words: `city: expected a string`. */
export function describeIssues(issues: readonly StandardIssue[]): string {
  return issues
    .map(({ message, path = [] }) => [path.map(keyOf).join('.'), message].filter(Boolean).join(': '))
    .join('; ')
}

function keyOf(step: PropertyKey | { readonly key: PropertyKey }): string {
  return String(typeof step === 'object' ? step.key : step)
}
