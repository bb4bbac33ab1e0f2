// The official SDKs against the relay over real sockets, with nothing changed but their base URL: what they send as the
// API key is what `authenticate` reads, and the relay's own key goes to the upstream.
import { createTogetherAI } from '@ai-sdk/togetherai'
import { generateText, stepCountIs, streamText, tool } from 'ai'
import OpenAI from 'openai'
import Together from 'together-ai'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createTogetherRelay, type RelayOptions } from '../../src/relay/index.js'
import { createSimulator, reply, type SimulatorScript } from '../../src/testing/index.js'
import { forThisTest } from '../setup/forThisTest.js'
import { key, llama } from './setup.js'
import { serveHandler } from './sockets/serveHandler.js'

const token = 'a-token-of-the-page'
const weather = {
  name: 'get_weather',
  description: 'The weather in a city',
  parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
}
const wireTools = [{ type: 'function' as const, function: weather }]
const question = { role: 'user' as const, content: 'How warm is it in Berlin?' }

/** Calls the tool that is offered, then answers with what it returned. */
const script: SimulatorScript = ({ body }) => {
  const last = body.messages?.at(-1)
  if (last?.role === 'tool') return reply(`It is ${last.content} in Berlin.`)
  if (body.tools?.length) return reply({ toolCalls: [{ name: weather.name, arguments: { city: 'Berlin' } }] })
  return reply('Hello from the model.')
}

/** A relay over a simulator, both on sockets, and the keys which reached the simulator. */
async function start(options: Partial<RelayOptions> = {}) {
  const simulator = createSimulator({ tokensPerSecond: 0, script })
  const keys = new Set<string | null>()
  const upstream = await forThisTest(
    serveHandler((request) => {
      keys.add(request.headers.get('authorization'))
      return simulator(request)
    }),
  )
  const relay = createTogetherRelay({
    apiKey: key,
    allowedModels: [llama],
    upstreamUrl: `${upstream.origin}/v1`,
    authenticate: ({ headers }) => (headers.get('authorization') === `Bearer ${token}` ? { id: 'ada' } : null),
    ...options,
  })
  const { origin } = await forThisTest(serveHandler(relay))
  return { baseURL: `${origin}/api/together`, keys }
}

describe.each([
  ['openai', OpenAI],
  ['together-ai', Together],
] as const)('%s', (_, Client) => {
  async function connect(options: Partial<RelayOptions> = {}, apiKey = token) {
    const { baseURL, keys } = await start(options)
    // Their types differ in what these tests do not look at.
    return { client: new Client({ baseURL, apiKey, maxRetries: 0 }) as OpenAI, keys }
  }

  it('chats, with the key of the relay', async () => {
    const { client, keys } = await connect()
    const completion = await client.chat.completions.create({ model: llama, messages: [question] })
    expect(completion.choices[0]?.message.content).toBe('Hello from the model.')
    expect(completion.usage?.completion_tokens).toBeGreaterThan(0)
    expect([...keys]).toEqual([`Bearer ${key}`])
  })

  it('streams', async () => {
    const { client } = await connect()
    const stream = await client.chat.completions.create({
      model: llama,
      messages: [question],
      stream: true,
      stream_options: { include_usage: true },
    })
    const texts: string[] = []
    const reasons: unknown[] = []
    for await (const { choices } of stream) {
      texts.push(choices[0]?.delta.content ?? '')
      if (choices[0]?.finish_reason) reasons.push(choices[0].finish_reason)
    }
    expect(texts.join('')).toBe('Hello from the model.')
    expect(texts.length).toBeGreaterThan(3)
    expect(reasons).toContain('stop')
  })

  it('calls tools and sends their results, streamed and not', async () => {
    const { client } = await connect()
    const asked = await client.chat.completions.create({ model: llama, messages: [question], tools: wireTools })
    const call = asked.choices[0]?.message.tool_calls?.[0]
    expect(call).toMatchObject({ function: { name: weather.name, arguments: '{"city":"Berlin"}' } })
    const answered = await client.chat.completions.create({
      model: llama,
      tools: wireTools,
      messages: [
        question,
        { role: 'assistant', content: null, tool_calls: call ? [call] : [] },
        { role: 'tool', tool_call_id: call?.id ?? '', content: '21 °C' },
      ],
    })
    expect(answered.choices[0]?.message.content).toBe('It is 21 °C in Berlin.')
    const stream = await client.chat.completions.create({
      model: llama,
      messages: [question],
      tools: wireTools,
      stream: true,
    })
    let argumentsText = ''
    for await (const { choices } of stream) {
      argumentsText += choices[0]?.delta.tool_calls?.[0]?.function?.arguments ?? ''
    }
    expect(JSON.parse(argumentsText)).toEqual({ city: 'Berlin' })
  })

  it('completes a prompt, streamed and not', async () => {
    const { client } = await connect()
    const body = { model: llama, prompt: 'Say hello.' }
    const whole = await client.completions.create(body)
    expect(whole.choices[0]?.text).toBe('Hello from the model.')
    let text = ''
    for await (const { choices } of await client.completions.create({ ...body, stream: true })) {
      text += choices[0]?.text ?? ''
    }
    expect(text).toBe('Hello from the model.')
  })

  it('lists the allowed models', async () => {
    const { client } = await connect()
    // Together AI sends a bare list, as its own SDK reads it; that of OpenAI wants `{ data }` in `models.list()`.
    const models = await client.get<{ id: string }[]>('/models')
    expect(models.map(({ id }) => id)).toEqual([llama])
    if (Client === Together) expect(await client.models.list()).toEqual(models)
  })

  it('knows the refusals as its own errors', async () => {
    const { client } = await connect({ limits: { perMinute: 2 } })
    const ask = (model: string) => client.chat.completions.create({ model, messages: [question] })
    await expect(ask('other/model')).rejects.toSatisfy(isInstance(Client.BadRequestError))
    await ask(llama)
    const refused = await ask(llama).catch((error) => error)
    expect(refused).toSatisfy(isInstance(Client.RateLimitError))
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    const { client: stranger } = await connect({}, 'another-token')
    await expect(stranger.chat.completions.create({ model: llama, messages: [question] })).rejects.toSatisfy(
      isInstance(Client.AuthenticationError),
    )
  })
})

describe('@ai-sdk/togetherai', () => {
  async function connect(options: Partial<RelayOptions> = {}) {
    const { baseURL, keys } = await start(options)
    return { together: createTogetherAI({ baseURL, apiKey: token }), keys }
  }

  const prompt = question.content
  const tools = {
    [weather.name]: tool({
      description: weather.description,
      inputSchema: z.object({ city: z.string() }),
      execute: async ({ city }) => (city === 'Berlin' ? '21 °C' : 'unknown'),
    }),
  }

  it('chats, with the key of the relay', async () => {
    const { together, keys } = await connect()
    const { text, usage, finishReason } = await generateText({ model: together(llama), prompt, maxRetries: 0 })
    expect([text, finishReason]).toEqual(['Hello from the model.', 'stop'])
    expect(usage.outputTokens).toBeGreaterThan(0)
    expect([...keys]).toEqual([`Bearer ${key}`])
  })

  it('streams', async () => {
    const { together } = await connect()
    const result = streamText({ model: together(llama), prompt, maxRetries: 0 })
    const texts: string[] = []
    for await (const text of result.textStream) texts.push(text)
    expect(texts.join('')).toBe('Hello from the model.')
    expect(texts.length).toBeGreaterThan(3)
    expect(await result.finishReason).toBe('stop')
  })

  it('runs tools, streamed and not', async () => {
    const { together } = await connect()
    const request = { model: together(llama), prompt, tools, stopWhen: stepCountIs(3), maxRetries: 0 }
    const whole = await generateText(request)
    expect([whole.text, whole.steps.length]).toEqual(['It is 21 °C in Berlin.', 2])
    const streamed = streamText(request)
    expect(await streamed.text).toBe('It is 21 °C in Berlin.')
    expect(await streamed.steps).toHaveLength(2)
  })

  it('completes a prompt', async () => {
    const { together } = await connect()
    const { text } = await generateText({ model: together.completionModel(llama), prompt, maxRetries: 0 })
    expect(text).toBe('Hello from the model.')
  })

  it('knows the refusals as its own errors, and whether to try again', async () => {
    const { together } = await connect({ limits: { perMinute: 2 } })
    const ask = (model: string) => generateText({ model: together(model), prompt, maxRetries: 0 })
    await expect(ask('other/model')).rejects.toMatchObject({ statusCode: 400, isRetryable: false })
    await ask(llama)
    await expect(ask(llama)).rejects.toMatchObject({ statusCode: 429, isRetryable: true })
  })
})

function isInstance(errorClass: abstract new (...args: never[]) => unknown): (value: unknown) => boolean {
  return (value) => value instanceof errorClass
}
