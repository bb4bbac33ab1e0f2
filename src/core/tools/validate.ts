import type { JsonSchema } from './jsonSchema.js'
import { describeIssues, isStandardSchema, type StandardSchema } from './standardSchema.js'

/** A value as its schema has it, or where it differs. */
export type Validation = { readonly value: unknown } | { readonly problem: string }

/** Holds a value against a schema. The JSON Schema validator is loaded when it is first needed; it uses no `eval`. */
export async function validate(schema: JsonSchema | StandardSchema, value: unknown): Promise<Validation> {
  if (isStandardSchema(schema)) {
    const result = await schema['~standard'].validate(value)
    return result.issues ? { problem: describeIssues(result.issues) } : { value: result.value }
  }
  const { Validator } = await import('@cfworker/json-schema')
  const { valid, errors } = new Validator(schema as object, '2020-12', false).validate(value)
  if (valid) return { value }
  const leaves = errors.filter(({ keyword }) => !['properties', 'items', '$ref'].includes(keyword))
  return { problem: leaves.map(({ instanceLocation, error }) => `${instanceLocation}: ${error}`).join(' ') }
}
