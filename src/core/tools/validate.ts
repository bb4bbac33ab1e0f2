import type { OutputUnit } from '@cfworker/json-schema'
import type { JsonSchema } from './jsonSchema.js'
import { isStandardSchema, type StandardSchema, type Validation, validateStandard } from './standardSchema.js'

/** Holds a value against a schema. The JSON Schema validator is loaded when it is first needed; it uses no `eval`. */
export async function validate(schema: JsonSchema | StandardSchema, value: unknown): Promise<Validation> {
  if (isStandardSchema(schema)) return validateStandard(schema, value)
  const { Validator } = await import('@cfworker/json-schema')
  try {
    const { valid, errors } = new Validator(schema as object, '2020-12', false).validate(value)
    return valid ? { value } : { problem: describeErrors(errors) }
  } catch (thrown) {
    return { problem: `the schema cannot be used: ${thrown instanceof Error ? thrown.message : String(thrown)}` }
  }
}

/** The places where the value differs; what contains them says nothing more. */
function describeErrors(errors: readonly OutputUnit[]): string {
  const leaves = errors.filter(({ keyword }) => !['properties', 'items', '$ref'].includes(keyword))
  return leaves.map(({ instanceLocation, error }) => `${instanceLocation}: ${error}`).join(' ')
}
