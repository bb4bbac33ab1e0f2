import { describe, expect, it } from 'vitest'
import { ChatMessage, TogetherError, Tool } from '../../src/core/index.js'
import { completeChunk } from '../../src/core/stream/StreamingChunk.js'
import { type Chat, type ChatTransport, canContinue, createChat, type TransportRequest } from '../../src/store/index.js'
import { steppedChat, thread } from './chat.js'

async function interrupted(text = 'Once upon') {
  const stepped = steppedChat()
  const { chat, streamAt } = stepped
  const sent = chat.sendMessage('Tell')
  const stream = await streamAt(0)
  await stream.text(text)
  await stream.close()
  await sent
  return stepped
}

describe('continueMessage', () => {
  it('goes on with the text of an interrupted reply, in the same message', async () => {
    const { chat, streamAt, bodies } = await interrupted()
    const before = chat.view().messages.at(-1)
    expect(before?.status).toBe('interrupted')
    const done = chat.continueMessage()
    const stream = await streamAt(1)
    expect(chat.view().messages.at(-1)).toMatchObject({
      id: before?.id,
      status: 'pending',
      message: { text: 'Once upon' },
    })
    await stream.text(' a time.')
    await stream.finish()
    const after = await done
    expect(after).toMatchObject({
      id: before?.id,
      status: 'complete',
      error: null,
      message: { text: 'Once upon a time.' },
    })
    expect(bodies[1]?.messages).toEqual([
      { role: 'user', content: 'Tell' },
      { role: 'assistant', content: 'Once upon' },
    ])
    expect(chat.view().usage).toMatchObject({ requests: 2, atLeast: true })
  })

  it('keeps the text when going on is refused, breaks off again, or is stopped', async () => {
    const { chat, streamAt } = await interrupted()
    const again = chat.continueMessage()
    await (await streamAt(1)).error()
    expect(await again).toMatchObject({
      status: 'interrupted',
      error: { code: 'network' },
      message: { text: 'Once upon' },
    })
    const stopped = chat.continueMessage()
    const stream = await streamAt(2)
    await stream.text(' a')
    chat.stop()
    expect(await stopped).toMatchObject({ status: 'stopped', message: { text: 'Once upon a' } })
    expect(canContinue(chat.store.getState(), chat.view().messages.at(-1)?.id ?? '')).toBe(true)
    expect(thread(chat)).toHaveLength(2)
  })

  it('asks anew for a reply which said nothing, and refuses one which is complete', async () => {
    const { chat, streamAt, bodies } = await interrupted('')
    const done = chat.continueMessage()
    const stream = await streamAt(1)
    await stream.text('Hello')
    await stream.finish()
    expect(await done).toMatchObject({ status: 'complete', message: { text: 'Hello' } })
    expect(bodies[1]?.messages).toHaveLength(1)
    expect(await chat.continueMessage()).toMatchObject({ status: 'error', error: { code: 'invalid-argument' } })
    expect(thread(chat)).toEqual([
      ['user', 'Tell'],
      ['assistant', 'Hello'],
    ])
  })
})

describe('a failed regenerate', () => {
  it('leaves the old answer in place, selected again on dismissal', async () => {
    const { chat, streamAt } = steppedChat()
    const sent = chat.sendMessage('Tell')
    const stream = await streamAt(0)
    await stream.text('Old')
    await stream.finish()
    await sent
    const next = chat.sendMessage('And?')
    const second = await streamAt(1)
    await second.text('Tail')
    await second.finish()
    await next
    const again = chat.regenerate({ messageId: chat.view().messages[1]?.id })
    await (await streamAt(2)).error()
    expect(await again).toMatchObject({ status: 'error' })
    expect(thread(chat)).toEqual([
      ['user', 'Tell'],
      ['assistant', null],
    ])
    chat.clearError()
    expect(thread(chat).map(([, text]) => text)).toEqual(['Tell', 'Old', 'And?', 'Tail'])
  })
})

/** A transport whose requests end as the test says, in order; what was asked is kept. */
function scripted(...ends: (() => void)[]) {
  const requests: TransportRequest[] = []
  const transport: ChatTransport = {
    async *stream(request) {
      const end = ends[requests.push(request) - 1]
      yield completeChunk({ content: 'Once', meta: { model: `served/${request.model ?? 'default'}`, index: 0 } })
      end?.()
    },
  }
  return { transport, requests, asked: () => requests.map(({ model }) => model) }
}

const breakOff = () => {
  throw new TogetherError({ code: 'network', message: 'Gone.' })
}
const refuse = () => {
  throw new TogetherError({ code: 'overloaded', message: 'Busy.' })
}

/** The conversation on another page, where another model was chosen. */
function reloaded(chat: Chat, transport: ChatTransport): Chat {
  const other = createChat({ transport, model: 'other' })
  other.import(JSON.parse(JSON.stringify(chat.export())))
  return other
}

describe('The model of a reply', () => {
  it("is the chat's own as that is now, where the call named none: who picks another one goes on with that", async () => {
    const { transport, asked } = scripted(breakOff, refuse, breakOff)
    const chat = createChat({ transport, model: 'first' })
    await chat.sendMessage('Tell')
    chat.configure({ model: 'second' })
    await chat.continueMessage()
    chat.configure({ model: 'third' })
    await chat.retry()
    await reloaded(chat, transport).continueMessage()
    expect(asked()).toEqual(['first', 'second', 'third', 'other'])
  })

  it('is that of the call, where it named one', async () => {
    const { transport, asked } = scripted(breakOff, breakOff, breakOff)
    const chat = createChat({ transport, model: 'first' })
    await chat.sendMessage('Tell', { model: 'named' })
    await chat.continueMessage()
    await chat.continueMessage(undefined, { model: 'another' })
    await chat.continueMessage()
    expect(asked()).toEqual(['named', 'named', 'another', 'another'])
  })

  it('is asked when a failed reply is tried again, where the call named one, and after a reload', async () => {
    const { transport, asked } = scripted(refuse, refuse, refuse)
    const chat = createChat({ transport, model: 'first' })
    await chat.sendMessage('Tell', { model: 'named' })
    chat.configure({ model: 'second' })
    await chat.retry()
    await reloaded(chat, transport).retry()
    await chat.retry(undefined, { model: 'another' })
    expect(asked()).toEqual(['named', 'named', 'named', 'another'])
  })

  it('is known of a reply whose request could not be made', async () => {
    const { transport, asked } = scripted()
    let isBroken = true
    const prepareMessages = (messages: readonly ChatMessage[]) => {
      if (isBroken) throw new Error('Not now.')
      return messages
    }
    const chat = createChat({ transport, model: 'first', prepareMessages })
    expect(await chat.sendMessage('Tell', { model: 'named' })).toMatchObject({ status: 'error', model: 'named' })
    isBroken = false
    await chat.retry()
    expect(asked()).toEqual(['named'])
  })

  it("is the chat's own of now, where the request named none or where the question is asked again", async () => {
    const { transport, asked } = scripted(breakOff, breakOff)
    const chat = createChat({ transport })
    await chat.sendMessage('Tell')
    chat.configure({ model: 'second' })
    await chat.continueMessage()
    await chat.regenerate()
    chat.configure({ model: 'third' })
    await chat.regenerate()
    expect(asked()).toEqual([undefined, 'second', 'second', 'third'])
  })

  it('is known while the reply is written, to who exports it then', async () => {
    const { chat, streamAt } = steppedChat({ model: 'first' })
    const sent = chat.sendMessage('Tell', { model: 'named' })
    const stream = await streamAt(0)
    const modelOf = ({ messages }: ReturnType<Chat['export']>) => messages.at(-1)?.model
    await stream.text('Once')
    expect(modelOf(chat.export())).toBe('named')
    chat.stop()
    await sent
    void chat.continueMessage()
    await (await streamAt(1)).text(' upon')
    expect(modelOf(chat.export())).toBe('named')
    chat.stop()
  })

  it('is asked after a tool, too, when an answer to it comes on another page', async () => {
    const look = new Tool({ name: 'look', description: 'Looks', parameters: { type: 'object' } })
    const requests: TransportRequest[] = []
    const transport: ChatTransport = {
      async *stream(request) {
        if (requests.push(request) > 1) return yield completeChunk({ content: 'Seen.', meta: { index: 0 } })
        const toolCalls = [{ index: 0, id: 'call', toolName: 'look', arguments: '{}', extra: null }]
        yield completeChunk({ toolCalls, meta: { index: 0, finish_reason: 'tool_calls' }, finishReason: 'tool_calls' })
      },
    }
    const chat = createChat({ transport, tools: [look], model: 'first' })
    void chat.sendMessage('Look', { model: 'named' })
    await expect.poll(() => chat.store.getState().toolCalls.at(0)?.status).toBe('ready')
    const other = reloaded(chat, transport)
    other.configure({ tools: [look] })
    other.addToolResult({ key: other.store.getState().toolCalls[0]?.key ?? '', result: 'a cat' })
    await expect.poll(() => other.view().messages.at(-1)?.message.text).toBe('Seen.')
    expect(requests.map(({ model, continuesTurn }) => [model, continuesTurn])).toEqual([
      ['named', false],
      ['named', true],
    ])
    chat.stop()
  })
})

describe('A greeting', () => {
  it('is not asked for again: nothing is sent, and what runs goes on', async () => {
    for (const before of [[], [ChatMessage.fromSystem('Be brief.')]]) {
      const { chat, streamAt, bodies } = steppedChat({
        initialMessages: [...before, ChatMessage.fromAssistant('Hello!')],
      })
      const greeting = chat.view().messages.at(-1)?.id
      expect(await chat.regenerate()).toMatchObject({ status: 'error', error: { code: 'invalid-argument' } })
      const sent = chat.sendMessage('Tell')
      const stream = await streamAt(0)
      expect((await chat.regenerate({ messageId: greeting })).error?.code).toBe('invalid-argument')
      await stream.text('Once')
      await stream.finish()
      expect(await sent).toMatchObject({ status: 'complete' })
      expect(bodies).toHaveLength(1)
      expect(chat.view().messages).toHaveLength(before.length + 3)
    }
  })
})
