import { refuse } from '../http/TogetherError.js'
import { isRecord } from '../isRecord.js'

const types = ['string', 'number', 'integer', 'boolean', 'null', 'array', 'object']
const schemaMaps = ['properties', '$defs', 'patternProperties', 'definitions']
const schemaLists = ['anyOf', 'oneOf', 'allOf', 'prefixItems']
const schemaKeys = ['items', 'additionalProperties', 'not', 'if', 'then', 'else', 'contains', 'propertyNames']

/**
 * Refuses what is plainly no JSON Schema: unknown types, properties which are no object, a `required` which is no list
 * of names. Unknown keywords pass, as in the meta-schema.
 */
export function checkSchema(schema: unknown, toolName: string, depth = 0): void {
  if (typeof schema === 'boolean') return
  if (!isRecord(schema) || depth > 100) wrong(toolName, 'a schema is an object')
  const { type, required } = schema
  if (type !== undefined && ![type].flat().every((name) => types.includes(name as string)))
    wrong(toolName, `the type ${JSON.stringify(type)} is unknown`)
  if (required !== undefined && !(Array.isArray(required) && required.every((name) => typeof name === 'string')))
    wrong(toolName, '`required` is a list of names')
  const check = (each: unknown) => checkSchema(each, toolName, depth + 1)
  for (const key of schemaMaps) {
    if (schema[key] === undefined) continue
    if (!isRecord(schema[key])) wrong(toolName, `\`${key}\` is an object`)
    Object.values(schema[key] as object).forEach(check)
  }
  for (const key of schemaLists) if (Array.isArray(schema[key])) schema[key].forEach(check)
  for (const key of schemaKeys) if (schema[key] !== undefined) check(schema[key])
}

function wrong(toolName: string, why: string): never {
  return refuse(`The provided parameters of the tool "${toolName}" do not define a valid JSON schema: ${why}.`)
}
