import { describe, expect, it } from 'vitest'
import { choicesOf } from '../../../src/components/index.js'
import { type Chat, ChatMessage, type ChatOptions, Tool } from '../../../src/hooks/index.js'
import { steppedChat } from '../../store/chat.js'
import { end, finish, say } from './support.js'

/** The texts of what was made by one request with the reply `id`. */
function textsOf(chat: Chat, id: string): (string | null)[] {
  return choicesOf(siblingsOf(chat, id), id).map(({ message }) => message.text)
}

function siblingsOf(chat: Chat, id: string) {
  const { nodes } = chat.store.getState().tree
  return chat.siblings(id).ids.flatMap((each) => nodes.get(each) ?? [])
}

const headOf = (chat: Chat) => chat.view().messageIds.at(-1) ?? ''

async function asked(n: number, options: Partial<ChatOptions> = {}) {
  const stepped = steppedChat({ generationKwargs: { n }, ...options })
  const sent = stepped.chat.sendMessage('go')
  return { ...stepped, sent, stream: await stepped.streamAt(0) }
}

async function three() {
  const { sent, stream, ...rest } = await asked(3)
  await say(stream, 'one', 'two', 'three')
  await end(stream, [0, 1, 2])
  await finish(stream)
  await sent
  return rest
}

describe('The choices of a reply', () => {
  it('are all which its request made', async () => {
    const { chat } = await three()
    expect(textsOf(chat, headOf(chat))).toEqual(['one', 'two', 'three'])
    const last = chat.siblings(headOf(chat)).ids[2] ?? ''
    expect(textsOf(chat, last)).toEqual(['one', 'two', 'three'])
  })

  it('are those of its own request where it was asked for again', async () => {
    const { chat, streamAt } = await three()
    const first = headOf(chat)
    const again = chat.regenerate({}, { generationKwargs: { n: 2 } })
    const stream = await streamAt(1)
    await say(stream, 'four', 'five')
    await end(stream, [0, 1])
    await finish(stream)
    await again
    expect(chat.siblings(first).ids).toHaveLength(5)
    expect(textsOf(chat, first)).toEqual(['one', 'two', 'three'])
    expect(textsOf(chat, headOf(chat))).toEqual(['four', 'five'])
  })

  it('are the same while they stream, the one which waits among them', async () => {
    const { chat, sent, stream } = await asked(3)
    const waiting = headOf(chat)
    await stream.event({ choices: [{ index: 2, delta: { content: 'three' } }] })
    chat.export() // publishes what arrived
    expect(textsOf(chat, waiting)).toEqual([null, 'three'])
    chat.stop()
    await sent
    expect(textsOf(chat, waiting)).toEqual([null, 'three'])
  })

  it('stay together when one broke off, and when it went on', async () => {
    const { chat, sent, stream, streamAt } = await asked(2)
    await say(stream, 'one', 'two')
    await end(stream, [0])
    await stream.error()
    await sent
    const [whole, broken] = siblingsOf(chat, headOf(chat))
    expect([whole?.status, broken?.status]).toEqual(['complete', 'interrupted'])
    const again = chat.continueMessage(broken?.id)
    const next = await streamAt(1)
    await next.text(' more')
    await next.finish()
    await again
    expect(textsOf(chat, whole?.id ?? '')).toEqual(['one', 'two more'])
    expect(textsOf(chat, broken?.id ?? '')).toEqual(['one', 'two more'])
  })

  it('are those of one step where the answer has several', async () => {
    const tool = new Tool({ name: 'look', description: 'Looks', parameters: { type: 'object' }, execute: () => 'seen' })
    const { chat, sent, stream, streamAt } = await asked(2, { tools: [tool] })
    await stream.toolCall({ id: 'call_1', name: 'look', arguments: '{}' })
    await stream.event({ choices: [{ index: 1, delta: { content: 'I need no tool' } }] })
    await end(stream, [0], 'tool_calls')
    await end(stream, [1])
    await finish(stream)
    const next = await streamAt(1)
    await say(next, 'It is there', 'It is not')
    await end(next, [0, 1])
    await finish(next)
    await sent
    expect(textsOf(chat, headOf(chat))).toEqual(['It is there', 'It is not'])
    const step = chat.view().messageIds[1] ?? ''
    expect(textsOf(chat, step)).toEqual([null, 'I need no tool'])
  })

  it('are known in an imported conversation', async () => {
    const { chat } = await three()
    const { chat: other } = steppedChat()
    other.import(JSON.parse(JSON.stringify(chat.export())))
    expect(textsOf(other, headOf(other))).toEqual(['one', 'two', 'three'])
  })

  it('are the reply alone where it is the only one, and none where it is not there', async () => {
    const { chat } = steppedChat({ initialMessages: [ChatMessage.fromUser('Hi'), ChatMessage.fromAssistant('Hello')] })
    expect(textsOf(chat, headOf(chat))).toEqual(['Hello'])
    expect(choicesOf([], 'nobody')).toEqual([])
  })

  it('are not the versions of a question', async () => {
    const { chat, streamAt } = await three()
    const question = chat.view().messageIds[0] ?? ''
    const edited = chat.editMessage(question, 'go on')
    await (await streamAt(1)).finish()
    await edited
    expect(chat.siblings(question).ids).toHaveLength(2)
    expect(textsOf(chat, question)).toEqual(['go'])
  })
})
