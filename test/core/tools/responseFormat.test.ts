import { type } from 'arktype'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import {
  isTogetherError,
  type StandardSchema,
  TogetherAIGenerator,
  type TogetherError,
} from '../../../src/core/index.js'
import { completion, jsonAnswer, streamAnswer, streamed } from '../support/answers.js'
import { generatorOver, rejection } from '../support/generators.js'

const city = z.object({ name: z.string(), founded: z.number().default(0) })

describe('response_format with a Standard Schema', () => {
  it('is sent as a strict json_schema', async () => {
    expect(await formatSent(z.object({ name: z.string(), more: z.object({ a: z.number().optional() }) }))).toEqual({
      type: 'json_schema',
      json_schema: {
        name: 'reply',
        strict: true,
        schema: {
          type: 'object',
          properties: {
            name: { type: 'string' },
            more: {
              type: 'object',
              properties: { a: { type: 'number' } },
              required: ['a'],
              additionalProperties: false,
            },
          },
          required: ['name', 'more'],
          additionalProperties: false,
        },
      },
    })
  })

  it('has the name of its title, in letters which Together AI takes', async () => {
    expect(await formatSent(city.meta({ title: 'A city (old)' }))).toMatchObject({
      json_schema: { name: 'A_city__old_' },
    })
  })

  it.each([
    ['zod', city],
    ['arktype', type({ name: 'string', founded: 'number = 0' })],
    [
      'valibot, which a converter made able to',
      withJsonSchema(v.object({ name: v.string(), founded: v.optional(v.number(), 0) })),
    ],
  ] as [string, StandardSchema][])('gives the values beside the replies: %s', async (_, schema) => {
    const { replies, parsed } = await answered(['{"name":"Paris"}'], schema)
    expect(replies.map(({ text }) => text)).toEqual(['{"name":"Paris"}'])
    expect(parsed).toEqual([{ name: 'Paris', founded: 0 }])
  })

  it('gives them for a stream too', async () => {
    const generator = generatorOver(() => streamAnswer(streamed('{"name":"Paris"}')))
    const call = { generationKwargs: { response_format: city } }
    const expected = [{ name: 'Paris', founded: 0 }]
    expect((await generator.run('hi', { ...call, streamingCallback: () => {} })).parsed).toEqual(expected)
    expect((await generator.stream('hi', call).result).parsed).toEqual(expected)
  })

  it('gives them for the text generator', async () => {
    const fetch = async () => jsonAnswer(completion('{"name":"Paris"}'))
    const generator = new TogetherAIGenerator({ apiKey: 'test-key', fetch })
    const result = await generator.run('hi', { generationKwargs: { response_format: city } })
    expect(result).toMatchObject({ replies: ['{"name":"Paris"}'], parsed: [{ name: 'Paris', founded: 0 }] })
  })

  it('has no values without one', async () => {
    expect(await generatorOver(() => jsonAnswer(completion('{}'))).run('hi')).not.toHaveProperty('parsed')
    const plain = { type: 'json_schema', json_schema: { name: 'reply', schema: {} } }
    const call = { generationKwargs: { response_format: plain } }
    expect(await generatorOver(() => jsonAnswer(completion('{}'))).run('hi', call)).not.toHaveProperty('parsed')
  })

  it('waits for a schema which takes its time', async () => {
    const schema = z.object({ name: z.string().refine(async (name) => name !== 'Atlantis', 'No such city') })
    expect((await answered(['{"name":"Paris"}'], schema)).parsed).toEqual([{ name: 'Paris' }])
    expect(errorIn((await answered(['{"name":"Atlantis"}'], schema)).parsed)).toContain('name: No such city')
  })

  it('cannot be sent by a library which makes no JSON Schema', async () => {
    const call = { generationKwargs: { response_format: v.object({ name: v.string() }) } }
    const error = await rejection(generatorOver(() => jsonAnswer(completion('{}'))).run('hi', call))
    expect(error).toMatchObject({ code: 'invalid-argument', message: expect.stringContaining('valibot') })
  })
})

describe('a reply which does not match its schema', () => {
  it.each([
    ['{"name":1}', /name: .*string/],
    ['{}', /name: .*string/],
    ['["Paris"]', /object/],
    ['Paris', /not valid JSON/],
    ['{"name":"Par', /not valid JSON/],
    ['', /not valid JSON/],
  ])('is an error in its place: %j', async (text, message) => {
    const { replies, parsed } = await answered([text], city)
    expect(replies).toHaveLength(1)
    expect(parsed).toEqual([expect.objectContaining({ code: 'invalid-output', body: text })])
    expect(errorIn(parsed)).toMatch(message)
  })

  it('leaves the others their values', async () => {
    const { parsed } = await answered(['{"name":"Paris"}', 'Rome', '{"name":"Oslo","founded":1048}'], city)
    expect(parsed).toEqual([
      { name: 'Paris', founded: 0 },
      expect.objectContaining({ code: 'invalid-output' }),
      { name: 'Oslo', founded: 1048 },
    ])
  })

  it('says that it was cut off where it was', async () => {
    const choice = { index: 0, finish_reason: 'length', message: { role: 'assistant', content: '{"name":"Pa' } }
    const { parsed } = await generatorOver(() => jsonAnswer({ choices: [choice] })).run('hi', {
      generationKwargs: { response_format: city },
    })
    expect(errorIn(parsed)).toContain('max_tokens')
  })

  it('is an error in its place also where the schema throws', async () => {
    const schema = z.object({ list: z.string().transform((text) => JSON.parse(text)) })
    const { parsed } = await answered(['{"list":"["}'], schema)
    expect(parsed).toEqual([expect.objectContaining({ code: 'invalid-output' })])
  })
})

/** The result for replies with these texts. */
async function answered(texts: readonly string[], schema: StandardSchema) {
  const choices = texts.map((content, index) => ({
    index,
    finish_reason: 'stop',
    message: { role: 'assistant', content },
  }))
  const generationKwargs = { n: texts.length, response_format: schema }
  return generatorOver(() => jsonAnswer({ choices })).run('hi', { generationKwargs })
}

async function formatSent(schema: StandardSchema): Promise<unknown> {
  let sent: { response_format?: unknown } = {}
  const fetch = async (_: string, { body }: RequestInit) => {
    sent = JSON.parse(String(body))
    return jsonAnswer(completion('{}'))
  }
  await generatorOver(() => jsonAnswer({}), { fetch }).run('hi', { generationKwargs: { response_format: schema } })
  return sent.response_format
}

function errorIn(parsed: readonly unknown[] | undefined): string {
  const [error] = parsed ?? []
  if (!isTogetherError(error)) throw new Error(`expected an error, got ${JSON.stringify(error)}`)
  return (error satisfies TogetherError).message
}

/** As a library's converter does it: the standard's own place for the JSON Schema. */
function withJsonSchema(schema: StandardSchema): StandardSchema {
  const input = () => ({ type: 'object', properties: { name: { type: 'string' } } })
  return { '~standard': { ...schema['~standard'], jsonSchema: { input } } } as StandardSchema
}
