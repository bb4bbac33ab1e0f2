import { describe, expect, it } from 'vitest'
import { ChatMessage } from '../../src/core/index.js'
import { siblingIds } from '../../src/store/tree.js'
import { steppedChat, thread, tick } from './chat.js'

const old = [ChatMessage.fromUser('old question'), ChatMessage.fromAssistant('old answer')]
const recent = [ChatMessage.fromUser('question'), ChatMessage.fromAssistant('answer')]
const texts = (chat: ReturnType<typeof steppedChat>['chat']) => thread(chat).map(([, text]) => text)

describe('prependMessages', () => {
  it('puts them before what is there, whose ids stay', () => {
    const { chat } = steppedChat({ initialMessages: recent })
    const before = chat.view().messageIds
    chat.prependMessages(old)
    expect(texts(chat)).toEqual(['old question', 'old answer', 'question', 'answer'])
    expect(chat.view().messageIds.slice(2)).toEqual(before)
    chat.prependMessages([ChatMessage.fromUser('oldest').toDict()])
    expect(texts(chat)[0]).toBe('oldest')
  })

  it('fills an empty conversation, and changes nothing without messages', () => {
    const { chat } = steppedChat()
    chat.prependMessages([])
    expect(texts(chat)).toEqual([])
    chat.prependMessages(old)
    expect(texts(chat)).toEqual(['old question', 'old answer'])
  })

  it('goes below a system message, which stays the first', () => {
    const { chat } = steppedChat({ initialMessages: [ChatMessage.fromSystem('Be brief.'), ...recent] })
    chat.prependMessages(old)
    expect(texts(chat)).toEqual(['Be brief.', 'old question', 'old answer', 'question', 'answer'])
  })

  it('keeps the versions of the first message beside each other, and the one which is shown', async () => {
    const { chat, streamAt } = steppedChat({ initialMessages: recent })
    const [first = ''] = chat.view().messageIds
    void chat.editMessage(first, 'question, written anew')
    await streamAt(0)
    chat.stop()
    chat.prependMessages(old)
    expect(texts(chat).slice(0, 3)).toEqual(['old question', 'old answer', 'question, written anew'])
    expect(siblingIds(chat.store.getState().tree, first)).toHaveLength(2)
    chat.selectSibling(first)
    expect(texts(chat)).toEqual(['old question', 'old answer', 'question', 'answer'])
  })

  it('keeps its place before a first answer which is being written anew', async () => {
    const { chat, bodies, streamAt } = steppedChat({
      initialMessages: [ChatMessage.fromSystem('Be brief.'), ChatMessage.fromAssistant('Hello!')],
    })
    void chat.retry()
    const stream = await streamAt(0)
    await stream.text('Hi')
    await tick()
    chat.prependMessages(old)
    await stream.finish()
    void chat.sendMessage('next')
    await streamAt(1)
    expect(texts(chat).slice(0, 4)).toEqual(['Be brief.', 'old question', 'old answer', 'Hi'])
    expect(bodies[1]?.messages).toHaveLength(5)
    chat.stop()
  })

  it('lets a run go on, whose next request has them', async () => {
    const { chat, bodies, streamAt } = steppedChat()
    const sent = chat.sendMessage('question')
    const stream = await streamAt(0)
    await stream.text('half')
    await tick()
    chat.prependMessages(old)
    await stream.text(' and half')
    await stream.finish()
    expect((await sent).message.text).toBe('half and half')
    expect(texts(chat)).toEqual(['old question', 'old answer', 'question', 'half and half'])
    void chat.sendMessage('next')
    await streamAt(1)
    expect(bodies[1]?.messages.map(({ content }) => content)).toEqual([
      'old question',
      'old answer',
      'question',
      'half and half',
      'next',
    ])
    chat.stop()
  })

  it('is in what is exported', () => {
    const { chat } = steppedChat({ initialMessages: recent })
    chat.prependMessages(old)
    const other = steppedChat().chat
    other.import(JSON.parse(JSON.stringify(chat.export())))
    expect(thread(other)).toEqual(thread(chat))
  })
})
