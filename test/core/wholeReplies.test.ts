import { describe, expect, it } from 'vitest'
import type { ChatMessage } from '../../src/core/index.js'
import { jsonAnswer } from './support/answers.js'
import { generatorOver, rejection } from './support/generators.js'

async function replies(payload: object): Promise<ChatMessage[]> {
  return (await generatorOver(() => jsonAnswer(payload)).run('hi')).replies
}

/** The reply of an answer with one choice. */
async function reply(message: unknown, choice: object = {}, payload: object = {}): Promise<ChatMessage | undefined> {
  const choices = [{ index: 0, finish_reason: 'stop', message, ...choice }]
  return (await replies({ model: 'm', choices, ...payload }))[0]
}

const call = (fields: object) => ({ id: 'c', type: 'function', function: fields })

describe('a reply which is not streamed', () => {
  it('has no key for what the server did not send', async () => {
    const { meta } = (await reply({ content: 'a' })) ?? {}
    expect(meta).toEqual({ model: 'm', index: 0, finish_reason: 'stop', usage: null })
    const bare = (await replies({ choices: [{ message: { content: 'a' } }] }))[0]
    expect(bare?.meta).toEqual({ model: null, index: 0, finish_reason: null, usage: null })
  })

  it('has the id, seed, logprobs, usage and warnings of the server', async () => {
    const usage = { total_tokens: 3 }
    const payload = { id: 'o-1', usage, warnings: ['plain', { message: 'told' }] }
    const message = await reply({ content: 'a' }, { seed: 0, logprobs: { tokens: ['a'] } }, payload)
    expect(message?.meta).toEqual({
      model: 'm',
      index: 0,
      finish_reason: 'stop',
      usage,
      id: 'o-1',
      seed: 0,
      logprobs: { tokens: ['a'] },
      warnings: ['plain', 'told'],
    })
  })

  it('has no id, seed or logprobs of another type', async () => {
    const message = await reply({ content: 'a' }, { seed: '7', logprobs: null }, { id: 7, warnings: [] })
    expect(Object.keys(message?.meta ?? {}).sort()).toEqual(['finish_reason', 'index', 'model', 'usage'])
  })

  it('has the finish reason beside the choices where the choice has none', async () => {
    const message = await reply({ content: 'a' }, { finish_reason: null }, { finish_reason: 'length' })
    expect(message?.meta.finish_reason).toBe('length')
  })

  it('has its text under `text` where there is no message', async () => {
    expect((await reply(undefined, { text: 'a' }))?.content).toMatchObject([{ type: 'text', text: 'a' }])
    expect((await reply(null, { text: null }))?.content).toEqual([])
    expect((await reply('no object', {}))?.content).toEqual([])
  })

  it('keeps an empty text as a part, and has none for null', async () => {
    expect((await reply({ content: '' }))?.content).toMatchObject([{ type: 'text', text: '' }])
    expect((await reply({ content: null }))?.content).toEqual([])
    expect((await reply({ content: null, reasoning: '' }))?.content).toEqual([])
  })

  it.each([
    [{ reasoning: 'a' }, 'a'],
    [{ reasoning_content: 'b' }, 'b'],
    [{ reasoning: '', reasoning_content: 'b' }, 'b'],
    [{ reasoning: 7, reasoning_content: 'b' }, 'b'],
    [{ reasoning: 'a', reasoning_content: 'b' }, 'a'],
  ])('with %o has the reasoning %j, with and without text', async (fields, reasoningText) => {
    expect((await reply(fields))?.content).toMatchObject([{ type: 'reasoning', reasoningText }])
    expect((await reply({ ...fields, content: 'x' }))?.content).toMatchObject([{ reasoningText }, { text: 'x' }])
  })

  it('has its tool calls, and a warning for those which are malformed', async () => {
    const tool_calls = [
      call({ name: 'good', arguments: '{"a":1}' }),
      call({ name: 'broken', arguments: '{"a"' }),
      call({ name: 'empty', arguments: '' }),
      { id: 7, function: { name: 7, arguments: '{}' } },
      null,
      'call',
      { id: 'c', type: 'other', other: {} },
    ]
    const message = await reply({ content: null, tool_calls }, {}, { warnings: ['from the server'] })
    expect(message?.content).toMatchObject([
      { id: 'c', toolName: 'good', arguments: { a: 1 } },
      { id: null, toolName: '', arguments: {} },
    ])
    expect(message?.content).toHaveLength(2)
    expect(message?.meta.warnings).toEqual([
      'from the server',
      expect.stringContaining('Tool name: broken'),
      expect.stringContaining('Tool name: empty'),
    ])
  })

  it.each([undefined, null, { a: 1 }])('with a tool call whose arguments are %o is a protocol error', async (wrong) => {
    const error = await rejection(reply({ content: null, tool_calls: [call({ name: 'f', arguments: wrong })] }))
    expect(error).toMatchObject({ code: 'protocol', status: 200 })
  })

  it('stands beside the others in their order, without what is no choice', async () => {
    const choices = [{ index: 1, message: { content: 'b' } }, null, { message: { content: 'c' } }, 'x']
    expect((await replies({ model: 'm', choices })).map(({ text, meta }) => [text, meta.index])).toEqual([
      ['b', 1],
      ['c', 1],
    ])
  })

  it('may have 127 beside it, not 128', async () => {
    const many = (count: number) => ({
      choices: Array.from({ length: count }, (_, index) => ({ index, message: { content: 'a' } })),
    })
    expect(await replies(many(128))).toHaveLength(128)
    expect(await rejection(replies(many(129)))).toMatchObject({ code: 'limit' })
  })

  it('without a list of choices is a protocol error with the answer in it', async () => {
    const error = await rejection(replies({ id: 'o-1', choices: {} }))
    expect(error).toMatchObject({ code: 'protocol', status: 200, body: { id: 'o-1', choices: {} } })
  })
})
