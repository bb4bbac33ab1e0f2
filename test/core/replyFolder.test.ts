import { describe, expect, it } from 'vitest'
import { createChunkFolder, createReplyFolder, foldChunks, StreamingChunk } from '../../src/core/index.js'

function chunk(content: string, meta: object = {}, more: object = {}): StreamingChunk {
  return StreamingChunk.fromDict({ content, meta: { model: 'm', ...meta }, ...more })
}

/** A piece of the tool call at `index`. */
function callChunk(index: number, fields: object, meta: object = {}): StreamingChunk {
  return chunk('', { index: 0, ...meta }, { index, tool_calls: [{ index, ...fields }] })
}

describe('createReplyFolder', () => {
  it('has no reply before the first chunk, and is not finished', () => {
    const folder = createReplyFolder()
    expect(folder.replies()).toEqual([])
    expect(folder.isFinished()).toBe(false)
    expect(folder.hasOpenToolCalls()).toBe(false)
    expect(folder.choices()[0]?.toolCalls ?? []).toEqual([])
  })

  it('has one empty reply when usage alone came, but not while it streams', () => {
    const folder = createReplyFolder()
    folder.push(chunk('', { usage: { total_tokens: 3 } }))
    expect(folder.replies({ streaming: true })).toEqual([])
    expect(folder.replies()).toMatchObject([{ text: null, meta: { index: 0, usage: { total_tokens: 3 } } }])
    expect(folder.replies({ streaming: true })).toHaveLength(1)
  })

  it('makes no reply of usage which came before another choice', () => {
    const folder = createReplyFolder()
    folder.push(chunk('', { usage: { total_tokens: 3 } }))
    folder.push(chunk('a', { index: 1 }))
    expect(folder.replies().map(({ text }) => text)).toEqual(['a'])
  })

  it('gives what came before the first choice to each choice, once', () => {
    const folder = createReplyFolder()
    folder.push(chunk('', { warnings: ['early'] }))
    folder.push(chunk('a', { index: 0 }))
    folder.push(chunk('', { warnings: ['middle'] }))
    folder.push(chunk('b', { index: 1 }))
    const [first, second] = folder.replies()
    expect(first?.meta.warnings).toEqual(['early', 'middle'])
    expect(second?.meta.warnings).toEqual(['early'])
  })

  it('is finished when each choice has a finish reason, raw or mapped', () => {
    const folder = createReplyFolder()
    folder.push(chunk('a', { index: 0, finish_reason: 'odd' }))
    folder.push(chunk('b', { index: 1 }))
    expect(folder.isFinished()).toBe(false)
    folder.push(chunk('', { index: 1 }, { finish_reason: 'stop' }))
    expect(folder.isFinished()).toBe(true)
    folder.push(chunk('late', { index: 1 }))
    expect(folder.isFinished()).toBe(true)
  })

  it('has open tool calls while their choice has no finish reason', () => {
    const folder = createReplyFolder()
    folder.push(chunk('a', { index: 1, finish_reason: 'stop' }))
    expect(folder.hasOpenToolCalls()).toBe(false)
    folder.push(chunk('b', { index: 0 }))
    expect(folder.hasOpenToolCalls()).toBe(false)
    folder.push(callChunk(0, { id: 'c', tool_name: 'f', arguments: '{}' }))
    expect(folder.hasOpenToolCalls()).toBe(true)
    folder.push(chunk('', { index: 0, finish_reason: 'tool_calls' }))
    expect(folder.hasOpenToolCalls()).toBe(false)
  })

  it('orders replies and their tool calls by index', () => {
    const folder = createReplyFolder()
    for (const index of [10, 2, 0]) folder.push(chunk(`${index}`, { index }))
    folder.push(callChunk(0, { id: 'c', tool_name: 'f', arguments: '{"a' }, { index: 2 }))
    expect(folder.replies().map(({ text, meta }) => [meta.index, text])).toEqual([
      [0, '0'],
      [2, '2'],
      [10, '10'],
    ])
    expect(folder.choices()[1]?.toolCalls ?? []).toEqual([{ index: 0, id: 'c', toolName: 'f', argumentsText: '{"a' }])
    expect(folder.choices()[0]?.toolCalls ?? []).toEqual([])
  })

  it('counts a single choice as the first, whatever its index', () => {
    const folder = createReplyFolder()
    folder.push(chunk('a', { index: 4 }))
    expect(folder.replies()[0]?.meta.index).toBe(0)
    folder.push(chunk('b', { index: 7 }))
    expect(folder.replies().map(({ meta }) => meta.index)).toEqual([4, 7])
  })

  it('keeps the request’s last usage in each reply', () => {
    const folder = createReplyFolder()
    folder.push(chunk('a', { index: 0, usage: { total_tokens: 1 } }))
    folder.push(chunk('b', { index: 1, usage: { total_tokens: 2 } }))
    folder.push(chunk('c', { index: 1, usage: null }))
    for (const { meta } of folder.replies()) expect(meta.usage).toEqual({ total_tokens: 2 })
  })

  it('gives the same message until something changes', () => {
    const folder = createReplyFolder()
    folder.push(chunk('a', { index: 0 }))
    const [first] = folder.replies()
    expect(folder.replies()[0]).toBe(first)
    folder.push(chunk('b', { index: 0 }))
    expect(folder.replies()[0]).not.toBe(first)
  })
})

describe('createChunkFolder', () => {
  it('keeps the identity of parts which did not change', () => {
    const folder = createChunkFolder()
    folder.push(chunk('', {}, { index: 0, reasoning: { reasoning_text: 'why' } }))
    folder.push(chunk('a'))
    const before = folder.message({ streaming: true }).content
    folder.push(chunk('b'))
    const after = folder.message({ streaming: true }).content
    expect(after[0]).toBe(before[0])
    expect(after[1]).not.toBe(before[1])
    folder.push(chunk('', {}, { index: 0, reasoning: { reasoning_text: ' not' } }))
    const last = folder.message({ streaming: true }).content
    expect(last).toMatchObject([{ reasoningText: 'why not' }, { text: 'ab' }])
    expect(last[1]).toBe(after[1])
  })

  it('leaves tool calls and logprobs out while it streams', () => {
    const folder = createChunkFolder()
    folder.push(chunk('a', { logprobs: { tokens: ['a'] } }))
    folder.push(callChunk(0, { id: 'c', tool_name: 'f', arguments: '{}' }))
    const streaming = folder.message({ streaming: true })
    expect(streaming.toolCalls).toEqual([])
    expect(streaming.meta).not.toHaveProperty('logprobs')
    expect(streaming.meta).not.toHaveProperty('warnings')
    expect(folder.message({ streaming: true })).toBe(streaming)
    const whole = folder.message()
    expect(whole.toolCalls).toMatchObject([{ id: 'c', toolName: 'f', arguments: {} }])
    expect(whole.meta.logprobs).toEqual([{ tokens: ['a'] }])
    expect(folder.message()).toBe(whole)
  })

  it('has the last id and seed, the first moment, and the last model', () => {
    const message = foldChunks([
      chunk('a', { id: 'o-1', seed: 1, received_at: 'first', model: 'x' }),
      chunk('b', { id: 'o-2', seed: 2, received_at: 'second', model: null }),
      chunk('c', { received_at: 'third', model: 'y' }),
    ])
    expect(message.meta).toEqual({
      model: 'y',
      index: 0,
      finish_reason: null,
      completion_start_time: 'first',
      usage: null,
      id: 'o-2',
      seed: 2,
    })
  })

  it('has null for a first chunk without its moment', () => {
    const message = foldChunks([chunk('a'), chunk('b', { received_at: 'second' })])
    expect(message.meta.completion_start_time).toBeNull()
  })

  it('has the last raw finish reason, else the last mapped one', () => {
    const mapped = (reason: string | null) => chunk('', {}, { finish_reason: reason })
    expect(foldChunks([mapped('length'), mapped('stop'), mapped(null)]).meta.finish_reason).toBe('stop')
    const raw = foldChunks([chunk('', { finish_reason: 'eos' }), chunk('', { finish_reason: '' }), mapped('length')])
    expect(raw.meta.finish_reason).toBe('eos')
  })

  it('takes no warnings which are no list', () => {
    expect(foldChunks([chunk('a', { warnings: 'plain' })]).meta).not.toHaveProperty('warnings')
  })

  it('refuses to fold nothing', () => {
    expect(() => foldChunks([])).toThrow(expect.objectContaining({ code: 'invalid-argument' }))
  })
})

describe('a tool call in pieces', () => {
  it('keeps its first id, and a name which is repeated once', () => {
    const { toolCalls } = foldChunks([
      callChunk(0, { id: '', tool_name: 'get' }),
      callChunk(0, { id: 'first', tool_name: 'get', arguments: '{"a":' }),
      callChunk(0, { id: 'second', tool_name: '_weather', arguments: '1}' }),
      callChunk(0, { id: null, tool_name: '', arguments: null }),
    ])
    expect(toolCalls).toMatchObject([{ id: 'first', toolName: 'get_weather', arguments: { a: 1 } }])
  })

  it('stands in the order of its index', () => {
    const fields = (name: string) => ({ id: name, tool_name: name, arguments: '{}' })
    const { toolCalls } = foldChunks([callChunk(10, fields('c')), callChunk(2, fields('b')), callChunk(0, fields('a'))])
    expect(toolCalls.map(({ toolName }) => toolName)).toEqual(['a', 'b', 'c'])
  })

  it('without arguments has none, one which does not parse is a warning', () => {
    const message = foldChunks([
      callChunk(0, { id: 'a', tool_name: 'empty' }),
      callChunk(1, { id: 'b', tool_name: 'broken', arguments: '{"a"' }),
      chunk('', { warnings: ['from the server'] }),
    ])
    expect(message.toolCalls).toMatchObject([{ toolName: 'empty', arguments: {} }])
    expect(message.meta.warnings).toEqual([
      'from the server',
      expect.stringMatching(/malformed JSON string.*ID: b, Tool name: broken, Arguments: \{"a"$/s),
    ])
  })

  it('may have 127 beside it, not 128', () => {
    const folder = createChunkFolder()
    for (let index = 0; index < 128; index++) folder.push(callChunk(index, { id: 'c', tool_name: 'f' }))
    folder.push(callChunk(127, { arguments: '{}' }))
    expect(folder.toolCalls()).toHaveLength(128)
    expect(() => folder.push(callChunk(128, { tool_name: 'f' }))).toThrow(expect.objectContaining({ code: 'limit' }))
  })
})
