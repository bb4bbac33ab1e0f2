import { describe, expect, it } from 'vitest'
import { ChatMessage, createChunkFolder, StreamingChunk, TogetherAIChatGenerator } from '../../src/core/index.js'

const image = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

const messages: readonly (readonly [string, () => ChatMessage])[] = [
  [
    'a user',
    () => ChatMessage.fromUser(['look', { type: 'image', base64Image: image }], { name: 'ann', meta: { from: ['x'] } }),
  ],
  ['a system', () => ChatMessage.fromSystem('be brief')],
  [
    'an assistant',
    () =>
      ChatMessage.fromAssistant('text', {
        reasoning: 'hm',
        toolCalls: [{ toolName: 'f', arguments: { deep: { list: [1] } }, id: 'c' }],
      }),
  ],
  ['a tool', () => ChatMessage.fromTool([{ type: 'text', text: 'sunny' }], { toolName: 'f', arguments: {}, id: 'c' })],
]

/** Every object in a value, itself included. */
function objectsIn(value: unknown): object[] {
  if (typeof value !== 'object' || value === null) return []
  return [value, ...Object.values(value).flatMap(objectsIn)]
}

describe.each(messages)('a message of %s', (_, make) => {
  it('is frozen, its parts through and through', () => {
    const message = make()
    expect([message, message.meta, ...objectsIn(message.content)].filter((part) => !Object.isFrozen(part))).toEqual([])
    expect(() => Object.assign(make(), { role: 'system' })).toThrow(TypeError)
  })

  it('has own enumerable JSON-safe fields only, and says its dict as JSON', () => {
    expect(Object.keys(make())).toEqual(['role', 'name', 'content', 'meta'])
    expect(JSON.parse(JSON.stringify({ ...make() }))).toEqual({ ...make() })
    expect(JSON.parse(JSON.stringify(make()))).toEqual(make().toDict())
  })

  it('comes back from its dict', () => {
    expect(ChatMessage.fromDict(make().toDict())).toEqual(make())
  })

  it('keeps its parts when its meta changes', () => {
    const message = make()
    const changed = message.withMeta({ rating: 5 })
    expect(changed.meta).toEqual({ ...message.meta, rating: 5 })
    expect(message.meta).not.toHaveProperty('rating')
    expect(changed.content.every((part, place) => part === message.content[place])).toBe(true)
  })
})

describe('a message', () => {
  it('does not change with what it was made of', () => {
    const meta = { tags: ['a'] }
    const call = { toolName: 'f', arguments: { city: 'Paris' }, id: 'c' }
    const calls = [call]
    const message = ChatMessage.fromAssistant('text', { meta, toolCalls: calls })
    calls.push(call)
    Object.assign(call, { toolName: 'g' })
    Object.assign(meta, { more: true })
    expect(message.toolCalls).toMatchObject([{ toolName: 'f' }])
    expect(message.meta).toEqual({ tags: ['a'] })
  })

  it('may be passed as its dict', async () => {
    const sent: unknown[] = []
    const generator = new TogetherAIChatGenerator({
      apiKey: null,
      maxRetries: 0,
      fetch: async (_, { body }) => {
        sent.push(JSON.parse(String(body)).messages)
        return new Response('{"choices":[]}', { headers: { 'content-type': 'application/json' } })
      },
    })
    await generator.run([ChatMessage.fromUser('hi').toDict(), ChatMessage.fromAssistant('ho')])
    expect(sent).toEqual([
      [
        { role: 'user', content: 'hi' },
        { role: 'assistant', content: 'ho' },
      ],
    ])
  })

  it('keeps the parts which a chunk did not change', () => {
    const folder = createChunkFolder()
    folder.push(chunk({ reasoning: { reasoning_text: 'hm', extra: {} }, index: 0 }))
    folder.push(chunk({ content: 'Hel' }))
    const first = folder.message({ streaming: true })
    folder.push(chunk({ content: 'lo' }))
    const second = folder.message({ streaming: true })
    expect([first.text, second.text]).toEqual(['Hel', 'Hello'])
    expect(second.content[0]).toBe(first.content[0])
    folder.push(chunk({ content: '', meta: { usage: { total_tokens: 3 } } }))
    expect(folder.message({ streaming: true }).content).toEqual(second.content)
    expect(folder.message({ streaming: true }).content[1]).toBe(second.content[1])
    expect(folder.message({ streaming: true })).toBe(folder.message({ streaming: true }))
  })
})

function chunk(dict: object): StreamingChunk {
  return StreamingChunk.fromDict({ content: '', meta: {}, ...dict })
}
