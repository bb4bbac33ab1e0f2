import { describe, expect, it } from 'vitest'
import { createSimulator } from '../../src/testing/index.js'
import { chatRequest, chunksFrom, contentOf, jsonRequest, llama, weatherTool } from './wire.js'

const simulator = createSimulator({ tokensPerSecond: 0 })

interface Whole {
  choices: {
    index: number
    finish_reason: string
    logprobs: { tokens: string[]; token_logprobs: number[]; token_ids: unknown[]; top_logprobs: object[] }
    message: { content: string | null; tool_calls: { id: string; function: { name: string; arguments: string } }[] }
  }[]
  usage: { completion_tokens: number }
}

async function whole(body: object): Promise<Whole> {
  return (await simulator(chatRequest({ stream: false, ...body }))).json() as Promise<Whole>
}

function asking(content: string, more: object = {}): object {
  return { messages: [{ role: 'user', content }], ...more }
}

describe('tools', () => {
  const asked = asking("What's the weather in San Jose and Oslo?", { tools: [weatherTool] })

  it('are called when the user mentions them, once for each place named', async () => {
    const { choices } = await whole(asked)
    expect(choices[0]?.finish_reason).toBe('tool_calls')
    expect(choices[0]?.message.content).toBeNull()
    const calls = choices[0]?.message.tool_calls ?? []
    expect(calls.map((call) => JSON.parse(call.function.arguments))).toEqual([
      { city: 'San Jose', unit: 'celsius' },
      { city: 'Oslo', unit: 'celsius' },
    ])
    expect(new Set(calls.map((call) => call.id)).size).toBe(2)
  })

  it('stream as an opening and argument pieces, with the finish reason twice and usage on the last', async () => {
    const chunks = await chunksFrom(simulator(chatRequest(asked)))
    const deltas = chunks.flatMap((chunk) => chunk.choices[0]?.delta.tool_calls ?? [])
    expect(deltas.filter((delta) => delta.id).map((delta) => delta.function.name)).toEqual([
      'get_weather',
      'get_weather',
    ])
    const first = deltas.filter((delta) => delta.index === 0).map((delta) => delta.function.arguments)
    expect(JSON.parse(first.join(''))).toEqual({ city: 'San Jose', unit: 'celsius' })
    expect(first.length).toBeGreaterThan(3)
    expect(chunks.filter((chunk) => chunk.choices[0]?.finish_reason === 'tool_calls')).toHaveLength(2)
    expect(chunks.filter((chunk) => chunk.usage)).toEqual([chunks.at(-1)])
  })

  it('are left alone for other messages and with tool_choice none', async () => {
    expect((await whole(asking('hello', { tools: [weatherTool] }))).choices[0]?.finish_reason).toBe('stop')
    expect((await whole({ ...asked, tool_choice: 'none' })).choices[0]?.finish_reason).toBe('stop')
  })

  it('are called when required or named', async () => {
    const named = { type: 'function', function: { name: 'get_weather' } }
    for (const tool_choice of ['required', named]) {
      const { choices } = await whole(asking('hello', { tools: [weatherTool], tool_choice }))
      expect(choices[0]?.message.tool_calls[0]?.function.name).toBe('get_weather')
    }
  })

  it('are answered in text once their results are there', async () => {
    const call = { id: 'call_1', type: 'function', function: { name: 'get_weather', arguments: '{"city":"Oslo"}' } }
    const messages = [
      { role: 'user', content: 'Weather in Oslo?' },
      { role: 'assistant', content: null, tool_calls: [call] },
      { role: 'tool', tool_call_id: 'call_1', content: '{"temperature":-4,"sky":"clear"}' },
    ]
    const { choices } = await whole({ messages, tools: [weatherTool], tool_choice: 'required' })
    expect(choices[0]?.finish_reason).toBe('stop')
    expect(choices[0]?.message.content).toContain('**Oslo**')
    expect(choices[0]?.message.content).toContain('- **temperature**: -4')
  })

  it('get arguments of every type their schema asks for', async () => {
    const properties = {
      name: { type: 'string' },
      count: { type: 'integer', minimum: 5 },
      ratio: { type: 'number', maximum: 1 },
      isOpen: { type: 'boolean' },
      tags: { type: 'array', items: { type: 'string' }, minItems: 2 },
      nested: { $ref: '#/$defs/point' },
      either: { anyOf: [{ const: 'a' }, { type: 'number' }] },
    }
    const $defs = { point: { type: 'object', properties: { x: { type: 'number' } }, required: ['x'] } }
    const parameters = { type: 'object', properties, $defs }
    const tools = [{ type: 'function', function: { name: 'book_table', parameters } }]
    const { choices } = await whole(asking('Book it', { tools, tool_choice: 'required' }))
    expect(JSON.parse(choices[0]?.message.tool_calls[0]?.function.arguments ?? '')).toEqual({
      name: expect.any(String),
      count: 5,
      ratio: 1,
      isOpen: true,
      tags: [expect.any(String), expect.any(String)],
      nested: { x: expect.any(Number) },
      either: 'a',
    })
  })

  it('with a schema that contains itself still end', async () => {
    const parameters = {
      type: 'object',
      properties: { next: { $ref: '#' }, list: { type: 'array', items: { $ref: '#' } } },
    }
    const tools = [
      { type: 'function', function: { name: 'walk', parameters: { ...parameters, required: ['next', 'list'] } } },
    ]
    const { choices } = await whole(asking('Walk', { tools }))
    expect(choices[0]?.finish_reason).toBe('tool_calls')
  })
})

describe('several choices', () => {
  it('have different texts and end apart, with one usage', async () => {
    const chunks = await chunksFrom(simulator(chatRequest({ ...asking('a list'), n: 3 })))
    const texts = [0, 1, 2].map((index) => contentOf(chunks, index))
    expect(new Set(texts).size).toBe(3)
    const order = chunks.map((chunk) => chunk.choices[0]?.index)
    expect(order.slice(0, 20).some((index, position) => index !== order[position + 1])).toBe(true)
    const finishes = chunks.flatMap((chunk, position) => (chunk.choices[0]?.finish_reason ? [position] : []))
    expect(finishes).toHaveLength(3)
    expect(chunks.filter((chunk) => chunk.usage)).toEqual([chunks.at(-1)])
  })
})

describe('options', () => {
  it('logprobs are numbers in a stream and lists in a whole reply', async () => {
    const chunks = await chunksFrom(simulator(chatRequest({ logprobs: 1 })))
    const numbers = chunks.slice(0, -1).map((chunk) => chunk.choices[0]?.logprobs)
    expect(numbers.every((number) => typeof number === 'number' && number <= 0)).toBe(true)
    const { choices } = await whole({ logprobs: 1 })
    const logprobs = choices[0]?.logprobs
    expect(logprobs?.tokens.join('')).toBe(choices[0]?.message.content)
    expect(logprobs?.token_logprobs).toEqual(numbers)
    expect(logprobs?.token_ids).toHaveLength(numbers.length)
  })

  it('max_tokens ends with the reason length on the last token', async () => {
    const chunks = await chunksFrom(simulator(chatRequest({ ...asking('long'), max_tokens: 5 })))
    expect(chunks).toHaveLength(5)
    expect(chunks.at(-1)?.choices[0]).toMatchObject({ finish_reason: 'length', text: expect.stringMatching(/./) })
    expect(chunks.at(-1)?.usage).toMatchObject({ completion_tokens: 5 })
  })

  it('stop ends before the text, also in the middle of a token', async () => {
    const full = (await whole(asking('bread recipe'))).choices[0]?.message.content ?? ''
    const { choices } = await whole(asking('bread recipe', { stop: ['gredients', 'never'] }))
    expect(choices[0]).toMatchObject({ finish_reason: 'stop' })
    expect(choices[0]?.message.content).toBe(full.slice(0, full.indexOf('gredients')))
  })

  it('response_format gives JSON which fits the schema', async () => {
    const schema = { type: 'object', properties: { title: { type: 'string' }, score: { type: 'integer' } } }
    const nested = { type: 'json_schema', json_schema: { name: 'rating', schema } }
    for (const response_format of [nested, { type: 'json_schema', schema }, { type: 'json_object', schema }]) {
      const { choices } = await whole({ response_format })
      expect(JSON.parse(choices[0]?.message.content ?? '')).toEqual({
        title: expect.any(String),
        score: expect.any(Number),
      })
    }
    const free = await whole({ response_format: { type: 'json_object' } })
    expect(JSON.parse(free.choices[0]?.message.content ?? '')).toHaveProperty('answer')
  })

  it('seed changes the reply, and the same seed repeats it', async () => {
    const ask = async (seed: number) => (await simulator(chatRequest({ ...asking('Tell me something'), seed }))).text()
    expect(await ask(1)).toBe(await ask(1))
    expect(await ask(1)).not.toBe(await ask(2))
  })
})

describe('bad requests', () => {
  const refused = async (request: Request) => {
    const response = await simulator(request)
    const { error } = (await response.json()) as { error: { message: string; param: string | null } }
    return { status: response.status, ...error }
  }

  it.each([
    [{ messages: undefined }, 'messages'],
    [{ messages: [] }, 'messages'],
    [{ messages: [{ role: 'robot', content: 'x' }] }, 'messages[0]'],
    [{ messages: [{ role: 'tool', content: 'x' }] }, 'messages[0]'],
    [{ model: undefined }, 'model'],
    [{ n: 0 }, 'n'],
    [{ max_tokens: 0 }, 'max_tokens'],
    [{ logprobs: 21 }, 'logprobs'],
    [{ stop: 3 }, 'stop'],
    [{ tools: [{ type: 'function' }] }, 'tools'],
  ])('%j is a 400 which names the parameter', async (body, param) => {
    expect(await refused(chatRequest(body))).toMatchObject({ status: 400, param, type: 'invalid_request_error' })
  })

  it('an unknown model is a 404, an image model a 400', async () => {
    expect(await refused(chatRequest({ model: 'nope/nope' }))).toMatchObject({
      status: 404,
      code: 'model_not_available',
    })
    expect(await refused(chatRequest({ model: 'black-forest-labs/FLUX.1-schnell' }))).toMatchObject({ status: 400 })
  })

  it('an unknown path is a 404, another method a 405, no JSON a 400', async () => {
    expect(await refused(jsonRequest('https://api.test/v1/files', {}))).toMatchObject({ status: 404 })
    expect(await refused(new Request('https://api.test/v1/chat/completions'))).toMatchObject({ status: 405 })
    const broken = new Request('https://api.test/v1/chat/completions', { method: 'POST', body: '{oops' })
    expect(await refused(broken)).toMatchObject({ status: 400, message: 'Invalid JSON body' })
  })

  it('a completion without a prompt is a 400', async () => {
    expect(await refused(jsonRequest('https://api.test/v1/completions', { model: llama }))).toMatchObject({
      param: 'prompt',
    })
  })
})
