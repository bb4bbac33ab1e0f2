import { describe, expect, it } from 'vitest'
import { canContinue } from '../../src/store/index.js'
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
