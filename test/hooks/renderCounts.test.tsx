import { act, render, renderHook } from '@testing-library/react'
import { memo, Profiler } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { TogetherChat } from '../../src/components/index.js'
import {
  type Chat,
  ChatMessage,
  ChatProvider,
  type ContentPart,
  createChat,
  createTogetherTransport,
  useChatSelector,
  useThreadMessage,
  useTogetherChat,
  useTogetherGenerate,
  useToolCall,
} from '../../src/hooks/index.js'
import { controlledStream } from '../../src/testing/controlledStream.js'
import { connected, stepped } from './render.js'

/** Frames come when the test says so. */
let frames: (() => void)[] = []

beforeEach(() => {
  frames = []
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => frames.push(run))
  vi.stubGlobal('cancelAnimationFrame', (handle: number) => {
    frames[handle - 1] = () => {}
  })
})

afterEach(() => {
  vi.unstubAllGlobals()
})

function nextFrame(): void {
  for (const run of frames.splice(0)) run()
}

/** How often each thing was rendered. */
function createCounts() {
  const counts = new Map<string, number>()
  return {
    add: (name: string) => counts.set(name, (counts.get(name) ?? 0) + 1),
    /** What was rendered since the last call. */
    take() {
      const taken = Object.fromEntries(counts)
      counts.clear()
      return taken
    },
  }
}

function messagesOf(count: number): ChatMessage[] {
  return Array.from({ length: count }, (_, place) =>
    place % 2 === 0 ? ChatMessage.fromUser(`Question ${place}`) : ChatMessage.fromAssistant(`Answer ${place}`),
  )
}

/** A conversation whose next reply has reasoning and four tool calls before its text. */
async function streamingChat(count: number, mount: (chat: Chat) => void) {
  const stream = controlledStream()
  const transport = createTogetherTransport({ baseUrl: 'https://app.test/api', maxRetries: 0, fetch: stream.fetch })
  const chat = createChat({ transport, initialMessages: messagesOf(count) })
  mount(chat)
  act(() => void chat.sendMessage('Go'))
  await act(async () => {
    await stream.reasoning('Let me think.')
    for (let index = 0; index < 4; index++)
      await stream.toolCall({ index, id: `call_${index}`, name: 'look', arguments: `{"at":${index}}` })
    await stream.text('The ')
    nextFrame()
  })
  let publications = 0
  chat.store.subscribe(() => {
    publications++
  })
  /** Ten tokens in each frame; returns how many publications they made. */
  const streamFrames = async (count: number) => {
    publications = 0
    for (let frame = 0; frame < count; frame++) {
      await act(async () => {
        for (let token = 0; token < 10; token++) await stream.text('word ')
        nextFrame()
      })
    }
    return publications
  }
  return { chat, stream, streamFrames }
}

describe.each([10, 1000])('a reply which streams under %i messages, after five settled parts of its own', (count) => {
  it('renders its text once for each publication, and nothing else', async () => {
    const { add, take } = createCounts()
    const Part = memo(function Part({ name, part }: { name: string; part: ContentPart }) {
      add(name)
      return part.type === 'text' ? part.text : part.type
    })
    function Row({ id }: { id: string }) {
      const node = useThreadMessage(id)
      add(node?.status === 'streaming' ? 'live row' : 'row')
      return node?.message.content.map((part, place) => {
        const isLive = node.status === 'streaming' && part.type === 'text'
        // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place
        return <Part key={place} name={isLive ? 'live text' : 'part'} part={part} />
      })
    }
    function Call({ name }: { name: string }) {
      const call = useToolCall(name)
      add('call')
      return call?.argumentsText
    }
    function Calls() {
      const calls = useChatSelector(({ toolCalls }) => toolCalls)
      add('calls')
      return calls.map(({ key }) => <Call key={key} name={key} />)
    }
    function List() {
      const ids = useChatSelector(({ messageIds }) => messageIds)
      add('list')
      return ids.map((id) => <Row key={id} id={id} />)
    }
    function Status({ chat }: { chat: Chat }) {
      const { status } = useTogetherChat({ chat })
      add('status')
      return status
    }
    const { streamFrames } = await streamingChat(count, (chat) =>
      render(
        <Profiler id="app" onRender={() => add('commit')}>
          <ChatProvider chat={chat}>
            <List />
            <Calls />
            <Status chat={chat} />
          </ChatProvider>
        </Profiler>,
      ),
    )
    expect(take()).toMatchObject({ call: expect.any(Number), 'live text': 1, part: expect.any(Number) })
    expect(await streamFrames(25)).toBe(25)
    expect(take()).toEqual({ 'live row': 25, 'live text': 25, commit: 25 })
  })

  it('renders no other message of the kit', async () => {
    const { add, take } = createCounts()
    const Markdown = ({ text }: { text: string }) => {
      add(text.startsWith('The word') ? 'live text' : 'other text')
      return text
    }
    const { streamFrames } = await streamingChat(count, (chat) =>
      render(<TogetherChat chat={chat} components={{ Markdown }} />),
    )
    take()
    expect(await streamFrames(25)).toBe(25)
    expect(take()).toEqual({ 'live text': 25 })
  })
})

describe('useTogetherGenerate with four choices', () => {
  it('renders once a frame', async () => {
    const { wrapper, streamAt } = stepped()
    let renders = 0
    const { result } = renderHook(
      () => {
        renders++
        return useTogetherGenerate({ generationKwargs: { n: 4 } })
      },
      { wrapper },
    )
    act(() => void result.current.generate('Go').catch(() => {}))
    const stream = await streamAt(0)
    const tokens = async (text: string) => {
      for (const index of [2, 0, 3, 1])
        await stream.event({ id: '1', model: 'm', choices: [{ index, delta: { content: `${text}${index} ` } }] })
    }
    await act(async () => {
      await tokens('')
      nextFrame()
    })
    expect(result.current.status).toBe('streaming')
    renders = 0
    for (let frame = 1; frame <= 25; frame++) {
      await act(async () => {
        for (let round = 0; round < 3; round++) await tokens('')
        nextFrame()
      })
      expect(renders).toBe(frame)
    }
    expect(result.current.replies).toEqual([0, 1, 2, 3].map((index) => `${index} `.repeat(76)))
  })
})

/** A provider whose requests are answered at once and counted, with how many ran at the same time at most. */
function counted() {
  let running = 0
  const most = { running: 0 }
  const { wrapper, requests } = connected(async () => {
    running++
    most.running = Math.max(most.running, running)
    await new Promise((resolve) => setTimeout(resolve))
    running--
    const event = { id: '1', choices: [{ index: 0, delta: { content: 'ok' }, finish_reason: 'stop' }] }
    return new Response(`data: ${JSON.stringify(event)}\n\ndata: [DONE]\n\n`, {
      headers: { 'content-type': 'text/event-stream' },
    })
  })
  return { wrapper, requests, most }
}

describe('a thousand times', { timeout: 60_000 }, () => {
  it.each(['refuse', 'queue', 'interrupt'] as const)(
    'a double submit is one request for each accepted send (%s)',
    async (whenBusy) => {
      const { wrapper, requests } = counted()
      const { result } = renderHook(() => useTogetherChat({ whenBusy }), { wrapper })
      let accepted = 0
      for (let time = 0; time < 1000; time++) {
        const replies = await act(() =>
          Promise.all([result.current.sendMessage(`First ${time}`), result.current.sendMessage(`Second ${time}`)]),
        )
        accepted += replies.filter(({ status }) => status === 'complete').length
        if (time % 100 === 99) act(() => result.current.clear())
      }
      expect(accepted).toBe(whenBusy === 'queue' ? 2000 : 1000)
      expect(requests.length).toBe(accepted)
    },
  )

  it.each([
    ['the first is stopped before it leaves', 'interrupt', 1000],
    ['the second waits', 'queue', 2000],
  ] as const)('a double submit of a prompt is one request for each accepted one: %s', async (_, whenBusy, count) => {
    const { wrapper, requests, most } = counted()
    const { result } = renderHook(() => useTogetherGenerate({ whenBusy }), { wrapper })
    let accepted = 0
    for (let time = 0; time < 1000; time++) {
      const ends = await act(() => Promise.all([result.current.generate('First'), result.current.generate('Second')]))
      accepted += ends.filter(({ replies }) => replies[0] === 'ok').length
    }
    expect([accepted, requests.length, most.running]).toEqual([count, count, 1])
  })

  it('a mount in StrictMode sends one request for each send, of both hooks', async () => {
    const { wrapper, requests } = counted()
    const strict = { wrapper, reactStrictMode: true }
    for (let time = 0; time < 500; time++) {
      const chat = renderHook(() => useTogetherChat({ id: `chat ${time % 7}` }), strict)
      const generate = renderHook(() => useTogetherGenerate(), strict)
      await act(() => Promise.all([chat.result.current.sendMessage('Hi'), generate.result.current.generate('Hi')]))
      chat.unmount()
      generate.unmount()
    }
    expect(requests.length).toBe(1000)
  })

  it('concurrent sends are one request each, one after the other', async () => {
    const { wrapper, requests, most } = counted()
    const { result } = renderHook(() => useTogetherChat(), { wrapper })
    for (let time = 0; time < 200; time++) {
      const replies = await act(() =>
        Promise.all([1, 2, 3, 4, 5].map((place) => result.current.sendMessage(`Message ${place}`))),
      )
      expect(replies.every(({ status }) => status === 'complete')).toBe(true)
      if (time % 20 === 19) act(() => result.current.clear())
    }
    expect([requests.length, most.running]).toEqual([1000, 1])
  })
})
