import { describe, expect, it } from 'vitest'
import { StreamingChunk } from '../../src/core/index.js'
import { done, event, streamAnswer } from './support/answers.js'
import { generatorOver, rejection } from './support/generators.js'

/** The chunks and the first reply of a stream of these payloads; one more, without a chunk here, ends the first choice. */
async function read(...payloads: object[]) {
  const last = { model: 'm', choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] }
  const text = `${[...payloads, last].map((payload) => event(payload)).join('')}${done}`
  const chunks: StreamingChunk[] = []
  const streamingCallback = (chunk: StreamingChunk) => void chunks.push(chunk)
  const { replies } = await generatorOver(() => streamAnswer(text)).run('hi', { streamingCallback })
  return { chunks: chunks.slice(0, -1), replies, reply: replies[0] }
}

/** An event with one choice. */
function choice(fields: object, more: object = {}): object {
  return { model: 'm', choices: [{ index: 0, finish_reason: null, delta: { content: 'a' }, ...fields }], ...more }
}

const delta = (fields: object) => choice({ delta: fields })

/** What every chunk's meta has, and nothing else. */
const bareMeta = {
  model: 'm',
  index: 0,
  tool_calls: null,
  finish_reason: null,
  usage: null,
  received_at: expect.any(String),
}

describe('the meta of a chunk', () => {
  it('has no key for what the server did not send', async () => {
    const { chunks, reply } = await read(choice({}))
    expect(chunks[0]?.meta).toEqual(bareMeta)
    expect(Object.keys(chunks[0]?.meta ?? {}).sort()).toEqual(Object.keys(bareMeta).sort())
    for (const key of ['id', 'seed', 'logprobs', 'warnings']) expect(reply?.meta).not.toHaveProperty(key)
  })

  it('has the id, the seed and the logprobs of the server, and so has the reply', async () => {
    const { chunks, reply } = await read(
      choice({ seed: 0, logprobs: { tokens: ['a'] } }, { id: 'o-1' }),
      choice({ logprobs: { tokens: ['b'] } }),
    )
    expect(chunks[0]?.meta).toEqual({ ...bareMeta, id: 'o-1', seed: 0, logprobs: { tokens: ['a'] } })
    expect(reply?.meta).toMatchObject({ id: 'o-1', seed: 0, logprobs: [{ tokens: ['a'] }, { tokens: ['b'] }] })
  })

  it('has no id and no seed of another type, and no logprobs of null', async () => {
    const { chunks } = await read(choice({ seed: '7', logprobs: null }, { id: 7 }))
    expect(Object.keys(chunks[0]?.meta ?? {}).sort()).toEqual(Object.keys(bareMeta).sort())
  })

  it('has the warnings as texts, and the reply has all of them', async () => {
    const warnings = ['plain', { message: 'told' }, { code: 7 }, null, { message: 8 }]
    const { chunks, reply } = await read(choice({}, { warnings }), choice({}, { warnings: ['later'] }))
    const texts = ['plain', 'told', '{"code":7}', 'null', '{"message":8}']
    expect(chunks[0]?.meta.warnings).toEqual(texts)
    expect(reply?.meta.warnings).toEqual([...texts, 'later'])
  })

  it('has no warnings when the list is empty or no list', async () => {
    const { chunks, reply } = await read(choice({}, { warnings: [] }), choice({}, { warnings: 'plain' }))
    for (const { meta } of chunks) expect(meta).not.toHaveProperty('warnings')
    expect(reply?.meta).not.toHaveProperty('warnings')
  })

  it('has the place of a choice whose index is none', async () => {
    const wrong = [undefined, null, '0', 0.5, 2 ** 60].map((index) => ({ index, delta: { content: 'a' } }))
    const { chunks } = await read({ model: 'm', choices: wrong })
    expect(chunks.map(({ meta }) => meta.index)).toEqual([0, 1, 2, 3, 4])
  })

  it('has the finish reason beside the choices where the choice has none', async () => {
    const { chunks } = await read(choice({}, { finish_reason: 'length' }), choice({ finish_reason: 'stop' }))
    expect(chunks.map(({ meta }) => meta.finish_reason)).toEqual(['length', 'stop'])
  })
})

describe('the text of a chunk', () => {
  it.each([
    ['delta.content before text', { delta: { content: 'a' }, text: 'b' }, 'chat.completion.chunk', 'a'],
    ['no text of a chat chunk', { delta: { content: null }, text: 'b' }, 'chat.completion.chunk', ''],
    ['the text of a completion', { delta: { content: null }, text: 'b' }, 'completion.chunk', 'b'],
    ['the text without a delta', { delta: undefined, text: 'b' }, undefined, 'b'],
    ['nothing for a number', { delta: { content: 7 }, text: 'b' }, undefined, ''],
  ])('is %s', async (_, fields, object, content) => {
    const { chunks } = await read(choice(fields, { object }))
    expect(chunks[0]?.content).toBe(content)
  })
})

describe('the block of a chunk', () => {
  it.each([
    ['0 for text', { content: 'a' }, 0],
    ['null with a role', { content: 'a', role: 'assistant' }, null],
    ['null without content', { reasoning: 'b' }, null],
    ['0 for an empty text', { content: '' }, 0],
    ['0 when the delta is none', null, 0],
    ["a tool call's index", { tool_calls: [{ index: 3, id: 'c', function: { name: 'f', arguments: '' } }] }, 3],
  ])('is %s', async (_, fields, index) => {
    const { chunks } = await read(choice({ delta: fields }))
    expect(chunks[0]?.index).toBe(index)
  })

  it('begins with the second event, and with each tool call which has a name', async () => {
    const call = (fields: object) => delta({ tool_calls: [{ index: 0, id: 'c', function: fields }] })
    const { chunks } = await read(
      delta({ content: 'a' }),
      delta({ content: 'b' }),
      delta({ content: 'c' }),
      call({ name: 'f', arguments: '' }),
      call({ arguments: '{}' }),
    )
    expect(chunks.map(({ start }) => start)).toEqual([false, true, false, true, false])
  })

  it('does not begin with a tool call without a name, though it is the second event', async () => {
    const { chunks } = await read(choice({}), delta({ tool_calls: [{ index: 0, function: { arguments: '{}' } }] }))
    expect(chunks.map(({ start }) => start)).toEqual([false, false])
  })
})

describe('the reasoning of a chunk', () => {
  it.each([
    [{ reasoning: 'a' }, 'a'],
    [{ reasoning_content: 'b' }, 'b'],
    [{ reasoning: 'a', reasoning_content: 'a' }, 'a'],
    [{ reasoning: '', reasoning_content: 'b' }, 'b'],
  ])('of %o is %j', async (fields, reasoningText) => {
    const { chunks } = await read(delta(fields))
    expect(chunks[0]?.reasoning).toMatchObject({ reasoningText })
  })

  it.each([{}, { reasoning: '' }, { reasoning: null, reasoning_content: '' }, { reasoning: 7 }])(
    'of %o is null',
    async (fields) => {
      const { chunks } = await read(delta({ content: 'a', ...fields }))
      expect(chunks[0]?.reasoning).toBeNull()
    },
  )
})

describe('the tool calls of a chunk', () => {
  it('are null where there are none, also in its meta', async () => {
    const { chunks } = await read(delta({ content: 'a', tool_calls: [] }), delta({ content: 'a', tool_calls: 'no' }))
    for (const { toolCalls, meta } of chunks) expect([toolCalls, meta.tool_calls]).toEqual([null, null])
  })

  it('are read without what is missing, wrong or no call', async () => {
    const calls = [null, 'call', { id: 7, function: null }, {}, { index: 5, function: { name: 7, arguments: {} } }]
    const { chunks } = await read(delta({ tool_calls: calls }))
    const none = { toolName: null, arguments: null, id: null, extra: null }
    expect(chunks[0]?.toolCalls).toEqual([
      { ...none, index: 0 },
      { ...none, index: 1 },
      { ...none, index: 5 },
    ])
    expect(chunks[0]?.meta.tool_calls).toEqual(calls)
  })

  it('have no arguments where the text is empty', async () => {
    const { chunks } = await read(delta({ tool_calls: [{ index: 0, function: { name: 'f', arguments: '' } }] }))
    expect(chunks[0]?.toolCalls?.[0]?.arguments).toBeNull()
  })
})

describe('one event', () => {
  it('has a chunk for each choice, without what is no choice', async () => {
    const { chunks } = await read({ model: 'm', choices: [null, 'x', { index: 0, delta: { content: 'a' } }, [1]] })
    expect(chunks.map(({ content }) => content)).toEqual(['a'])
  })

  it('without choices is a chunk of meta alone', async () => {
    const { chunks } = await read(choice({}), { model: 'm', choices: [], usage: { total_tokens: 3 } })
    const { index: _, tool_calls: __, finish_reason: ___, ...shared } = bareMeta
    expect(chunks[1]).toMatchObject({ content: '', index: null, start: false, finishReason: null })
    expect(chunks[1]?.meta).toEqual({ ...shared, usage: { total_tokens: 3 } })
  })

  it('may have 128 choices, not 129', async () => {
    const many = (count: number) => ({
      model: 'm',
      choices: Array.from({ length: count }, (_, index) => ({ index, delta: { content: 'a' } })),
    })
    expect((await read(many(128))).replies).toHaveLength(128)
    const error = await rejection(read(many(129)))
    expect(error).toMatchObject({ code: 'limit', partial: { replies: [] } })
  })

  it('may have 128 tool calls, not 129', async () => {
    const many = (count: number) =>
      delta({ tool_calls: Array.from({ length: count }, (_, index) => ({ index, function: { name: 'f' } })) })
    expect((await read(many(128))).reply?.toolCalls).toHaveLength(128)
    const error = await rejection(read(many(129)))
    expect(error).toMatchObject({ code: 'limit', partial: { replies: [] } })
  })
})

describe('StreamingChunk.fromDict', () => {
  it.each([{}, { content: null }, { content: 7 }])('refuses a chunk whose content is no text (%o)', (dict) => {
    expect(() => StreamingChunk.fromDict(dict)).toThrow(expect.objectContaining({ code: 'invalid-message' }))
  })

  it('reads an empty list of tool calls as none, which needs no index', () => {
    expect(StreamingChunk.fromDict({ content: 'a', tool_calls: [] })).toMatchObject({ toolCalls: null, index: null })
  })
})
