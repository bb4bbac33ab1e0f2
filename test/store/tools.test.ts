import { describe, expect, it } from 'vitest'
import { ChatMessage, Tool } from '../../src/core/index.js'
import { createChat, createTogetherTransport } from '../../src/store/index.js'
import { createSimulator } from '../../src/testing/createSimulator.js'
import { thread } from './chat.js'

const weather = new Tool({
  name: 'get_weather',
  description: 'The weather in a city',
  parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
  execute: ({ city }: { city: string }) => ({ city, degrees: 21 }),
})

describe('a turn with tools', () => {
  it('runs them, sends their results, and ends with the reply', async () => {
    const simulator = createSimulator({
      tokensPerSecond: Number.POSITIVE_INFINITY,
      script: [
        { kind: 'reply', toolCalls: [{ name: 'get_weather', arguments: { city: 'Paris' } }] },
        { kind: 'reply', text: 'It is 21 degrees.' },
      ],
    })
    const bodies: { messages: unknown[] }[] = []
    const transport = createTogetherTransport({
      baseUrl: 'https://relay.test/api/together',
      fetch: async (url, init) => {
        bodies.push(JSON.parse(String(init.body)))
        return simulator(new Request(url, init))
      },
    })
    const chat = createChat({ transport, tools: [weather] })
    const last = await chat.sendMessage('How is Paris?')
    expect(last.message.text).toBe('It is 21 degrees.')
    expect(thread(chat).map(([role]) => role)).toEqual(['user', 'assistant', 'tool', 'assistant'])
    expect(chat.view().toolCalls).toMatchObject([{ name: 'get_weather', status: 'done', result: { city: 'Paris' } }])
    expect(bodies[1]?.messages.at(-1)).toMatchObject({ role: 'tool', content: '{"city": "Paris", "degrees": 21}' })
    expect(chat.view().usage).toMatchObject({ requests: 2, atLeast: false })
    expect(chat.view().turns).toHaveLength(1)
    const copy = createChat({ transport })
    copy.import(structuredClone(chat.export()))
    expect(thread(copy)).toEqual(thread(chat))
    expect(copy.view().messages.map(({ message }) => message)).toEqual(
      chat.view().messages.map(({ message }) => ChatMessage.fromDict(message.toDict())),
    )
  })
})
