import { type } from 'arktype'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { isStandardSchema, type StandardSchema, Tool } from '../../../src/core/index.js'

const about = { name: 'forecast', description: 'The weather of the next days' }
const jsonSchema = {
  type: 'object',
  properties: { city: { type: 'string' }, days: { type: 'number' } },
  required: ['city'],
}
const zodSchema = z.object({ city: z.string(), days: z.number().optional() })
const valibotSchema = v.object({ city: v.string(), days: v.optional(v.number()) })
const arktypeSchema = type({ city: 'string', 'days?': 'number' })

describe.each([
  ['zod', new Tool({ ...about, parameters: zodSchema })],
  ['valibot', new Tool({ ...about, parameters: valibotSchema, jsonSchema })],
  ['arktype', new Tool({ ...about, parameters: arktypeSchema })],
])('a tool with a %s schema', (_, tool) => {
  it('has its JSON Schema', () => {
    expect(tool.parameters).toMatchObject(jsonSchema)
  })

  it('sends its JSON Schema', () => {
    expect(tool.toOpenAI()).toMatchObject({ type: 'function', function: { ...about, parameters: jsonSchema } })
  })

  it('takes arguments which match', async () => {
    expect(await tool.validate({ city: 'Paris', days: 3 })).toEqual({ value: { city: 'Paris', days: 3 } })
  })

  it('says where arguments differ', async () => {
    const validation = await tool.validate({ city: 1, days: 'three' })
    expect(validation).toEqual({ problem: expect.stringMatching(/^city: .*string.*; days: .*number/) })
  })

  it('says that arguments are no object', async () => {
    expect(await tool.validate('Paris')).toHaveProperty('problem')
    expect(await tool.validate(null)).toHaveProperty('problem')
  })
})

describe('a schema which converts', () => {
  it.each([
    ['zod', z.object({ at: z.string().transform((text) => new Date(text)), days: z.number().default(1) }), undefined],
    [
      'valibot',
      v.object({
        at: v.pipe(
          v.string(),
          v.transform((text) => new Date(text)),
        ),
        days: v.optional(v.number(), 1),
      }),
      { type: 'object' },
    ],
    ['arktype', type({ at: 'string.date.parse', days: 'number = 1' }), { type: 'object' }],
  ] as [string, StandardSchema, object | undefined][])('gives its output (%s)', async (_, parameters, given) => {
    const tool = new Tool({ ...about, parameters, jsonSchema: given as Record<string, unknown> | undefined })
    expect(await tool.validate({ at: '2026-01-02' })).toEqual({ value: { at: new Date('2026-01-02'), days: 1 } })
  })

  it('describes to the model what goes in, not what comes out', () => {
    const { parameters } = new Tool({ ...about, parameters: z.object({ at: z.string().transform(Number) }) })
    expect(parameters).toMatchObject({ properties: { at: { type: 'string' } }, required: ['at'] })
  })

  it('may take its time', async () => {
    const parameters = z.object({ city: z.string().refine(async (city) => city !== 'Atlantis', 'No such city') })
    const tool = new Tool({ ...about, parameters })
    expect(await tool.validate({ city: 'Atlantis' })).toEqual({ problem: 'city: No such city' })
    expect(await tool.validate({ city: 'Paris' })).toEqual({ value: { city: 'Paris' } })
  })

  it('becomes a problem when it throws', async () => {
    const parameters = z.object({ list: z.string().transform((text) => JSON.parse(text)) })
    expect(await new Tool({ ...about, parameters }).validate({ list: '[' })).toHaveProperty('problem')
  })
})

describe('a problem', () => {
  it('names nested places', async () => {
    const parameters = z.object({ places: z.array(z.object({ name: z.string() })) })
    expect(await new Tool({ ...about, parameters }).validate({ places: [{ name: 'a' }, {}] })).toEqual({
      problem: expect.stringMatching(/^places\.1\.name: /),
    })
  })

  it('reads paths of both kinds: keys, and objects with one', async () => {
    const issue = (path: readonly (PropertyKey | { key: PropertyKey })[]) => ({ message: 'no', path })
    const parameters = schemaWith({
      issues: [issue(['a', 0]), issue([{ key: 'b' }, { key: 1 }]), { message: 'at all' }],
    })
    expect(await new Tool({ ...about, parameters, jsonSchema: {} }).validate({})).toEqual({
      problem: 'a.0: no; b.1: no; at all',
    })
  })
})

describe('the JSON Schema of a Standard Schema', () => {
  it('has to be passed where the library makes none', () => {
    expect(() => new Tool({ ...about, parameters: valibotSchema })).toThrow(
      expect.objectContaining({ code: 'invalid-argument', message: expect.stringMatching(/valibot.*jsonSchema/s) }),
    )
  })

  it('is taken from the standard where the library follows it there', () => {
    const parameters = schemaWith({ value: {} }, { input: ({ target }: { target: string }) => ({ title: target }) })
    expect(new Tool({ ...about, parameters }).parameters).toEqual({ title: 'draft-2020-12' })
  })

  it('wins when it is passed', () => {
    const given = { type: 'object', title: 'mine' }
    expect(new Tool({ ...about, parameters: zodSchema, jsonSchema: given }).parameters).toEqual(given)
  })
})

describe('isStandardSchema', () => {
  it('knows schemas, functions among them', () => {
    for (const schema of [zodSchema, valibotSchema, arktypeSchema]) expect(isStandardSchema(schema)).toBe(true)
    expect(typeof arktypeSchema).toBe('function')
  })

  it('knows what is none', () => {
    for (const value of [null, undefined, 'zod', () => {}, jsonSchema]) expect(isStandardSchema(value)).toBe(false)
  })
})

function schemaWith(result: object, jsonSchema?: object): StandardSchema {
  return { '~standard': { version: 1, vendor: 'own', validate: () => result, jsonSchema } } as unknown as StandardSchema
}
