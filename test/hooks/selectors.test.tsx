import { act, render } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { useSiblings } from '../../src/components/message/useSiblings.js'
import { useToolCallsOf } from '../../src/components/tool/useToolCallsOf.js'
import {
  type Chat,
  ChatMessage,
  ChatProvider,
  createChat,
  createTogetherTransport,
  useChatSelector,
  useConversationUsage,
  useThreadMessage,
  useTogetherChat,
  useToolCall,
} from '../../src/hooks/index.js'
import { controlledStream } from '../../src/testing/controlledStream.js'

let frames: (() => void)[] = []

beforeEach(() => {
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => frames.push(run))
  vi.stubGlobal('cancelAnimationFrame', () => {})
})

afterEach(() => {
  frames = []
  vi.unstubAllGlobals()
})

function nextFrame(): void {
  for (const run of frames.splice(0)) run()
}

/** Twenty rows as a windowed list has them, of a conversation with a tool call and a request in each turn. */
function Rows({ chat, renders }: { chat: Chat; renders: { count: number } }) {
  const ids = useChatSelector(({ messageIds }) => messageIds)
  const { status } = useTogetherChat({ chat })
  renders.count++
  return (
    <>
      {status}
      {ids.slice(-20).map((id) => (
        <Row key={id} id={id} renders={renders} />
      ))}
    </>
  )
}

function Row({ id, renders }: { id: string; renders: { count: number } }) {
  const text = useThreadMessage(id)?.message.text
  const isLast = useChatSelector(({ messageIds }) => messageIds.at(-1) === id)
  const { requests } = useConversationUsage(id)
  const calls = useToolCallsOf(id)
  const ids = useSiblings(id)
  renders.count++
  return (
    <>
      {[text, isLast, requests, ids.length].join(' ')}
      {calls.map(({ key }) => (
        <Call key={key} name={key} />
      ))}
    </>
  )
}

function Call({ name }: { name: string }) {
  return useToolCall(name)?.argumentsText
}

/** How often maps and sets were looked into meanwhile. */
function lookups(work: () => void): number {
  const spies = [
    ...(['get', 'has', 'set'] as const).map((name) => vi.spyOn(Map.prototype, name)),
    ...(['has', 'add'] as const).map((name) => vi.spyOn(Set.prototype, name)),
  ]
  work()
  const count = spies.reduce((sum, { mock }) => sum + mock.calls.length, 0)
  for (const spy of spies) spy.mockRestore()
  return count
}

async function streaming(count: number) {
  const stream = controlledStream()
  const transport = createTogetherTransport({ baseUrl: 'https://app.test/api', maxRetries: 0, fetch: stream.fetch })
  const initialMessages = Array.from({ length: count }, (_, place) =>
    place % 2 === 0 ? ChatMessage.fromUser(`Question ${place}`) : ChatMessage.fromAssistant(`Answer ${place}`),
  )
  const chat = createChat({ transport, initialMessages })
  const reads = { count: 0 }
  const watched = <T extends object>(item: T) =>
    new Proxy(item, {
      get(target, name, receiver) {
        reads.count++
        return Reflect.get(target, name, receiver)
      },
    })
  const data = chat.export()
  const times = { startedAt: null, finishedAt: null, result: 'done', error: null, argumentsText: '{}', arguments: {} }
  const answers = data.messages.filter((_, place) => place % 2 === 1).map(({ id }) => id)
  chat.store.setState({
    toolCalls: answers.map((id) =>
      watched({ key: `${id}:0`, messageId: id, id, name: 'act', status: 'done' as const, ...times }),
    ),
    ledger: answers.map((id) =>
      watched({ id, turnId: id, model: null, usage: null, chunks: 1, attempts: 1, isOpen: false }),
    ),
  })
  const renders = { count: 0 }
  render(
    <ChatProvider chat={chat}>
      <Rows chat={chat} renders={renders} />
    </ChatProvider>,
  )
  act(() => void chat.sendMessage('Go'))
  const arrive = async () => {
    await act(async () => {
      await stream.toolCall({ index: 0, arguments: 'more ' })
      await stream.text('word ')
    })
    renders.count = 0
    reads.count = 0
    const looked = lookups(() => act(nextFrame))
    return { looked, reads: reads.count, renders: renders.count }
  }
  await act(() => stream.toolCall({ index: 0, id: 'c', name: 'act', arguments: '{"text":"' }))
  await arrive()
  return arrive
}

it('the readers of twenty rows look at the same few things for each delta, however long the thread is', async () => {
  const few = await (await streaming(100))()
  const many = await (await streaming(4000))()
  expect(many).toEqual(few)
  expect(few.renders).toBe(2) // the reply, and the question which shows what its turn used
  expect(few.looked).toBeLessThan(300)
})
