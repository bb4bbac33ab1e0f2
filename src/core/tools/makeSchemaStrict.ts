import { isRecord } from '../isRecord.js'

const containers = ['$defs'] as const
const lists = ['anyOf', 'oneOf', 'allOf'] as const

/**
 * A copy of a JSON Schema in which no property is optional and none can be added, as `strict: true` asks for. By
 * Haystack's rules: also inside properties, items, $defs and the combining lists, nowhere else; a property which was
 * optional is not made nullable.
 */
export function makeSchemaStrict(schema: object): Record<string, unknown> {
  const strict: Record<string, unknown> = { ...(schema as Record<string, unknown>) }
  const { properties } = strict
  if (strict.type === 'object' || 'properties' in strict) strict.additionalProperties = false
  if (isRecord(properties)) {
    strict.required = Object.keys(properties)
    strict.properties = strictValues(properties)
  }
  if (isRecord(strict.items)) strict.items = makeSchemaStrict(strict.items)
  for (const key of containers) if (isRecord(strict[key])) strict[key] = strictValues(strict[key])
  for (const key of lists) if (Array.isArray(strict[key])) strict[key] = strict[key].map(strictOrSame)
  return strict
}

function strictValues(schemas: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, strictOrSame(schema)]))
}

function strictOrSame(schema: unknown): unknown {
  return isRecord(schema) ? makeSchemaStrict(schema) : schema
}
