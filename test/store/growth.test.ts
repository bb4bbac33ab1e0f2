import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ChatMessage } from '../../src/core/index.js'
import { callsOf } from '../../src/store/groups.js'
import type { Chat, RequestRecord, ThreadMessage, ToolCallState } from '../../src/store/index.js'
import { addMessage, childIds, createTree, pathTo, updateMessage } from '../../src/store/tree.js'
import { steppedChat } from './chat.js'

// What a publication costs is counted: looks into maps, entries copied, earlier messages read. Time is not asked.

let frames: (() => void)[] = []

beforeEach(() => {
  frames = []
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => frames.push(run))
  vi.stubGlobal('cancelAnimationFrame', () => {})
})

afterEach(() => {
  vi.unstubAllGlobals()
})

function nextFrame(): void {
  for (const run of frames.splice(0)) run()
}

/** How many looks into maps and sets there are, entries which a constructor copies included. */
function operations(work: () => void): number {
  const spies = [
    ...(['get', 'has', 'set'] as const).map((name) => vi.spyOn(Map.prototype, name)),
    ...(['has', 'add'] as const).map((name) => vi.spyOn(Set.prototype, name)),
  ]
  work()
  const count = spies.reduce((sum, { mock }) => sum + mock.calls.length, 0)
  for (const spy of spies) spy.mockRestore()
  return count
}

/** Objects which tell each read of a field. */
function watched<T extends object>(items: readonly T[]): { items: T[]; reads: { count: number } } {
  const reads = { count: 0 }
  const watch = (item: T) =>
    new Proxy(item, {
      get(target, name, receiver) {
        reads.count++
        return Reflect.get(target, name, receiver)
      },
    })
  return { items: items.map(watch), reads }
}

function messagesOf(count: number): ChatMessage[] {
  return Array.from({ length: count }, (_, place) =>
    place % 2 === 0 ? ChatMessage.fromUser(`Question ${place}`) : ChatMessage.fromAssistant(`Answer ${place}`),
  )
}

/** A conversation whose reply streams under so many messages; each of those tells when it is read. */
async function streaming(count: number) {
  const { chat, streamAt } = steppedChat({ initialMessages: messagesOf(count) })
  const { tree } = chat.store.getState()
  const { items, reads } = watched([...tree.nodes.values()])
  chat.store.setState({ tree: createTree(items, tree.head) })
  const sent = chat.sendMessage('Go')
  const stream = await streamAt(0)
  await stream.text('The ')
  return { chat, stream, sent, reads }
}

/** What readers of a conversation look at whenever it changes. */
function look(chat: Chat): unknown[] {
  const view = chat.view()
  const { messages, messageIds, status, error, run, queue, toolCalls, usage, object } = view
  const [first = ''] = messageIds
  return [messages, messageIds, status, error, run, queue, toolCalls, usage, object, chat.siblings(first).ids.length]
}

describe('a publication of a reply which streams', () => {
  it('costs the same under a hundred messages and under ten thousand', async () => {
    const costs = []
    for (const count of [100, 10_000]) {
      const { chat, stream, reads } = await streaming(count)
      chat.store.subscribe(() => look(chat))
      let most = 0
      for (let delta = 0; delta < 40; delta++) {
        await stream.text('word ')
        reads.count = 0
        most = Math.max(most, operations(nextFrame))
        expect(reads.count).toBeLessThan(20) // the siblings of the first one
      }
      expect(chat.view().messages.at(-1)?.message.text).toBe(`The ${'word '.repeat(40)}`)
      costs.push(most)
    }
    expect(costs[1]).toBe(costs[0])
    expect(costs[0]).toBeLessThan(60)
  })

  it('costs the same after many turns of its own conversation, but for a copy once in a while', async () => {
    const { chat, stream, sent } = await streaming(2000)
    await stream.finish()
    await sent
    const ids = chat.view().messageIds
    const costs = ids.slice(0, 100).map((id) =>
      operations(() => {
        const { tree } = chat.store.getState()
        const node = tree.nodes.get(id) as ThreadMessage
        chat.store.setState({ tree: updateMessage(tree, { ...node, error: null }) })
        look(chat)
      }),
    )
    const dear = costs.filter((cost) => cost > 150)
    expect(dear.length).toBeLessThanOrEqual(4)
    expect(Math.max(...dear)).toBeLessThan(3 * 2000)
  })

  it('leaves alone what follows from who answers whom', async () => {
    const { chat, stream } = await streaming(1000)
    nextFrame()
    const before = chat.store.getState().tree
    const { messageIds, messages, turns } = chat.view()
    await stream.text('word ')
    nextFrame()
    const { tree } = chat.store.getState()
    expect(tree.nodes).not.toBe(before.nodes)
    expect([tree.path, tree.children, tree.shown]).toEqual([before.path, before.children, before.shown])
    for (const name of ['path', 'children', 'shown'] as const) expect(tree[name]).toBe(before[name])
    const now = chat.view()
    expect(now.messageIds).toBe(messageIds)
    expect(now.messages.slice(0, -1).every((message, place) => message === messages[place])).toBe(true)
    expect(now.messages.at(-1)).not.toBe(messages.at(-1))
    expect(now.turns.slice(0, -1).every((turn, place) => turn === turns[place])).toBe(true)
    expect(now.turns).toHaveLength(turns.length)
  })

  it('changes nothing for those who hold an older state', async () => {
    const { chat, stream, sent } = await streaming(100)
    nextFrame()
    const old = chat.store.getState()
    const view = chat.view()
    const id = view.messageIds.at(-1) ?? ''
    for (let delta = 0; delta < 40; delta++) {
      await stream.text('more ')
      nextFrame()
    }
    await stream.finish()
    await sent
    void chat.sendMessage('Again')
    for (const each of old.tree.path) chat.store.setState(({ tree }) => ({ tree: touched(tree, each) }))
    chat.deleteMessage(old.tree.path[0] ?? '')
    expect(old.tree.nodes.get(id)?.message.text).toBe('The ')
    expect([...old.tree.nodes.values()].at(-1)?.message.text).toBe('The ')
    expect([old.tree.nodes.size, old.tree.path.length, pathTo(old.tree).length]).toEqual([102, 102, 102])
    expect(childIds(old.tree, id)).toEqual([])
    expect([view.messages.at(-1)?.message.text, view.messageIds.length, view.turns.length]).toEqual(['The ', 102, 51])
  })

  it('finds the calls of a message and the requests of a turn without a look at the others', async () => {
    const { chat, stream } = await streaming(10)
    const calls = watched(Array.from({ length: 5000 }, (_, place) => callState(`old${place % 1000}`, place)))
    const records = watched(Array.from({ length: 5000 }, (_, place) => record(`turn${place}`)))
    chat.store.setState(({ ledger }) => ({ toolCalls: calls.items, ledger: [...records.items, ...ledger] }))
    const lookAtRows = () => {
      callsOf(chat.store.getState().toolCalls, 'old7')
      callsOf(chat.store.getState().toolCalls, 'none')
      chat.usageOf('turn7')
    }
    await stream.toolCall({ index: 0, id: 'c', name: 'act', arguments: '{"text":"' })
    nextFrame()
    lookAtRows()
    for (let delta = 0; delta < 5; delta++) {
      await stream.toolCall({ index: 0, arguments: 'more ' })
      calls.reads.count = 0
      records.reads.count = 0
      nextFrame()
      lookAtRows()
      expect([calls.reads.count, records.reads.count]).toEqual([0, expect.any(Number)])
      expect(records.reads.count).toBeLessThan(20) // of the one which was asked for
    }
    const { toolCalls } = chat.store.getState()
    await stream.text('And a text. ')
    nextFrame()
    expect(chat.store.getState().toolCalls).toBe(toolCalls)
    const [live] = callsOf(chat.store.getState().toolCalls, chat.view().messageIds.at(-1) ?? '')
    expect(live?.argumentsText).toBe(`{"text":"${'more '.repeat(5)}`)
    expect(callsOf(chat.store.getState().toolCalls, 'old7').map(({ key }) => key)).toEqual(
      [7, 1007, 2007, 3007, 4007].map((place) => `old7:${place}`),
    )
  })
})

function touched(tree: Parameters<typeof updateMessage>[0], id: string) {
  const node = tree.nodes.get(id)
  return node ? updateMessage(tree, { ...node, message: ChatMessage.fromUser('changed') }) : tree
}

function callState(messageId: string, place: number): ToolCallState {
  const times = { startedAt: null, finishedAt: null, result: undefined, error: null }
  const said = { id: `${place}`, name: 'act', argumentsText: '{}', arguments: {} }
  return { key: `${messageId}:${place}`, messageId, ...said, status: 'done', ...times }
}

function record(turnId: string): RequestRecord {
  return { id: turnId, turnId, model: null, usage: null, chunks: 1, attempts: 1, isOpen: false }
}

describe('a message which is added', () => {
  it('costs little under ten thousand others', () => {
    let { tree } = steppedChat({ initialMessages: messagesOf(10_000) }).chat.store.getState()
    const node = (place: number): ThreadMessage => ({
      ...(tree.nodes.get(tree.head ?? '') as ThreadMessage),
      id: `new${place}`,
      parentId: tree.head,
    })
    const count = operations(() => {
      for (let place = 0; place < 320; place++) tree = addMessage(tree, node(place))
    })
    expect([tree.path.length, tree.messages.length, childIds(tree, 'new0')]).toEqual([10_320, 10_320, ['new1']])
    expect(count / 320).toBeLessThan(1500) // one copied map of 10,000 would be more
    expect(operations(() => addMessage(tree, node(320)))).toBeLessThan(200)
  })
})
