import { act, render, renderHook, screen, waitFor } from '@testing-library/react'
import { StrictMode, startTransition } from 'react'
import { renderToString } from 'react-dom/server'
import { describe, expect, it, vi } from 'vitest'
import {
  ChatMessage,
  ChatProvider,
  removeChat,
  TogetherProvider,
  useChatSelector,
  useThreadMessage,
  useTogetherChat,
} from '../../src/hooks/index.js'
import { createSimulator } from '../../src/testing/createSimulator.js'
import { reply } from '../../src/testing/script.js'
import { connected, stepped } from './render.js'

const frame = () => new Promise((resolve) => setTimeout(resolve, 40))

describe('useTogetherChat', () => {
  it('sends, streams and settles', async () => {
    const { wrapper } = connected(createSimulator({ tokensPerSecond: 0, script: [reply('Hello there.')] }))
    const { result } = renderHook(() => useTogetherChat(), { wrapper })
    expect(result.current.status).toBe('ready')
    await act(() => result.current.sendMessage('Hi'))
    expect(result.current.messages.map(({ message }) => message.text)).toEqual(['Hi', 'Hello there.'])
    expect(result.current.status).toBe('ready')
  })

  it('does not render for tokens where only sendMessage and status are read', async () => {
    const { wrapper, streamAt } = stepped()
    let renders = 0
    let send: (text: string) => unknown = () => {}
    function Buttons() {
      const { sendMessage, status } = useTogetherChat({ id: 'shared' })
      renders++
      send = sendMessage
      return <p>{status}</p>
    }
    render(<Buttons />, { wrapper })
    act(() => void send('Hi'))
    const stream = await streamAt(0)
    await act(async () => {
      await stream.text('a')
      await frame()
    })
    expect(screen.getByText('streaming')).toBeTruthy()
    const settled = renders
    for (let token = 0; token < 20; token++) {
      await act(async () => {
        await stream.text('token ')
        await frame()
      })
    }
    expect(renders).toBe(settled)
    await act(async () => {
      await stream.finish()
      await frame()
    })
    expect(renders).toBe(settled + 1)
  })

  it('renders a row only for its own message', async () => {
    const { wrapper, streamAt } = stepped()
    const rows: Record<string, number> = {}
    function Row({ id }: { id: string }) {
      const node = useThreadMessage(id)
      rows[id] = (rows[id] ?? 0) + 1
      return <p>{node?.message.text}</p>
    }
    let send: (text: string) => unknown = () => {}
    function List() {
      const { chat, messageIds, sendMessage } = useTogetherChat({
        initialMessages: [ChatMessage.fromUser('u'), ChatMessage.fromAssistant('a')],
      })
      send = sendMessage
      return (
        <ChatProvider chat={chat}>
          {messageIds.map((id) => (
            <Row key={id} id={id} />
          ))}
        </ChatProvider>
      )
    }
    render(<List />, { wrapper })
    const settled = Object.keys(rows)
    act(() => void send('Hi'))
    const before = settled.map((id) => rows[id])
    const stream = await streamAt(0)
    for (let token = 0; token < 10; token++) {
      await act(async () => {
        await stream.text('token ')
        await frame()
      })
    }
    const live = Object.keys(rows).at(-1) ?? ''
    expect(rows[live]).toBeGreaterThan(5)
    // The parent rendered once for the new ids, which renders plain rows with it.
    expect(settled.map((id) => rows[id])).toEqual(before)
  })

  it('sends one request under StrictMode', async () => {
    const { wrapper: Wrapper, requests } = connected(createSimulator({ tokensPerSecond: 0 }))
    const { result } = renderHook(() => useTogetherChat(), {
      wrapper: ({ children }) => (
        <StrictMode>
          <Wrapper>{children}</Wrapper>
        </StrictMode>
      ),
    })
    await act(() => result.current.sendMessage('Hi'))
    expect(requests.length).toBe(1)
    expect(result.current.messages.length).toBe(2)
  })

  it('shares a conversation by its id', async () => {
    const { wrapper, requests } = connected(createSimulator({ tokensPerSecond: 0, script: [reply('Both see it.')] }))
    const seen: Record<string, () => string> = {}
    let send: (text: string) => Promise<unknown> = async () => {}
    function View({ name }: { name: string }) {
      const { messages, sendMessage } = useTogetherChat({ id: 'shared' })
      send = sendMessage
      seen[name] = () => messages.map(({ message }) => message.text).join(' | ')
      return null
    }
    render(
      <>
        <View name="left" />
        <View name="right" />
      </>,
      { wrapper },
    )
    await act(() => send('Hi'))
    expect(seen.left?.()).toBe('Hi | Both see it.')
    expect(seen.right?.()).toBe(seen.left?.())
    expect(requests.length).toBe(1)
  })

  it('shares by id without a provider too', () => {
    const left = renderHook(() => useTogetherChat({ id: 'no-provider' }))
    const right = renderHook(() => useTogetherChat({ id: 'no-provider' }))
    expect(left.result.current.chat).toBe(right.result.current.chat)
    act(() => left.result.current.setMessages([ChatMessage.fromUser('u')]))
    expect(right.result.current.messages.length).toBe(1)
  })

  it('forgets a named conversation which is removed', () => {
    const first = renderHook(() => useTogetherChat({ id: 'short-lived' }))
    const { chat } = first.result.current
    first.unmount()
    expect(renderHook(() => useTogetherChat({ id: 'short-lived' })).result.current.chat).toBe(chat)
    removeChat('short-lived')
    expect(renderHook(() => useTogetherChat({ id: 'short-lived' })).result.current.chat).not.toBe(chat)
  })

  it('keeps two conversations without an id apart', () => {
    const { wrapper } = stepped()
    const { result } = renderHook(() => [useTogetherChat(), useTogetherChat()] as const, { wrapper })
    expect(result.current[0].chat).not.toBe(result.current[1].chat)
  })

  it('goes on when its view goes away, and stops when asked to', async () => {
    const going = stepped()
    const first = renderHook(() => useTogetherChat(), { wrapper: going.wrapper })
    const { chat } = first.result.current
    act(() => void chat.sendMessage('Hi'))
    const stream = await going.streamAt(0)
    first.unmount()
    await stream.text('still here')
    await stream.finish()
    await vi.waitFor(() => expect(chat.view().messages.at(-1)?.message.text).toBe('still here'), 10_000)

    const stopping = stepped()
    const second = renderHook(() => useTogetherChat({ stopOnUnmount: true }), { wrapper: stopping.wrapper })
    act(() => void second.result.current.sendMessage('Hi'))
    const stopped = await stopping.streamAt(0)
    second.unmount()
    await stopped.cancelled
  })

  it('takes new options for the requests to come', async () => {
    const { wrapper, requests } = connected(createSimulator({ tokensPerSecond: 0 }))
    const { result, rerender } = renderHook(({ model }) => useTogetherChat({ model }), {
      wrapper,
      initialProps: { model: 'meta-llama/Llama-3.3-70B-Instruct-Turbo' },
    })
    await act(() => result.current.sendMessage('Hi'))
    rerender({ model: 'openai/gpt-oss-120b' })
    await act(() => result.current.sendMessage('Hi again'))
    const models = await Promise.all(requests.map(async (request) => (await request.json()).model))
    expect(models).toEqual(['meta-llama/Llama-3.3-70B-Instruct-Turbo', 'openai/gpt-oss-120b'])
  })

  it('takes an option back which is given no longer', async () => {
    const { wrapper, requests } = connected(createSimulator({ tokensPerSecond: 0 }))
    const { result, rerender } = renderHook(({ systemPrompt }) => useTogetherChat({ systemPrompt }), {
      wrapper,
      initialProps: { systemPrompt: 'Be brief.' as string | undefined },
    })
    await act(() => result.current.sendMessage('Hi'))
    rerender({ systemPrompt: undefined })
    await act(() => result.current.sendMessage('Hi again'))
    const roles = await Promise.all(requests.map(async (request) => (await request.json()).messages[0].role))
    expect(roles).toEqual(['system', 'user'])
  })

  it('takes inline objects and functions as options', async () => {
    const { wrapper, requests } = connected(createSimulator({ tokensPerSecond: 0 }))
    const { result } = renderHook(
      () => useTogetherChat({ generationKwargs: { temperature: 0.5, n: 1 }, onFinish: () => {} }),
      { wrapper },
    )
    await act(() => result.current.sendMessage('Hi'))
    const body = await requests[0]?.json()
    expect(body?.temperature).toBe(0.5)
  })

  it('calls the callbacks of the newest render, of every user', async () => {
    const { wrapper } = connected(createSimulator({ tokensPerSecond: 0 }))
    const calls: string[] = []
    const { result, rerender } = renderHook(
      ({ name }) => {
        useTogetherChat({ id: 'x', onFinish: () => void calls.push(`other ${name}`) })
        return useTogetherChat({ id: 'x', onFinish: () => void calls.push(name) })
      },
      { wrapper, initialProps: { name: 'old' } },
    )
    rerender({ name: 'new' })
    await act(() => result.current.sendMessage('Hi'))
    expect(calls.sort()).toEqual(['new', 'other new'])
  })

  it('renders on the server and hydrates without a warning', async () => {
    const complain = vi.spyOn(console, 'error').mockImplementation(() => {})
    function Thread() {
      const { messages, id } = useTogetherChat({ initialMessages: [ChatMessage.fromUser('From the server')] })
      return (
        <ul data-chat={id}>
          {messages.map((node) => (
            <li key={node.id} data-id={node.id}>
              {node.message.text}
            </li>
          ))}
        </ul>
      )
    }
    const container = document.createElement('div')
    document.body.append(container)
    container.innerHTML = renderToString(<Thread />)
    render(<Thread />, { container, hydrate: true })
    expect(screen.getByText('From the server')).toBeTruthy()
    expect(complain).not.toHaveBeenCalled()
    complain.mockRestore()
  })

  it('does not tear: two readers see the same text in one commit', async () => {
    const { wrapper, streamAt } = stepped()
    const pairs: [string | null, string | null][] = []
    let send: (text: string) => unknown = () => {}
    let rerender = () => {}
    function Readers() {
      const { messages, sendMessage } = useTogetherChat({ id: 'tear' })
      const other = useTogetherChat({ id: 'tear' })
      send = sendMessage
      pairs.push([messages.at(-1)?.message.text ?? null, other.messages.at(-1)?.message.text ?? null])
      rerender = () => startTransition(() => other.clearError())
      return null
    }
    render(<Readers />, { wrapper })
    act(() => void send('Hi'))
    const stream = await streamAt(0)
    for (let token = 0; token < 5; token++) {
      await act(async () => {
        rerender()
        await stream.text(`${token}`)
        await frame()
      })
    }
    expect(pairs.every(([left, right]) => left === right)).toBe(true)
    await waitFor(() => expect(pairs.at(-1)?.[0]).toBe('01234'))
  })
})

describe('useChatSelector', () => {
  it('renders when the selected value changes, and says where it belongs', async () => {
    const { wrapper } = connected(createSimulator({ tokensPerSecond: 0 }))
    let renders = 0
    function Count() {
      renders++
      return <b>{useChatSelector((view) => view.messageIds.length)}</b>
    }
    let send: (text: string) => Promise<unknown> = async () => {}
    function Root() {
      const { chat, sendMessage } = useTogetherChat()
      send = sendMessage
      return (
        <ChatProvider chat={chat}>
          <Count />
        </ChatProvider>
      )
    }
    render(<Root />, { wrapper })
    await act(() => send('Hi'))
    expect(screen.getByText('2')).toBeTruthy()
    expect(renders).toBeLessThanOrEqual(3)
    vi.spyOn(console, 'error').mockImplementation(() => {})
    expect(() => render(<Count />)).toThrowError(/ChatProvider/)
    vi.restoreAllMocks()
  })
})

describe('TogetherProvider', () => {
  it('sends no key by default, to the relay', async () => {
    const { wrapper, requests } = connected(createSimulator({ tokensPerSecond: 0 }))
    const { result } = renderHook(() => useTogetherChat(), { wrapper })
    await act(() => result.current.sendMessage('Hi'))
    expect(requests[0]?.url).toBe('https://app.test/api/together/chat/completions')
    expect(requests[0]?.headers.has('authorization')).toBe(false)
  })

  it('does not make a new transport for equal inline options', () => {
    const chats = new Set()
    function Probe() {
      chats.add(useTogetherChat({ id: 'p' }).chat)
      return null
    }
    const view = () => (
      <TogetherProvider baseUrl="/x">
        <Probe />
      </TogetherProvider>
    )
    const { rerender } = render(view())
    rerender(view())
    expect(chats.size).toBe(1)
  })
})
