import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ChatMessage, type ToolCallInput } from '../../src/core/index.js'
import { createChat } from '../../src/store/index.js'
import { scriptedChat } from './scripted.js'

const ids = fc.constantFrom(null, '', 'call_0', 'call_1', 'x')
const calls = fc
  .array(fc.record({ toolName: fc.constantFrom('a', 'b', ''), id: ids, arguments: fc.constant({}) }), { maxLength: 3 })
  .map((list) => list as ToolCallInput[])

const message = fc.oneof(
  fc.constantFrom('hi', 'more').map((text) => ChatMessage.fromUser(text)),
  fc
    .tuple(fc.constantFrom(null, '', 'well'), calls)
    .map(([text, toolCalls]) => ChatMessage.fromAssistant(text, { toolCalls })),
  fc
    .tuple(fc.constantFrom('a', 'b', ''), ids, fc.constantFrom('one', 'two'))
    .map(([toolName, id, text]) => ChatMessage.fromTool(text, { toolName, id, arguments: {} })),
  fc.constant(ChatMessage.fromSystem('Be kind.')),
)

describe('the history of a request', () => {
  it('is valid whatever the thread holds', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(message, { maxLength: 12 }), async (initialMessages) => {
        const { chat } = scriptedChat(['Fine.'], { initialMessages })
        const { status, error } = await chat.sendMessage('go') // scriptedChat looks at what is sent
        expect([status, error?.message]).toEqual(['complete', undefined])
      }),
      { numRuns: 1500, seed: 20_261_121 },
    )
  })

  it('keeps every text, in order, and every result of a call', async () => {
    const call = (id: string | null) => ({ toolName: 'a', id, arguments: {} })
    const { chat, bodies } = scriptedChat(['Fine.'], {
      initialMessages: [
        ChatMessage.fromUser('one'),
        ChatMessage.fromAssistant('two', { toolCalls: [call('x'), call('x'), call(null)] }),
        ChatMessage.fromTool('first', call('x')),
        ChatMessage.fromTool('second', call('x')),
        ChatMessage.fromTool('third', call(null)),
        ChatMessage.fromAssistant('three'),
      ],
    })
    expect((await chat.sendMessage('four')).status).toBe('complete')
    const said = bodies[0]?.messages.map(({ content }) => content)
    expect(said).toEqual(['one', 'two', 'first', 'second', 'third', 'three', 'four'])
  })

  it('is the same for the same thread', async () => {
    const initialMessages = [
      ChatMessage.fromAssistant(null, { toolCalls: [{ toolName: 'a', id: null, arguments: {} }] }),
      ChatMessage.fromTool('first', { toolName: 'a', id: null, arguments: {} }),
    ]
    const { chat, bodies } = scriptedChat(['Fine.'], { initialMessages })
    await chat.sendMessage('go')
    await chat.regenerate()
    expect(bodies[1]?.messages).toEqual(bodies[0]?.messages)
    const copy = createChat({ transport: { stream: () => never() } })
    copy.import(chat.export())
    expect(copy.view().messages.map((each) => each.message.toDict())).toEqual(
      chat.view().messages.map((each) => each.message.toDict()),
    )
  })
})

async function* never() {}
