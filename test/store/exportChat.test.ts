import { describe, expect, it } from 'vitest'
import { isTogetherError, Tool } from '../../src/core/index.js'
import type { ChatExport } from '../../src/store/index.js'
import { chatOver, steppedChat, thread, tick } from './chat.js'

const ask = new Tool({
  name: 'ask',
  description: 'Asks',
  parameters: { type: 'object' },
  needsApproval: true,
  execute: () => 'yes',
})
const refused = (work: () => unknown) => {
  try {
    work()
    return null
  } catch (error) {
    return isTogetherError(error) ? [error.code, error.message] : error
  }
}

/** A conversation with a hidden branch, an error, and what it used. */
async function conversation() {
  const { chat, streamAt } = steppedChat()
  const answer = async (place: number, text: string) => {
    const stream = await streamAt(place)
    await stream.text(text)
    await stream.finish()
  }
  const sends = [chat.sendMessage('one')]
  await answer(0, 'first')
  await sends[0]
  sends.push(chat.regenerate())
  await answer(1, 'second')
  await sends[1]
  sends.push(chat.sendMessage('two'))
  const broken = await streamAt(2)
  await broken.text('half')
  await broken.close()
  await sends[2]
  return chat
}

describe('an exported conversation', () => {
  it('is plain data which keeps branches, errors and usage', async () => {
    const chat = await conversation()
    const data = chat.export()
    expect(structuredClone(data)).toEqual(data)
    expect(JSON.parse(JSON.stringify(data))).toEqual(data)
    expect(data).toMatchObject({ format: 'together-react.chat', version: 1, id: chat.id })
    const { chat: copy } = chatOver(async () => new Response())
    copy.import(structuredClone(data))
    expect(thread(copy)).toEqual(thread(chat))
    const [, reply] = copy.view().messages
    expect(copy.siblings(reply?.id ?? '').ids).toHaveLength(2)
    expect(copy.view().messages.at(-1)).toMatchObject({ status: 'interrupted', error: { code: 'truncated' } })
    expect(isTogetherError(copy.view().error)).toBe(true)
    expect(copy.view().usage).toEqual(chat.view().usage)
    expect({ ...copy.export(), id: '' }).toEqual({ ...data, id: '' })
  })

  it('has what streams as interrupted, and what runs as aborted', async () => {
    const { chat, streamAt } = steppedChat()
    void chat.sendMessage('one')
    const stream = await streamAt(0)
    await stream.text('half')
    await stream.text(' of it') // in no frame yet
    const { chat: copy } = chatOver(async () => new Response())
    copy.import(chat.export())
    expect(copy.view().messages.at(-1)).toMatchObject({ status: 'interrupted', message: { text: 'half of it' } })
    expect(copy.view().status).toBe('error')
    chat.stop()
  })

  it('still waits for approval, and goes on when it comes', async () => {
    const { chat, streamAt } = steppedChat({ tools: [ask] })
    void chat.sendMessage('go')
    const stream = await streamAt(0)
    await stream.toolCall({ index: 0, id: 'c', name: 'ask', arguments: '{}' })
    await stream.finish({ finishReason: 'tool_calls' })
    while (chat.view().run.phase !== 'awaiting-approval') await tick()
    const data = chat.export()
    const { chat: copy, streamAt: copyStream, bodies } = steppedChat({ tools: [ask] })
    copy.import(data)
    await tick(5)
    expect(copy.view().toolCalls[0]?.status).toBe('awaiting-approval')
    expect(bodies).toEqual([])
    copy.approveToolCall(copy.view().toolCalls[0]?.key ?? '')
    const next = await copyStream(0)
    await next.text('done')
    await next.finish()
    while (copy.view().run.phase !== 'idle') await tick()
    expect(thread(copy).at(-1)).toEqual(['assistant', 'done'])
    expect(bodies[0]?.messages.at(-1)).toMatchObject({ role: 'tool', content: 'yes', tool_call_id: 'c' })
    chat.stop()
  })

  it('is refused where it is none, newer, or damaged; the conversation stays', async () => {
    const chat = await conversation()
    const before = chat.export()
    const data = before
    const without = (place: number) => ({ ...data, messages: data.messages.filter((_, at) => at !== place) })
    const turned = { ...data, messages: [...data.messages].reverse() }
    const cases: [unknown, RegExp][] = [
      [null, /no exported conversation/],
      [{}, /no exported conversation/],
      [{ ...data, version: 2 }, /version 2/],
      [{ ...data, messages: 5 }, /damaged/],
      [
        {
          ...data,
          messages: [{ ...data.messages[0], message: { role: 'nobody' } }],
        },
        /damaged/,
      ],
      [
        { ...data, messages: [data.messages[0], { ...data.messages[0], parentId: data.messages[0]?.id }] },
        /there twice/,
      ],
      [{ ...data, messages: [{ ...data.messages[0], timing: 'x' }] }, /is incomplete/],
      [without(0), /no parent/],
      [{ ...data, head: 'gone' }, /"gone" is missing/],
      [turned, /no parent/],
      [{ ...data, messages: [{ ...data.messages[0], id: '' }] }, /is incomplete/],
      [{ ...data, messages: data.messages.map((each) => ({ ...each, status: 'odd' })) }, /is incomplete/],
      [{ ...data, messages: data.messages.map((each) => ({ ...each, turnId: 'gone' })) }, /"gone" is missing/],
      [{ ...data, ledger: null }, /damaged/],
      [{ ...data, ledger: [{ usage: 5 }] }, /request is incomplete/],
      [{ ...data, toolCalls: [{ messageId: data.messages[0]?.id }] }, /tool call is incomplete/],
    ]
    for (const [given, why] of cases) {
      expect(refused(() => chat.import(given as ChatExport))).toEqual(['serialization', expect.stringMatching(why)])
    }
    expect(chat.export()).toEqual(before)
  })
})
