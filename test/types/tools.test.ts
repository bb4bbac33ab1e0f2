import { type } from 'arktype'
import * as v from 'valibot'
import { describe, expectTypeOf, it } from 'vitest'
import { z } from 'zod'
import {
  type AnyTool,
  type InferSchema,
  type JsonSchema,
  Tool,
  type ToolContext,
  type Tools,
  Toolset,
} from '../../src/core/index.js'

const about = { name: 'weather', description: 'The weather in a city' }

describe('the arguments of a tool', () => {
  it('are read off a literal JSON Schema, without as const', () => {
    new Tool({
      ...about,
      parameters: {
        type: 'object',
        properties: {
          city: { type: 'string' },
          days: { type: 'integer' },
          exact: { type: 'boolean' },
          unit: { enum: ['celsius', 'fahrenheit'] },
          version: { const: 2 },
          nothing: { type: 'null' },
        },
        required: ['city', 'unit', 'version', 'nothing'],
      },
      execute(args) {
        expectTypeOf(args).toEqualTypeOf<{
          city: string
          unit: 'celsius' | 'fahrenheit'
          version: 2
          nothing: null
          days?: number | undefined
          exact?: boolean | undefined
        }>()
      },
    })
  })

  it('are read off nested objects and lists', () => {
    new Tool({
      ...about,
      parameters: {
        type: 'object',
        properties: {
          places: {
            type: 'array',
            items: { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] },
          },
          tags: { type: 'array', items: { enum: ['a', 'b'] } },
          anything: { type: 'array' },
          more: { type: 'object' },
        },
        required: ['places', 'tags', 'anything', 'more'],
      },
      execute(args) {
        expectTypeOf(args).toEqualTypeOf<{
          places: { name: string }[]
          tags: ('a' | 'b')[]
          anything: unknown[]
          more: Record<string, unknown>
        }>()
      },
    })
  })

  it('are all optional where nothing is required', () => {
    new Tool({
      ...about,
      parameters: { type: 'object', properties: { city: { type: 'string' } } },
      execute: (args) => expectTypeOf(args).toEqualTypeOf<{ city?: string | undefined }>(),
    })
  })

  it('are unknown where a schema says more than can be read off it', () => {
    new Tool({
      ...about,
      parameters: {
        type: 'object',
        properties: { either: { anyOf: [{ type: 'string' }, { type: 'number' }] }, far: { $ref: '#/$defs/far' } },
        required: ['either', 'far'],
      },
      execute: (args) => expectTypeOf(args).toEqualTypeOf<{ either: unknown; far: unknown }>(),
    })
  })

  it('are unknown with a schema which is not written out', () => {
    const parameters: JsonSchema = JSON.parse('{"type":"object"}')
    new Tool({ ...about, parameters, execute: (args) => expectTypeOf(args).toBeUnknown() })
  })

  it('are what a zod schema gives, after its conversions and defaults', () => {
    new Tool({
      ...about,
      parameters: z.object({
        city: z.string(),
        days: z.number().default(1),
        unit: z.enum(['celsius', 'fahrenheit']).optional(),
        from: z.string().transform((text) => new Date(text)),
      }),
      execute(args) {
        expectTypeOf(args).toEqualTypeOf<{
          city: string
          days: number
          unit?: 'celsius' | 'fahrenheit' | undefined
          from: Date
        }>()
      },
    })
  })

  it('are what a valibot schema gives', () => {
    new Tool({
      ...about,
      parameters: v.object({ city: v.string(), days: v.optional(v.number(), 1) }),
      jsonSchema: { type: 'object' },
      execute: (args) => expectTypeOf(args).toEqualTypeOf<{ city: string; days: number }>(),
    })
  })

  it('are what an arktype schema gives', () => {
    new Tool({
      ...about,
      parameters: type({ city: 'string', 'days?': 'number', unit: "'celsius' | 'fahrenheit'" }),
      execute(args) {
        expectTypeOf(args).toEqualTypeOf<{ city: string; unit: 'celsius' | 'fahrenheit'; days?: number }>()
      },
    })
  })
})

describe('a tool', () => {
  it('gives its function a signal and the id of the call', () => {
    new Tool({
      ...about,
      parameters: { type: 'object' },
      execute(_, context) {
        expectTypeOf(context).toEqualTypeOf<ToolContext>()
        expectTypeOf(context.signal).toEqualTypeOf<AbortSignal>()
        expectTypeOf(context.toolCallId).toEqualTypeOf<string | null>()
      },
    })
  })

  it('refuses a function of other arguments, and a missing description', () => {
    const parameters = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] } as const
    // @ts-expect-error the schema says that city is a string
    new Tool({ ...about, parameters, execute: ({ city }: { city: number }) => city })
    // @ts-expect-error a tool has a description
    const create = () => new Tool({ name: 'weather', parameters })
    expectTypeOf(create).toBeFunction()
  })

  it('goes into lists and toolsets, whatever its arguments are', () => {
    const literal = new Tool({ ...about, parameters: { type: 'object', properties: { a: { type: 'string' } } } })
    const zod = new Tool({ ...about, parameters: z.object({ b: z.number() }), execute: ({ b }) => b })
    expectTypeOf(literal).toExtend<AnyTool>()
    expectTypeOf(zod).toExtend<AnyTool>()
    expectTypeOf([literal, zod]).toExtend<Tools>()
    expectTypeOf([literal, new Toolset()]).toExtend<Tools>()
    expectTypeOf<Toolset>().toExtend<Tools>()
    // @ts-expect-error a tool alone is not a list of tools
    expectTypeOf(literal).toExtend<Tools>()
  })
})

describe('InferSchema', () => {
  it('is the output of a Standard Schema', () => {
    const schema = z.object({ n: z.string().transform(Number) })
    expectTypeOf<InferSchema<typeof schema>>().toEqualTypeOf<{ n: number }>()
  })

  it('is the type of each JSON type', () => {
    expectTypeOf<InferSchema<{ type: 'string' }>>().toBeString()
    expectTypeOf<InferSchema<{ type: 'number' }>>().toBeNumber()
    expectTypeOf<InferSchema<{ type: 'integer' }>>().toBeNumber()
    expectTypeOf<InferSchema<{ type: 'boolean' }>>().toBeBoolean()
    expectTypeOf<InferSchema<{ type: 'null' }>>().toBeNull()
    expectTypeOf<InferSchema<{ enum: ['a', 1, null] }>>().toEqualTypeOf<'a' | 1 | null>()
  })
})
