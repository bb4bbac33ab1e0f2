import { describe, expect, it, vi } from 'vitest'
import { TogetherError, Tool } from '../../src/core/index.js'
import { type Chat, canContinue, readMeta, type ThreadMessage } from '../../src/store/index.js'
import { tick } from './chat.js'
import { comparing, repliesOf } from './comparing.js'

const busy = () => new TogetherError({ code: 'overloaded', message: 'Busy.', status: 503, retryable: true })
const gone = () => new TogetherError({ code: 'network', message: 'Gone.', retryable: true })
const said = (chat: Chat) => repliesOf(chat).map(({ message }) => message.text)
const states = (chat: Chat) => repliesOf(chat).map(({ status }) => status)
const shown = (chat: Chat) => chat.view().messages.at(-1)?.message.text

/** A question to several models. */
async function asked(models?: string[], options?: object) {
  const made = comparing(models, options)
  const sent = made.chat.sendMessage('Why?')
  await tick(20)
  return { ...made, sent, reply: (place: number) => repliesOf(made.chat)[place] as ThreadMessage }
}

describe('What a conversation goes on with', () => {
  it('is the first whole answer where the first model failed', async () => {
    const { chat, requests, streamOf, sent } = await asked()
    await streamOf('a').fail(busy())
    await streamOf('b').say('Because.')
    await streamOf('b').finish()
    expect((await sent).message.text).toBe('Because.')
    expect([shown(chat), chat.view().status]).toEqual(['Because.', 'ready'])
    void chat.sendMessage('And then?')
    await tick(20)
    expect(requests.at(-1)?.messages.map(({ text }) => text)).toEqual(['Why?', 'Because.', 'And then?'])
    chat.stop()
  })

  it('is a whole answer where the first broke off or said nothing until a stop, else what there is', async () => {
    const { chat, streamOf, sent } = await asked()
    await streamOf('a').say('Half')
    await streamOf('b').say('Whole')
    await streamOf('a').fail(gone())
    await streamOf('b').finish()
    await sent
    expect(shown(chat)).toBe('Whole')
    for (const ends of [true, false]) {
      const again = chat.sendMessage('And then?')
      await tick(20)
      await streamOf('b').say('All of it')
      if (ends) await streamOf('b').finish()
      chat.stop()
      await again
      expect([shown(chat), states(chat)]).toEqual(['All of it', ['stopped', ends ? 'complete' : 'stopped']])
    }
  })

  it('is what somebody picked, whatever becomes of it', async () => {
    const { chat, streamOf, sent, reply } = await asked(['a', 'b', 'c'])
    await streamOf('b').say('Half')
    await streamOf('c').say('Whole')
    chat.selectSibling(reply(1).id)
    await streamOf('b').fail(gone())
    await streamOf('a').fail(busy())
    await streamOf('c').finish()
    await sent
    expect(shown(chat)).toBe('Half')
  })

  it("goes on with that one's tools", async () => {
    const look = new Tool({ name: 'look', description: 'Looks', parameters: { type: 'object' }, execute: () => 'seen' })
    const { chat, requests, streamOf, sent } = await asked(['a', 'b'], { tools: [look] })
    await streamOf('b').call()
    await streamOf('a').fail(busy())
    await vi.waitFor(() => expect(requests).toHaveLength(3), 10_000)
    await streamOf('b').say('I saw it.')
    await streamOf('b').finish()
    await sent
    expect([shown(chat), requests.at(-1)?.model]).toEqual(['I saw it.', 'b'])
  })
})

describe('A choice', () => {
  it('is pending until its own first word, and has its end as soon as that is known', async () => {
    const { chat, streamOf, sent, reply } = await asked(['a', 'b', 'c', 'd'])
    await streamOf('d').fail(busy())
    await streamOf('b').say('I write')
    expect(states(chat)).toEqual(['pending', 'streaming', 'pending', 'error'])
    expect(reply(3).error?.code).toBe('overloaded')
    await streamOf('a').say('Done')
    await streamOf('a').finish(7)
    await streamOf('c').say('Half')
    await streamOf('c').fail(gone())
    expect(states(chat)).toEqual(['complete', 'streaming', 'interrupted', 'error'])
    expect(readMeta(reply(0)).completionTokens).toBe(7)
    expect(readMeta(reply(0)).totalTime).toBeGreaterThan(0)
    expect(readMeta(reply(1)).completionTokens).toBeNull()
    await streamOf('b').finish()
    await sent
    expect(states(chat)).toEqual(['complete', 'complete', 'interrupted', 'error'])
  })

  it('ends at its own time, whichever the others take', async () => {
    const { streamOf, sent, reply } = await asked()
    await streamOf('a').say('One')
    await streamOf('a').finish()
    const { timing } = reply(0)
    await streamOf('b').say('Two')
    await streamOf('b').finish()
    await sent
    expect(reply(0).timing).toEqual(timing)
    expect(timing?.finishedAt).toBeLessThan(reply(1).timing?.firstTokenAt ?? 0)
    expect(reply(0).timing?.chunks).toBe(1)
  })
})

describe('A comparison which is stopped', () => {
  it('runs no tool, also where the answer it goes on with calls one', async () => {
    const execute = vi.fn(() => 'seen')
    const look = new Tool({ name: 'look', description: 'Looks', parameters: { type: 'object' }, execute })
    const { chat, requests, streamOf, sent } = await asked(['a', 'b'], { tools: [look] })
    await streamOf('a').say('Half')
    await streamOf('b').call()
    chat.stop()
    expect((await sent).status).toBe('complete')
    await tick(20)
    expect([states(chat), requests.length, execute.mock.calls.length]).toEqual([['stopped', 'complete'], 2, 0])
    expect(canContinue(chat.store.getState(), (await sent).id)).toBe(true)
  })

  const prices = { 'served/a': { input: 1, output: 2 }, 'served/b': { input: 100, output: 200 } }

  it('keeps what the models told which had ended, and counts the pieces of the others at their own price', async () => {
    const { chat, streamOf, sent, reply } = await asked(['a', 'b'], { prices })
    await streamOf('a').say('A')
    await streamOf('a').finish(500, 1000)
    for (let piece = 0; piece < 3; piece++) await streamOf('b').say('b ')
    chat.stop()
    await sent
    expect(readMeta(reply(0))).toMatchObject({ completionTokens: 500, promptTokens: 1000 })
    expect(readMeta(reply(1))).toMatchObject({ completionTokens: null, promptTokens: null })
    const { usage } = chat.view()
    expect(usage).toMatchObject({ requests: 2, prompt_tokens: 1000, completion_tokens: 503, atLeast: true })
    expect(usage.cost).toBeCloseTo((1000 * 1 + 500 * 2 + 3 * 200) / 1e6, 12)
  })

  it('does so where none had ended', async () => {
    const { chat, streamOf, sent, reloaded } = await asked(['a', 'b'], { prices })
    await streamOf('a').say('A')
    for (let piece = 0; piece < 3; piece++) await streamOf('b').say('b ')
    chat.stop()
    await sent
    expect(chat.view().usage).toMatchObject({ requests: 2, completion_tokens: 4, atLeast: true })
    expect(chat.view().usage.cost).toBeCloseTo((1 * 2 + 3 * 200) / 1e6, 12)
    expect(reloaded(chat).view().usage).toEqual(chat.view().usage)
  })
})

describe('A choice which is tried again', () => {
  /** Here `a` failed, and `b` is whole. */
  async function failed(options?: object) {
    const made = await asked(['a', 'b'], options)
    await made.streamOf('b').say('Because.')
    await made.streamOf('b').finish()
    await made.streamOf('a').fail(busy())
    await made.sent
    return made
  }

  it('takes the place of the one which failed, beside the others', async () => {
    const { chat, requests, streamOf, reply } = await failed()
    const [before, other] = repliesOf(chat)
    const again = chat.retry(before?.id)
    await tick(20)
    expect(requests.at(-1)).toMatchObject({ model: 'a', generationKwargs: { n: 1 } })
    expect(requests.at(-1)?.messages.map(({ text }) => text)).toEqual(['Why?'])
    expect([states(chat), said(chat)]).toEqual([
      ['pending', 'complete'],
      [null, 'Because.'],
    ])
    expect(reply(0).error).toBeNull()
    await streamOf('a').say('Now a')
    await streamOf('a').finish(9)
    expect((await again).message.text).toBe('Now a')
    expect([states(chat), said(chat)]).toEqual([
      ['complete', 'complete'],
      ['Now a', 'Because.'],
    ])
    expect(reply(0).createdAt).toBe(before?.createdAt)
    expect(reply(1)).toBe(other)
    expect(readMeta(reply(0))).toMatchObject({ model: 'served/a', completionTokens: 9 })
    expect(shown(chat)).toBe('Because.')
  })

  it('does so again and again, after a reload, and with another model', async () => {
    const { chat, reloaded, requests, streamOf } = await failed()
    const [before] = repliesOf(chat)
    let open = chat
    for (const model of [undefined, undefined, 'z', undefined]) {
      open = reloaded(open)
      const again = open.retry(before?.id, { model })
      await tick(20)
      await streamOf(requests.at(-1)?.model ?? '').fail(busy())
      await again
      expect(states(open)).toEqual(['error', 'complete'])
      expect(repliesOf(open)[0]?.createdAt).toBe(before?.createdAt)
    }
    expect(requests.slice(2).map(({ model }) => model)).toEqual(['a', 'a', 'z', 'z'])
  })

  it('has its words back where nothing came in their place, and says why', async () => {
    const { chat, streamOf, sent, reply } = await asked()
    await streamOf('a').say('Half a')
    await streamOf('b').say('Half b')
    await streamOf('b').fail(busy())
    chat.stop()
    await sent
    expect([reply(1).status, reply(1).error?.code]).toEqual(['error', 'overloaded'])
    for (const error of [null, gone()]) {
      const begun = performance.timeOrigin + performance.now()
      const again = chat.retry(reply(1).id)
      await tick(20)
      expect(reply(1).message.text).toBeNull()
      if (error) await streamOf('b').fail(error)
      else chat.stop()
      await again
      expect(said(chat)).toEqual(['Half a', 'Half b'])
      expect(reply(1).timing?.finishedAt).toBeGreaterThan(begun) // a wait which the server asks for counts from there
      expect([reply(1).status, reply(1).error?.code]).toEqual(
        error ? ['interrupted', 'network'] : ['stopped', undefined],
      )
    }
  })

  it('leaves what it said before as a version of its own: while it waits, in an export, and once other words came', async () => {
    const { chat, reloaded, streamOf, sent, reply } = await asked()
    const onError = vi.fn()
    await streamOf('a').say('Half a')
    await streamOf('b').say('Half b')
    await streamOf('b').fail(busy())
    chat.stop()
    await sent
    chat.addCallbacks(() => ({ onError }))
    const again = chat.retry(reply(1).id)
    await tick(20)
    expect(said(chat)).toEqual(['Half a', null, 'Half b'])
    expect(said(reloaded(chat))).toContain('Half b')
    await streamOf('b').say('Whole b')
    await streamOf('b').finish()
    await again
    expect(said(chat)).toEqual(['Half a', 'Whole b', 'Half b'])
    expect([reply(2).error?.code, reply(2).turnId]).toEqual(['overloaded', reply(1).turnId])
    expect(reply(2).createdAt).not.toBe(reply(1).createdAt) // else it would be one of the choices
    expect(onError).not.toHaveBeenCalled()
    expect(shown(chat)).toBe('Half a')
  })

  /** The second of three is tried again, while what it said before stands beside them. */
  async function triedAgain() {
    const made = await asked(['a', 'b', 'c'])
    for (const model of ['a', 'b', 'c']) await made.streamOf(model).say(`Half ${model}`)
    await made.streamOf('b').fail(busy())
    for (const model of ['a', 'c']) await made.streamOf(model).finish()
    await made.sent
    const again = made.chat.retry(made.reply(1).id)
    await tick(20)
    expect(said(made.chat)).toEqual(['Half a', null, 'Half c', 'Half b'])
    return { ...made, again, failedId: made.reply(1).id, keptId: made.reply(3).id }
  }

  it('leaves the version which somebody went on from meanwhile, where nothing else came', async () => {
    const { chat, streamOf, again, keptId } = await triedAgain()
    chat.selectSibling(keptId)
    void chat.sendMessage('And then?')
    await streamOf('b').fail(gone())
    await again
    await tick(20)
    expect(chat.view().messages.map(({ message }) => message.text)).toEqual(['Why?', 'Half b', 'And then?', null])
    chat.stop()
  })

  it('shows it again where its version was shown, and nothing else came', async () => {
    const { chat, again, failedId, keptId } = await triedAgain()
    chat.selectSibling(keptId)
    chat.stop()
    await again
    expect(said(chat)).toEqual(['Half a', 'Half b', 'Half c'])
    expect(chat.view().messageIds.at(-1)).toBe(failedId)
  })

  it('leaves its version where it is taken out before anything came', async () => {
    const { chat, again, failedId } = await triedAgain()
    chat.deleteMessage(failedId)
    await again
    expect(said(chat)).toEqual(['Half a', 'Half c', 'Half b'])
  })

  it('leaves an answer of several steps shown, and what followed it', async () => {
    const look = new Tool({ name: 'look', description: 'Looks', parameters: { type: 'object' }, execute: () => 'seen' })
    const { chat, requests, streamOf, sent, reply } = await asked(['a', 'b'], { tools: [look] })
    await streamOf('b').fail(busy())
    await streamOf('a').call()
    await vi.waitFor(() => expect(requests).toHaveLength(3), 10_000)
    await streamOf('a').say('I saw it.')
    await streamOf('a').finish()
    await sent
    const failedId = reply(1).id
    const textOf = (id: string) => chat.store.getState().tree.nodes.get(id)?.message.text
    for (const follow of [false, true]) {
      if (follow) {
        const next = chat.sendMessage('And then?')
        await tick(20)
        await streamOf('a').say('Then this.')
        await streamOf('a').finish()
        await streamOf('b').fail(busy())
        await next
      }
      const before = chat.view().messageIds
      const again = chat.retry(failedId)
      await tick(20)
      await streamOf('b').say(`Now ${follow}`)
      await streamOf('b').fail(busy())
      await again
      expect(textOf(failedId)).toBe(`Now ${follow}`)
      expect(chat.view().messageIds).toEqual(before)
    }
  })

  it('keeps no tool call of the one before', async () => {
    const { chat, streamOf, sent, reply } = await asked()
    await streamOf('a').say('All')
    await streamOf('b').callHalf()
    chat.stop()
    await sent
    expect(chat.store.getState().toolCalls).toHaveLength(1)
    const again = chat.retry(reply(1).id)
    await tick(20)
    await streamOf('b').say('No call')
    await streamOf('b').finish()
    await again
    expect(chat.store.getState().toolCalls).toEqual([])
  })

  it('stands beside the one before where the conversation went on from that', async () => {
    const { chat, streamOf, sent, reply } = await asked()
    await streamOf('a').say('Half a')
    await streamOf('b').say('Half b')
    chat.stop()
    await sent
    const before = reply(0)
    void chat.sendMessage('And then?')
    await tick(20)
    chat.stop()
    const again = chat.retry(before.id)
    await tick(20)
    await streamOf('a').say('Anew')
    await streamOf('a').finish()
    await again
    expect(said(chat)).toEqual(['Half a', 'Half b', 'Anew'])
  })
})

describe('onError', () => {
  it('is told each reply which failed, whichever goes on, after tools too', async () => {
    const onError = vi.fn()
    const look = new Tool({ name: 'look', description: 'Looks', parameters: { type: 'object' }, execute: () => 'seen' })
    const { chat, requests, streamOf, sent } = await asked(['a', 'b', 'c'], { onError, tools: [look] })
    await streamOf('a').call()
    await streamOf('b').fail(new TogetherError({ code: 'credit', message: 'No money.', status: 402 }))
    await streamOf('c').fail(busy())
    await vi.waitFor(() => expect(requests).toHaveLength(4), 10_000)
    await streamOf('a').say('Seen.')
    await streamOf('a').finish()
    await sent
    expect(onError.mock.calls.map(([{ error }]) => error.code)).toEqual(['credit', 'overloaded'])
    expect(onError.mock.calls.map(([{ message }]) => message.error.code)).toEqual(['credit', 'overloaded'])
    const again = chat.sendMessage('And then?')
    await tick(20)
    for (const model of ['a', 'b', 'c']) await streamOf(model).fail(busy())
    await again
    expect(onError).toHaveBeenCalledTimes(5)
  })
})
