import { describe, expect, it } from 'vitest'
import { createSimulator, reply, simulatorModels } from '../../src/testing/index.js'
import { chatRequest, chunksFrom, chunksOf, contentOf, dataOf, jsonRequest, llama, type WireChunk } from './wire.js'

const simulator = createSimulator({ tokensPerSecond: Number.POSITIVE_INFINITY })

describe('a streamed reply', () => {
  it('is an event stream of data lines which ends with [DONE]', async () => {
    const response = await simulator(chatRequest({}))
    expect(response.headers.get('content-type')).toBe('text/event-stream;charset=utf-8')
    const text = await response.text()
    expect(text).not.toContain('\r')
    expect(text.endsWith('data: [DONE]\n\n')).toBe(true)
    expect(text.split('\n\n').every((event) => event === '' || event.startsWith('data: '))).toBe(true)
  })

  it('has the keys of recorded chunks, in their order', async () => {
    const [first] = await chunksFrom(simulator(chatRequest({})))
    expect(Object.keys(first ?? {})).toEqual(['id', 'object', 'created', 'choices', 'model', 'usage'])
    expect(Object.keys(first?.choices[0] ?? {})).toEqual([
      'index',
      'text',
      'logprobs',
      'finish_reason',
      'seed',
      'delta',
    ])
    expect(first).toMatchObject({ object: 'chat.completion.chunk', model: llama, usage: null })
  })

  it('repeats the role and the text on every delta', async () => {
    const chunks = await chunksFrom(simulator(chatRequest({})))
    for (const { choices } of chunks) {
      expect(choices[0]?.delta.role).toBe('assistant')
      expect(choices[0]?.text).toBe(choices[0]?.delta.content)
    }
  })

  it('carries usage and seed on the finish chunk only', async () => {
    const chunks = await chunksFrom(simulator(chatRequest({})))
    const last = chunks.at(-1)
    expect(last?.choices[0]).toMatchObject({ finish_reason: 'stop', delta: { token_id: 128_009, content: '' } })
    expect(last?.choices[0]?.seed).toBeGreaterThan(2 ** 53)
    expect(last?.usage).toMatchObject({ completion_tokens: chunks.length, cached_tokens: 0 })
    expect(chunks.slice(0, -1).every((chunk) => chunk.usage === null)).toBe(true)
  })

  it('sends pieces of a few characters and never half a surrogate pair', async () => {
    for (const topic of ['emoji', 'arabic', 'chinese', 'list', 'code', 'long']) {
      const chunks = await chunksFrom(simulator(chatRequest({ messages: [{ role: 'user', content: topic }] })))
      const pieces = chunks.map((chunk) => chunk.choices[0]?.text ?? '')
      expect(pieces.every((piece) => !/\p{Surrogate}/u.test(piece))).toBe(true)
      expect(pieces.every((piece) => piece.length <= 11)).toBe(true)
      expect(pieces.some((piece) => /^[\u200d\ufe0f]|\u200d$/u.test(piece))).toBe(false)
    }
  })

  it('reports cached prompt tokens from the second turn on', async () => {
    const messages = [
      { role: 'user', content: 'Write a long essay about streaming, please, with many details and examples' },
      { role: 'assistant', content: 'Here it is, with many details and examples.' },
      { role: 'user', content: 'thanks' },
    ]
    const chunks = await chunksFrom(simulator(chatRequest({ messages })))
    expect(chunks.at(-1)?.usage?.cached_tokens).toBeGreaterThan(0)
  })
})

describe('other replies', () => {
  it('come as one object without stream: true', async () => {
    const response = await simulator(chatRequest({ stream: false }))
    expect(response.headers.get('content-type')).toContain('application/json')
    expect(await response.json()).toMatchObject({
      object: 'chat.completion',
      prompt: [],
      choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', tool_calls: [] } }],
    })
  })

  it('say the same streamed and whole', async () => {
    const body = { messages: [{ role: 'user', content: 'a table please' }] }
    const streamed = contentOf(await chunksFrom(simulator(chatRequest(body))))
    const whole = (await (await simulator(chatRequest({ ...body, stream: false }))).json()) as {
      choices: { message: { content: string } }[]
    }
    expect(whole.choices[0]?.message.content).toBe(streamed)
    expect(streamed).toContain('|:--|')
  })

  it('come as text completions for a prompt', async () => {
    const url = 'https://api.test/v1/completions'
    const whole = await (await simulator(jsonRequest(url, { model: llama, prompt: 'hello' }))).json()
    expect(whole).toMatchObject({ object: 'text.completion', choices: [{ index: 0, finish_reason: 'stop' }] })
    const chunks = await chunksFrom(simulator(jsonRequest(url, { model: llama, prompt: 'hello', stream: true })))
    expect(chunks[0]?.object).toBe('completion.chunk')
    expect(contentOf(chunks)).not.toBe('')
  })

  it('list the models as a bare array, with an image model among them', async () => {
    const models = await (await simulator(new Request('https://api.test/v1/models'))).json()
    expect(models).toEqual(simulatorModels)
    expect(simulatorModels.find((model) => model.id === llama)?.pricing.input).toBe(0.88)
    expect(new Set(simulatorModels.map((model) => model.type))).toEqual(new Set(['chat', 'image']))
  })
})

describe('reasoning', () => {
  const ask = (body: object) => chunksFrom(simulator(chatRequest(body)))
  const reasoningOf = (chunks: WireChunk[]) => chunks.map((chunk) => chunk.choices[0]?.delta.reasoning ?? '').join('')

  it('is <think> in the content of DeepSeek-R1', async () => {
    const content = contentOf(await ask({ model: 'deepseek-ai/DeepSeek-R1' }))
    expect(content).toMatch(/^<think>\n.+\n<\/think>\n\n\S/s)
  })

  it('is delta.reasoning for gpt-oss, with nested usage details', async () => {
    const chunks = await ask({ model: 'openai/gpt-oss-120b' })
    expect(reasoningOf(chunks)).toContain('"hello"')
    expect(contentOf(chunks)).not.toContain('<think>')
    expect(chunks.at(-1)?.usage).toMatchObject({ completion_tokens_details: { reasoning_tokens: expect.any(Number) } })
  })

  it('is longer with more effort, and absent when switched off', async () => {
    const low = reasoningOf(await ask({ reasoning_effort: 'low' }))
    const high = reasoningOf(await ask({ reasoning_effort: 'high' }))
    expect(high.length).toBeGreaterThan(low.length)
    expect(reasoningOf(await ask({ model: 'openai/gpt-oss-20b', reasoning: { enabled: false } }))).toBe('')
    expect(reasoningOf(await ask({}))).toBe('')
  })

  it('comes with a trailing usage chunk without choices on Qwen', async () => {
    const chunks = await ask({ model: 'Qwen/Qwen3.8-Flash' })
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { completion_tokens: expect.any(Number) } })
    expect(chunks.at(-2)).toMatchObject({ choices: [{ finish_reason: 'stop' }], usage: null })
  })
})

describe('the seed', () => {
  const ask = async (seed: number, content: string) =>
    (await createSimulator({ seed, tokensPerSecond: 0 })(chatRequest({ messages: [{ role: 'user', content }] }))).text()

  it('gives the same request the same bytes', async () => {
    expect(await ask(7, 'Tell me something')).toBe(await ask(7, 'Tell me something'))
  })

  it('gives other bytes to another seed, message or turn', async () => {
    const first = await ask(7, 'Tell me something')
    expect(await ask(8, 'Tell me something')).not.toBe(first)
    expect(await ask(7, 'Tell me more')).not.toBe(first)
    expect(chunksOf(first)[0]?.created).toBeGreaterThanOrEqual(1_780_000_000)
  })

  it('leaves a scripted text as it is', async () => {
    const scripted = createSimulator({ tokensPerSecond: 0, script: [reply('Exactly this.')] })
    const text = await (await scripted(chatRequest({}))).text()
    expect(contentOf(chunksOf(text))).toBe('Exactly this.')
    expect(dataOf(text).at(-1)).toBe('[DONE]')
  })
})
