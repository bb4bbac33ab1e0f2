import { recordOf } from '../core/isRecord.js'

type Schema = Record<string, unknown>

/** How a made-up value finds its strings: the value of a property, by name, or undefined for a plausible one. */
export type StringSource = (name: string) => string | undefined

interface Context {
  root: Schema
  stringFor: StringSource
  depth: number
}

const deepest = 6
const deepestOfAll = 9

/** A value which fits a JSON schema, made up by its types: the first of an enum, lowest numbers, plausible strings. */
export function valueForSchema(schema: unknown, stringFor: StringSource = () => undefined): unknown {
  const root = recordOf(schema)
  return valueFor(root, '', { root, stringFor, depth: 0 })
}

function valueFor(schema: Schema, name: string, context: Context): unknown {
  if (context.depth > deepestOfAll) return null // a schema that requires itself has no finite value
  const resolved = resolve(schema, context.root)
  if ('const' in resolved) return resolved.const
  if (Array.isArray(resolved.enum)) return resolved.enum[0]
  const variant = [resolved.anyOf, resolved.oneOf, resolved.allOf].find(Array.isArray)
  if (variant && context.depth < deepest) {
    return valueFor(
      { ...resolved, ...recordOf(variant[0]), anyOf: null, oneOf: null, allOf: null },
      name,
      deeper(context),
    )
  }
  return valueOfType(typeOf(resolved), resolved, name, context)
}

function valueOfType(type: string, schema: Schema, name: string, context: Context): unknown {
  switch (type) {
    case 'object':
      return objectFor(schema, context)
    case 'array':
      return arrayFor(schema, name, context)
    case 'integer':
    case 'number':
      return numberFor(schema, type === 'integer')
    case 'boolean':
      return true
    case 'null':
      return null
    default:
      return stringValue(schema, name, context)
  }
}

function objectFor(schema: Schema, context: Context): Schema {
  const required = new Set(Array.isArray(schema.required) ? schema.required : [])
  const wanted = Object.entries(recordOf(schema.properties)).filter(
    ([name]) => context.depth < deepest || required.has(name),
  )
  return Object.fromEntries(wanted.map(([name, part]) => [name, valueFor(recordOf(part), name, deeper(context))]))
}

function arrayFor(schema: Schema, name: string, context: Context): unknown[] {
  const atLeast = typeof schema.minItems === 'number' ? schema.minItems : 0
  const length = context.depth < deepest ? Math.max(atLeast, 1) : atLeast
  return Array.from({ length }, () => valueFor(recordOf(schema.items), name, deeper(context)))
}

function numberFor(schema: Schema, isInteger: boolean): number {
  const low = bound(schema.minimum) ?? (bound(schema.exclusiveMinimum) ?? -1) + 1
  const high = bound(schema.maximum) ?? Number.POSITIVE_INFINITY
  const value = Math.min(Math.max(low, isInteger ? 3 : 21.5), high)
  return isInteger ? Math.round(value) : value
}

const formats: Record<string, string> = {
  date: '2026-05-14',
  'date-time': '2026-05-14T09:30:00Z',
  time: '09:30:00',
  email: 'ada@example.com',
  uri: 'https://example.com/',
  uuid: '0b8f6d2c-6f0e-4c1d-9a57-3f1f5c2f9a10',
}

const plausible: Record<string, string> = {
  name: 'Ada Lovelace',
  title: 'A short title',
  unit: 'celsius',
  units: 'celsius',
  language: 'English',
  country: 'Norway',
  currency: 'EUR',
  expression: '6 * 7',
  date: '2026-05-14',
  id: 'item-1',
  email: 'ada@example.com',
  url: 'https://example.com/',
}

function stringValue(schema: Schema, name: string, { stringFor }: Context): string {
  const found = stringFor(name) ?? formats[String(schema.format)] ?? plausible[name.toLowerCase()]
  const text = found ?? (name ? `a ${name.replaceAll(/[_-]+/g, ' ')}` : 'some text')
  return text.padEnd(bound(schema.minLength) ?? 0, '.').slice(0, bound(schema.maxLength))
}

function typeOf(schema: Schema): string {
  const type = Array.isArray(schema.type) ? schema.type.find((each) => each !== 'null') : schema.type
  if (typeof type === 'string') return type
  if (schema.properties) return 'object'
  return schema.items ? 'array' : 'string'
}

function resolve(schema: Schema, root: Schema): Schema {
  const reference = schema.$ref
  if (typeof reference !== 'string' || !reference.startsWith('#')) return schema
  const path = reference.slice(1).split('/').filter(Boolean)
  return path.reduce((part, key) => recordOf(part[key]), root)
}

function deeper(context: Context): Context {
  return { ...context, depth: context.depth + 1 }
}

function bound(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined
}
