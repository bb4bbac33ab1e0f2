import { describe, expect, it, vi } from 'vitest'
import { ChatMessage, isTogetherError } from '../../src/core/index.js'
import { createSimulator } from '../../src/testing/createSimulator.js'
import { cut, reply, reset, status } from '../../src/testing/script.js'
import { chatOver, steppedChat, thread, tick } from './chat.js'

describe('a send', () => {
  it('goes from submitted over streaming to ready', async () => {
    const { chat, streamAt } = steppedChat()
    const sent = chat.sendMessage('Hello')
    expect([chat.view().status, thread(chat)]).toEqual([
      'submitted',
      [
        ['user', 'Hello'],
        ['assistant', null],
      ],
    ])
    const stream = await streamAt(0)
    await stream.text('Hel')
    await vi.waitFor(() => expect(chat.view().status).toBe('streaming'), 10_000)
    await stream.text('lo!')
    await stream.finish()
    const answer = await sent
    expect([answer.status, answer.message.text, chat.view().status]).toEqual(['complete', 'Hello!', 'ready'])
  })

  it('holds the whole history', async () => {
    const { chat, bodies } = chatOver(createSimulator({ tokensPerSecond: 0, script: [reply('One.'), reply('Two.')] }), {
      systemPrompt: 'Be brief.',
    })
    await chat.sendMessage('first')
    await chat.sendMessage('second')
    expect(bodies[1]?.messages).toEqual([
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'first' },
      { role: 'assistant', content: 'One.' },
      { role: 'user', content: 'second' },
    ])
  })

  it('measures the time to the first token and to the end', async () => {
    const { chat } = chatOver(createSimulator({ tokensPerSecond: 200, script: [reply('One two three.')] }))
    const { timing } = await chat.sendMessage('go')
    expect(timing?.firstTokenAt).toBeGreaterThanOrEqual(timing?.startedAt ?? Number.NaN)
    expect(timing?.finishedAt).toBeGreaterThanOrEqual(timing?.firstTokenAt ?? Number.NaN)
    expect(timing?.chunks).toBeGreaterThan(1)
  })

  it('never rejects: bad input resolves with its error and changes nothing', async () => {
    const { chat } = steppedChat()
    const answer = await chat.sendMessage({ parts: [] })
    expect([answer.status, isTogetherError(answer.error), chat.view().messages.length]).toEqual(['error', true, 0])
  })

  it('nor does any other verb of a button, where there is nothing to try again or to go on with', async () => {
    const greeting = ChatMessage.fromAssistant('Hello, I am here.')
    const { chat: empty } = steppedChat()
    const { chat: greeted } = steppedChat({ initialMessages: [greeting] })
    for (const chat of [empty, greeted])
      for (const verb of [chat.retry, chat.regenerate, chat.continueMessage]) {
        const before = chat.store.getState()
        const answer = await verb()
        expect([answer.status, answer.error?.code]).toEqual(['error', 'invalid-argument'])
        expect(chat.store.getState()).toBe(before)
      }
  })

  it('tells its callbacks, and goes on when one throws', async () => {
    const reported: unknown[] = []
    const onUncaught = (error: unknown) => reported.push(error)
    process.on('uncaughtException', onUncaught)
    const chunks: string[] = []
    const onFinish = vi.fn(() => {
      throw new Error('mine')
    })
    const { chat } = chatOver(createSimulator({ tokensPerSecond: 0, script: [reply('Hi.')] }), {
      onFinish,
      streamingCallback: (chunk) => chunks.push(chunk.content),
    })
    const answer = await chat.sendMessage('go')
    await tick()
    process.off('uncaughtException', onUncaught)
    expect([answer.status, chunks.join(''), onFinish.mock.calls.length, reported.length]).toEqual([
      'complete',
      'Hi.',
      1,
      1,
    ])
  })
})

describe('sends at once', () => {
  it('run one after the other, in order', async () => {
    const { chat, bodies } = chatOver(
      createSimulator({ tokensPerSecond: 0, script: [reply('a'), reply('b'), reply('c')] }),
    )
    const answers = await Promise.all(['1', '2', '3'].map((text) => chat.sendMessage(text)))
    expect(answers.map(({ message }) => message.text)).toEqual(['a', 'b', 'c'])
    expect(bodies.map(({ messages }) => messages.length)).toEqual([1, 3, 5])
  })

  it('wait where they can be seen and taken away', async () => {
    const { chat, bodies } = steppedChat()
    chat.sendMessage('first')
    const waiting = chat.sendMessage('second')
    const [queued] = chat.view().queue
    expect(queued?.message.text).toBe('second')
    chat.removeQueued(queued?.id ?? '')
    expect([(await waiting).status, chat.view().queue]).toEqual(['stopped', []])
    await tick(20)
    expect(bodies.length).toBe(1)
  })

  it('are refused, or interrupt, when asked', async () => {
    const refusing = steppedChat({ whenBusy: 'refuse' })
    refusing.chat.sendMessage('first')
    expect((await refusing.chat.sendMessage('second')).error?.code).toBe('busy')
    const interrupting = steppedChat({ whenBusy: 'interrupt' })
    const first = interrupting.chat.sendMessage('first')
    interrupting.chat.sendMessage('second')
    expect((await first).status).toBe('stopped')
    await interrupting.streamAt(0) // the first was stopped before its request left
    expect(interrupting.bodies[0]?.messages.map(({ content }) => content)).toEqual(['first', 'second'])
  })
})

describe('publication', () => {
  it('happens once for 200 deltas in one frame, with the exact text at the end', async () => {
    const { chat, streamAt } = steppedChat()
    const sent = chat.sendMessage('go')
    const stream = await streamAt(0)
    await stream.text('a')
    await vi.waitFor(() => expect(chat.view().status).toBe('streaming'), 10_000)
    await tick(40)
    const published = vi.fn()
    chat.store.subscribe(published)
    const burst = Array.from(
      { length: 200 },
      (_, place) => `data: ${JSON.stringify(deltaEvent(`${place} `))}\n\n`,
    ).join('')
    await stream.bytes(new TextEncoder().encode(burst))
    await tick(60)
    expect(published).toHaveBeenCalledTimes(1)
    await stream.finish()
    const expected = `a${Array.from({ length: 200 }, (_, place) => `${place} `).join('')}`
    expect((await sent).message.text).toBe(expected)
  })

  it('keeps the identity of every message but the live one', async () => {
    const { chat, streamAt } = steppedChat({
      initialMessages: [ChatMessage.fromUser('u'), ChatMessage.fromAssistant('a')],
    })
    chat.sendMessage('go')
    const stream = await streamAt(0)
    const before = chat.view().messages
    await stream.text('x')
    await vi.waitFor(() => expect(chat.view().messages.at(-1)?.message.text).toBe('x'), 10_000)
    const after = chat.view().messages
    expect(after.slice(0, -1).every((message, place) => message === before[place])).toBe(true)
    expect(after.at(-1)).not.toBe(before.at(-1))
    expect(chat.view().turns[0]).toBe(chat.view().turns[0])
  })
})

function deltaEvent(content: string) {
  return { id: 'x', object: 'chat.completion.chunk', model: 'm', choices: [{ index: 0, delta: { content } }] }
}

describe('stop', () => {
  it('keeps the text so far, at once, and closes the connection', async () => {
    const { chat, streamAt } = steppedChat()
    const sent = chat.sendMessage('go')
    const stream = await streamAt(0)
    await stream.text('Hel')
    await vi.waitFor(() => expect(chat.view().status).toBe('streaming'), 10_000)
    chat.stop()
    expect([chat.view().status, chat.view().run.phase]).toEqual(['ready', 'idle'])
    expect([(await sent).status, (await sent).message.text, (await sent).error]).toEqual(['stopped', 'Hel', null])
    await stream.cancelled
  })

  it('does nothing twice, after the end, or without a run', async () => {
    const { chat } = chatOver(createSimulator({ tokensPerSecond: 0, script: [reply('Hi.')] }), {
      onFinish: () => chat.stop(),
    })
    chat.stop()
    const answer = await chat.sendMessage('go')
    chat.stop()
    chat.stop()
    expect(answer.status).toBe('complete')
    expect(chat.view().messages.at(-1)?.status).toBe('complete')
  })

  it('leaves a transport which does not heed the signal', async () => {
    const { chat } = steppedChat({
      transport: { stream: () => ({ [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => {}) }) }) },
    })
    const sent = chat.sendMessage('go')
    chat.stop()
    expect((await sent).status).toBe('stopped')
  })
})

describe('failures', () => {
  it('keep the text of a reply which was cut off, as interrupted', async () => {
    const { chat } = chatOver(createSimulator({ tokensPerSecond: 0, script: [cut(3), reset(3)] }))
    const first = await chat.sendMessage('go')
    expect([first.status, first.error?.code, first.message.text?.length]).toEqual([
      'interrupted',
      'truncated',
      expect.any(Number),
    ])
    const second = await chat.sendMessage('again')
    expect([second.status, second.error?.code]).toEqual(['interrupted', 'network'])
  })

  it('are the errors of their reply, and of the chat while it is the head', async () => {
    const onError = vi.fn()
    const { chat } = chatOver(createSimulator({ tokensPerSecond: 0, script: [status(402)] }), { onError })
    const answer = await chat.sendMessage('go')
    expect([answer.status, answer.error?.code, chat.view().status, chat.view().error]).toEqual([
      'error',
      'credit',
      'error',
      answer.error,
    ])
    expect(onError).toHaveBeenCalledTimes(1)
  })

  it('are retried without doubling the question', async () => {
    const { chat, bodies } = chatOver(createSimulator({ tokensPerSecond: 0, script: [status(503), reply('Here.')] }))
    await chat.sendMessage('go')
    await chat.retry()
    expect(thread(chat)).toEqual([
      ['user', 'go'],
      ['assistant', 'Here.'],
    ])
    expect(bodies[1]?.messages).toEqual([{ role: 'user', content: 'go' }])
  })

  it('are dismissed, and the answer before is shown again', async () => {
    const { chat } = chatOver(createSimulator({ tokensPerSecond: 0, script: [reply('First.'), status(500)] }))
    await chat.sendMessage('go')
    await chat.regenerate()
    expect(chat.view().status).toBe('error')
    chat.clearError()
    expect([thread(chat), chat.view().status]).toEqual([
      [
        ['user', 'go'],
        ['assistant', 'First.'],
      ],
      'ready',
    ])
  })
})

describe('trying again', () => {
  it('regenerates beside the old answer', async () => {
    const { chat } = chatOver(createSimulator({ tokensPerSecond: 0, script: [reply('One.'), reply('Two.')] }))
    const first = await chat.sendMessage('go')
    const second = await chat.regenerate()
    expect(thread(chat)).toEqual([
      ['user', 'go'],
      ['assistant', 'Two.'],
    ])
    expect(chat.siblings(second.id)).toEqual({ ids: [first.id, second.id], index: 1 })
    chat.selectSibling(first.id)
    expect(thread(chat)).toEqual([
      ['user', 'go'],
      ['assistant', 'One.'],
    ])
  })

  it('edits beside the old turn', async () => {
    const { chat, bodies } = chatOver(createSimulator({ tokensPerSecond: 0, script: [reply('One.'), reply('Two.')] }))
    await chat.sendMessage('go')
    const [question] = chat.view().messages
    await chat.editMessage(question?.id ?? '', 'stay')
    expect(thread(chat)).toEqual([
      ['user', 'stay'],
      ['assistant', 'Two.'],
    ])
    expect(bodies[1]?.messages).toEqual([{ role: 'user', content: 'stay' }])
    chat.selectSibling(question?.id ?? '')
    expect(thread(chat)).toEqual([
      ['user', 'go'],
      ['assistant', 'One.'],
    ])
  })

  it('while streaming ends the old stream first and keeps its text', async () => {
    const { chat, streamAt } = steppedChat()
    const first = chat.sendMessage('go')
    const stream = await streamAt(0)
    await stream.text('Hel')
    await vi.waitFor(() => expect(chat.view().status).toBe('streaming'), 10_000)
    chat.regenerate()
    expect([(await first).status, (await first).message.text]).toEqual(['stopped', 'Hel'])
    await stream.cancelled
    await (await streamAt(1)).text('Again')
    await vi.waitFor(() => expect(chat.view().messages.at(-1)?.message.text).toBe('Again'), 10_000)
  })
})

describe('taking away', () => {
  it('clears for good: late chunks bring nothing back', async () => {
    const { chat, streamAt } = steppedChat()
    chat.sendMessage('go')
    const stream = await streamAt(0)
    await stream.text('Hel')
    await vi.waitFor(() => expect(chat.view().status).toBe('streaming'), 10_000)
    chat.clear()
    await stream.cancelled
    await tick(40)
    expect([chat.view().messages, chat.view().status]).toEqual([[], 'ready'])
  })

  it('deletes a message with what is below it', async () => {
    const { chat } = chatOver(createSimulator({ tokensPerSecond: 0 }), {
      initialMessages: [ChatMessage.fromUser('a'), ChatMessage.fromAssistant('b'), ChatMessage.fromUser('c')],
    })
    chat.deleteMessage(chat.view().messages[1]?.id ?? '')
    expect(thread(chat)).toEqual([['user', 'a']])
  })
})

describe('several choices', () => {
  it('stream as siblings, each with its own text', async () => {
    const { chat } = chatOver(createSimulator({ tokensPerSecond: 0 }), { generationKwargs: { n: 3 } })
    const answer = await chat.sendMessage('Tell me about lists')
    const { ids } = chat.siblings(answer.id)
    const replies = ids.map((id) => chat.store.getState().tree.nodes.get(id)?.message)
    expect(replies.map((message) => message?.meta.index)).toEqual([0, 1, 2])
    expect(new Set(replies.map((message) => message?.text)).size).toBe(3)
    expect(chat.view().messages.at(-1)?.id).toBe(answer.id)
  })
})

describe('waiting for a retry', () => {
  it('is visible with its time, and can be stopped', async () => {
    const transport = {
      fetch: async () => new Response('{}', { status: 503, headers: { 'retry-after': '30' } }),
    }
    const { chat } = steppedChat()
    const { createTogetherTransport } = await import('../../src/store/index.js')
    chat.configure({ transport: createTogetherTransport({ ...transport, maxRetries: 2 }) })
    const sent = chat.sendMessage('go')
    await vi.waitFor(() => expect(chat.view().run.phase).toBe('retry-wait'), 10_000)
    const { attempt, retryAt } = chat.view().run
    expect(attempt).toBe(1)
    expect((retryAt ?? 0) - Date.now()).toBeGreaterThan(25_000)
    expect(chat.view().status).toBe('submitted')
    chat.stop()
    expect((await sent).status).toBe('stopped')
  })
})
