import { describe, expect, it } from 'vitest'
import type { ChatOptions } from '../../src/store/index.js'
import { streamAnswer, streamed } from '../core/support/answers.js'
import { chatOver, tick } from './chat.js'

/** A chat which counts: what was asked, in order, and how many requests were open at once. */
function countingChat(options: Partial<ChatOptions> = {}, counts = { asked: [] as string[], open: 0, most: 0 }) {
  const { chat } = chatOver(async (request) => {
    const { messages } = await request.json()
    counts.asked.push(messages.at(-1).content)
    counts.most = Math.max(counts.most, ++counts.open)
    await tick()
    counts.open -= 1
    return streamAnswer(streamed(`answer to ${messages.at(-1).content}`))
  }, options)
  return { chat, counts }
}

const texts = (count: number) => Array.from({ length: count }, (_, place) => `message ${place}`)

describe('sends at the same time', () => {
  it('R03 1,000 in one task are 1,000 requests, one for each, in order', { timeout: 60_000 }, async () => {
    const { chat, counts } = countingChat({ prepareMessages: (messages) => messages.slice(-1) })
    const answers = await Promise.all(texts(1000).map((text) => chat.sendMessage(text)))
    expect(counts.asked).toEqual(texts(1000))
    expect(counts.most).toBe(1)
    expect(answers.map(({ status, message }) => [status, message.text])).toEqual(
      texts(1000).map((text) => ['complete', `answer to ${text}`]),
    )
    expect(chat.view().messages.map(({ message }) => message.text)).toEqual(
      texts(1000).flatMap((text) => [text, `answer to ${text}`]),
    )
    expect(chat.view()).toMatchObject({ status: 'ready', queue: [], usage: { requests: 1000 } })
  })

  it('R03 of the same text are two messages, the second waits where it can be seen', async () => {
    const { chat, counts } = countingChat()
    const sent = [chat.sendMessage('hi'), chat.sendMessage('hi')]
    expect(chat.view().queue.map(({ message }) => message.text)).toEqual(['hi'])
    const [first, second] = await Promise.all(sent)
    expect(counts).toMatchObject({ asked: ['hi', 'hi'], most: 1 })
    expect(first?.id).not.toBe(second?.id)
    expect(second?.parentId).toBe(chat.view().messages[2]?.id)
  })

  it('R03 are refused with an error where that is asked for, never lost', async () => {
    const { chat, counts } = countingChat({ whenBusy: 'refuse' })
    const answers = await Promise.all(texts(1000).map((text) => chat.sendMessage(text)))
    expect(counts.asked).toEqual(['message 0'])
    expect(answers.filter(({ status }) => status === 'complete')).toHaveLength(1)
    expect(answers.filter(({ error }) => error?.code === 'busy')).toHaveLength(999)
    expect(chat.view().messages).toHaveLength(2)
  })

  it('R03 end each other where that is asked for; only the last is answered', async () => {
    const { chat, counts } = countingChat({ whenBusy: 'interrupt' })
    const answers = await Promise.all(texts(50).map((text) => chat.sendMessage(text)))
    expect(answers.map(({ status }) => status)).toEqual([...Array(49).fill('stopped'), 'complete'])
    expect(counts.asked).toEqual(['message 49'])
    expect(chat.view().messages.filter(({ message }) => message.role === 'user')).toHaveLength(50)
  })

  it('R04 run one after the other in a conversation, and beside each other in several', async () => {
    const counts = { asked: [] as string[], open: 0, most: 0 }
    const chats = Array.from({ length: 5 }, () => countingChat({}, counts).chat)
    const sent = chats.flatMap((chat, place) => texts(5).map((text) => chat.sendMessage(`${place} ${text}`)))
    await Promise.all(sent)
    expect([counts.most, counts.asked.length]).toEqual([5, 25])
    for (const place of chats.keys())
      expect(counts.asked.filter((text) => text.startsWith(`${place} `))).toEqual(
        texts(5).map((text) => `${place} ${text}`),
      )
  })

  it('R04 keep their order when one of them fails, is stopped or is taken away', async () => {
    const { chat, counts } = countingChat()
    const sent = texts(4).map((text) => chat.sendMessage(text))
    chat.removeQueued(chat.view().queue[1]?.id ?? '')
    chat.stop()
    const answers = await Promise.all(sent)
    expect(answers.map(({ status }) => status)).toEqual(['stopped', 'complete', 'stopped', 'complete'])
    expect(counts.asked).toEqual(['message 1', 'message 3'])
  })
})
