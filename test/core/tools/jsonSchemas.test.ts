import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { type JsonSchema, Tool } from '../../../src/core/index.js'

const about = { name: 'forecast', description: 'The weather of the next days' }
const parameters = {
  type: 'object',
  properties: {
    city: { type: 'string', minLength: 2, pattern: '^[A-Z]' },
    days: { type: 'integer', minimum: 1 },
    unit: { enum: ['celsius', 'fahrenheit'] },
    tags: { type: 'array', items: { type: 'string' } },
    place: { $ref: '#/$defs/place' },
    when: { anyOf: [{ type: 'string' }, { type: 'number' }] },
  },
  required: ['city'],
  additionalProperties: false,
  $defs: { place: { type: 'object', properties: { lat: { type: 'number' } }, required: ['lat'] } },
}
const tool = new Tool({ ...about, parameters })

describe('arguments against a JSON Schema', () => {
  it.each([
    [{ city: 'Paris' }],
    [{ city: 'Paris', days: 3, unit: 'celsius', tags: ['a'], place: { lat: 48.9 }, when: 0 }],
    [{ city: 'Paris', place: { lat: 0, more: true } }],
  ])('match: %j', async (args) => {
    expect(await tool.validate(args)).toEqual({ value: args })
  })

  it.each([
    [{}, '#: Instance does not have required property "city".'],
    [{ city: 1 }, '#/city: Instance type "number" is invalid. Expected "string".'],
    [{ city: 'P' }, '#/city: String is too short (1 < 2).'],
    [{ city: 'paris' }, '#/city: String does not match pattern.'],
    [{ city: 'Paris', days: 0 }, '#/days: 0 is less than 1.'],
    [{ city: 'Paris', days: 1.5 }, '#/days: Instance type "number" is invalid. Expected "integer".'],
    [{ city: 'Paris', unit: 'kelvin' }, '#/unit: Instance does not match any of ["celsius","fahrenheit"].'],
    [{ city: 'Paris', tags: ['a', 2] }, '#/tags/1: Instance type "number" is invalid. Expected "string".'],
    [{ city: 'Paris', place: {} }, '#/place: Instance does not have required property "lat".'],
    [{ city: 'Paris', zip: 1 }, '#: Property "zip" does not match additional properties schema.'],
    [{ city: 'Paris', when: true }, '#/when: Instance does not match any subschemas.'],
    [null, '#: Instance type "null" is invalid. Expected "object".'],
    [['Paris'], '#: Instance type "array" is invalid. Expected "object".'],
  ])('differ, and the place is named: %j', async (args, problem) => {
    expect(await tool.validate(args)).toEqual({ problem: expect.stringContaining(problem) })
  })

  it('have all their problems told', async () => {
    expect(await tool.validate({ city: 'P', days: '2' })).toEqual({
      problem: expect.stringMatching(/#\/city: .* #\/days: /),
    })
  })

  it('are not changed: defaults are the model’s business', async () => {
    const withDefault = new Tool({ ...about, parameters: { type: 'object', properties: { a: { default: 1 } } } })
    const args = {}
    expect(await withDefault.validate(args)).toEqual({ value: {} })
  })

  it('match a schema which says nothing', async () => {
    expect(await new Tool({ ...about, parameters: {} }).validate([1])).toEqual({ value: [1] })
  })

  it('become a problem where a pattern is no regular expression', async () => {
    const broken = new Tool({ ...about, parameters: { properties: { a: { type: 'string', pattern: '(' } } } })
    expect(await broken.validate({ a: '' })).toHaveProperty('problem')
  })

  it('become a problem where a reference leads nowhere', async () => {
    const broken = new Tool({ ...about, parameters: { properties: { a: { $ref: '#/$defs/none' } } } })
    expect(await broken.validate({ a: '' })).toHaveProperty('problem')
  })
})

describe('under a content security policy without unsafe-eval', () => {
  beforeAll(async () => void (await import('@cfworker/json-schema'))) // the module loader of the test may use both
  afterEach(() => void vi.unstubAllGlobals())

  it('arguments are held against a JSON Schema all the same', async () => {
    const genuine = Function.prototype.constructor
    const refuse = () => {
      throw new EvalError('unsafe-eval')
    }
    const poisoned = new Proxy(Function, { apply: refuse, construct: refuse })
    vi.stubGlobal('eval', refuse)
    vi.stubGlobal('Function', poisoned)
    Function.prototype.constructor = poisoned
    try {
      expect(() => Function('return 1')).toThrow(EvalError)
      expect(() => (() => {}).constructor('return 1')).toThrow(EvalError)
      const fresh = new Tool({ ...about, parameters })
      expect(await fresh.validate({ city: 'Paris', place: { lat: 1 }, when: 0 })).toHaveProperty('value')
      expect(await fresh.validate({ city: 'paris', place: {}, when: true })).toHaveProperty('problem')
    } finally {
      Function.prototype.constructor = genuine
    }
  })
})

describe('parameters which are no JSON Schema', () => {
  it.each([
    ['null', null],
    ['a list', []],
    ['a text', 'object'],
    ['an unknown type', { type: 'invalid' }],
    ['an unknown type in a list', { type: ['string', 'text'] }],
    ['an unknown type inside', { type: 'object', properties: { a: { items: { type: 'date' } } } }],
    ['properties which are a list', { type: 'object', properties: [] }],
    ['a property which is a text', { type: 'object', properties: { a: 'string' } }],
    ['required which is no list', { type: 'object', required: true }],
    ['required with a number', { type: 'object', required: ['a', 1] }],
    ['an option which is a text', { anyOf: ['string'] }],
    ['definitions which are a list', { $defs: [] }],
    ['a schema which contains itself', selfContaining()],
  ])('are refused: %s', (_, broken) => {
    expect(() => new Tool({ ...about, parameters: broken as unknown as JsonSchema })).toThrow(
      expect.objectContaining({
        code: 'invalid-argument',
        message: expect.stringContaining('The provided parameters of the tool "forecast" do not define a valid JSON'),
      }),
    )
  })

  it.each([
    ['nothing', {}],
    ['unknown keywords', { 'x-mine': 1, format: 'anything' }],
    ['several types', { type: ['object', 'null'] }],
    ['schemas which are true or false', { properties: { a: true }, additionalProperties: false, items: true }],
    ['names which are keywords', { properties: { type: { type: 'string' }, required: { type: 'boolean' } } }],
    ['a reference to itself', { properties: { next: { $ref: '#' } } }],
  ])('are taken: %s', (_, parameters) => {
    expect(new Tool({ ...about, parameters }).parameters).toEqual(parameters)
  })

  it('need no name beside them, but the tool does', () => {
    expect(() => new Tool({ name: '', description: '', parameters: {} })).toThrow(
      expect.objectContaining({ code: 'invalid-argument' }),
    )
  })
})

describe('a strict schema', () => {
  it('lets no argument be left out or added, all the way down, on a copy', () => {
    const before = structuredClone(parameters)
    const sent = tool.toOpenAI({ strict: true }) as { function: { strict: boolean; parameters: JsonSchema } }
    expect(sent.function.strict).toBe(true)
    expect(sent.function.parameters).toMatchObject({
      required: ['city', 'days', 'unit', 'tags', 'place', 'when'],
      additionalProperties: false,
      $defs: { place: { required: ['lat'], additionalProperties: false } },
    })
    expect(tool.parameters).toEqual(before)
  })

  it('is sent only when asked for', () => {
    expect(tool.toOpenAI()).toEqual({ type: 'function', function: { ...about, parameters } })
  })
})

function selfContaining(): object {
  const schema: { type: string; properties: Record<string, unknown> } = { type: 'object', properties: {} }
  schema.properties.again = schema
  return schema
}
