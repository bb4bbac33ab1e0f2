import { describe, expect, it, vi } from 'vitest'
import { ChatMessage } from '../../src/core/index.js'
import { createSimulator } from '../../src/testing/createSimulator.js'
import { reply, status } from '../../src/testing/script.js'
import { chatOver, steppedChat, thread, tick } from './chat.js'

describe('choices apart', () => {
  const event = (index: number, content: string, finish_reason: string | null = null) =>
    `data: ${JSON.stringify({ choices: [{ index, delta: { content }, finish_reason }] })}\n\n`
  const stream = (text: string) => new Response(text, { headers: { 'content-type': 'text/event-stream' } })
  const choicesOf = (chat: ReturnType<typeof chatOver>['chat'], id: string) =>
    chat.siblings(id).ids.map((each) => {
      const node = chat.store.getState().tree.nodes.get(each)
      return [node?.message.meta.index, node?.message.text, node?.status]
    })

  it('keep their messages when they come out of order', async () => {
    const text = event(1, 'B') + event(0, 'A') + event(0, '', 'stop') + event(1, '', 'stop')
    const { chat } = chatOver(async () => stream(`${text}data: [DONE]\n\n`), { generationKwargs: { n: 2 } })
    const answer = await chat.sendMessage('go')
    expect(choicesOf(chat, answer.id)).toEqual([
      [0, 'A', 'complete'],
      [1, 'B', 'complete'],
    ])
    expect(chat.view().messages.at(-1)?.message.text).toBe('A')
  })

  it('are complete or interrupted each for itself', async () => {
    const text = event(0, 'A', 'stop') + event(1, 'B')
    const { chat } = chatOver(async () => stream(text), { generationKwargs: { n: 2 } })
    const answer = await chat.sendMessage('go')
    expect(choicesOf(chat, answer.id)).toEqual([
      [0, 'A', 'complete'],
      [1, 'B', 'interrupted'],
    ])
  })

  it('are one message when only one was asked for, whatever its index', async () => {
    const text = event(3, 'A') + event(3, 'B', 'stop')
    const { chat } = chatOver(async () => stream(`${text}data: [DONE]\n\n`))
    await chat.sendMessage('go')
    expect(thread(chat)).toEqual([
      ['user', 'go'],
      ['assistant', 'AB'],
    ])
  })
})

describe('hard cases', () => {
  const answering = () => chatOver(createSimulator({ tokensPerSecond: 0 }))

  it('stops from a streaming callback, on the first chunk too', async () => {
    const { chat } = answering()
    const remove = chat.addCallbacks(() => ({ streamingCallback: () => chat.stop() }))
    const stopped = await chat.sendMessage('go')
    expect([stopped.status, chat.view().run.phase]).toEqual(['stopped', 'idle'])
    remove()
    expect((await chat.sendMessage('again')).status).toBe('complete')
  })

  it('clears by a verb of its own', async () => {
    const { chat } = answering()
    await chat.sendMessage('go')
    const { clear } = chat
    clear()
    expect(chat.view().messages).toEqual([])
  })

  it('retries an old failure without taking what came after it', async () => {
    const { chat } = chatOver(
      createSimulator({ tokensPerSecond: 0, script: [status(500), reply('Two.'), reply('One.')] }),
    )
    const failed = await chat.sendMessage('one')
    const answered = await chat.sendMessage('two')
    await chat.retry(failed.id)
    expect(thread(chat)).toEqual([
      ['user', 'one'],
      ['assistant', 'One.'],
    ])
    expect(chat.store.getState().tree.nodes.get(answered.id)?.message.text).toBe('Two.')
  })

  it('dismisses the error it is asked to, not that of the head', async () => {
    const { chat } = chatOver(createSimulator({ tokensPerSecond: 0, script: [status(500), status(401)] }))
    const first = await chat.sendMessage('one')
    const second = await chat.sendMessage('two')
    chat.clearError(first.id)
    const { nodes } = chat.store.getState().tree
    expect([nodes.get(first.id)?.error, nodes.get(second.id)?.error?.code]).toEqual([null, 'authentication'])
  })

  it('leaves the run alone when an id is unknown', async () => {
    const { chat, streamAt } = steppedChat()
    chat.sendMessage('go')
    await streamAt(0)
    await expect(chat.retry('nope')).rejects.toThrowError(/no message/)
    expect(() => chat.deleteMessage('nope')).toThrowError(/no message/)
    expect(chat.view().run.phase).not.toBe('idle')
  })

  it('does not send what waited for a conversation which is gone', async () => {
    const { chat, bodies } = steppedChat()
    chat.sendMessage('first')
    const waiting = chat.sendMessage('second')
    chat.setMessages([ChatMessage.fromUser('other')])
    expect((await waiting).status).toBe('stopped')
    await tick(20)
    expect(bodies.every(({ messages }) => messages.every(({ content }) => content === 'first'))).toBe(true)
  })

  it('keeps the order of the queue when onFinish sends', async () => {
    const { chat, bodies } = answering()
    let hasSent = false
    chat.addCallbacks(() => ({
      onFinish: () => {
        if (!hasSent) chat.sendMessage('from onFinish')
        hasSent = true
      },
    }))
    await Promise.all([chat.sendMessage('1'), chat.sendMessage('2')])
    await vi.waitFor(() => expect(bodies.length).toBe(3), 10_000)
    expect(bodies.map(({ messages }) => messages.at(-1)?.content)).toEqual(['1', '2', 'from onFinish'])
  })

  it('can be stopped by whoever hears that it began', async () => {
    const { chat, bodies } = answering()
    const unsubscribe = chat.store.subscribe(({ run }) => run.phase === 'sending' && chat.stop())
    expect((await chat.sendMessage('go')).status).toBe('stopped')
    unsubscribe()
    expect(bodies.length).toBe(0)
  })

  it('opens 10,000 messages in under a second', () => {
    const messages = Array.from({ length: 10_000 }, (_, place) =>
      place % 2 ? ChatMessage.fromAssistant('a') : ChatMessage.fromUser('u'),
    )
    const started = performance.now()
    const { chat } = steppedChat({ initialMessages: messages })
    expect(chat.view().messages.length).toBe(10_000)
    expect(performance.now() - started).toBeLessThan(1000)
  })

  it('sends files, images as images', async () => {
    const { chat, bodies } = answering()
    const png = Uint8Array.from(atob('iVBORw0KGgoAAAANSUhEUg=='), (char) => char.charCodeAt(0))
    await chat.sendMessage({ text: 'what is it?', files: [new File([png], 'a.png', { type: 'image/png' })] })
    expect(bodies[0]?.messages[0]?.content).toEqual([
      { type: 'text', text: 'what is it?' },
      { type: 'image_url', image_url: { url: 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUg==' } },
    ])
  })
})
