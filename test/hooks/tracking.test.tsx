import { act, fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { beforeEach, describe, expect, it } from 'vitest'
import {
  type Chat,
  ChatMessage,
  ChatProvider,
  createChat,
  createTogetherTransport,
  useChatSelector,
  useConversationUsage,
  useTogetherChat,
} from '../../src/hooks/index.js'
import { createSimulator } from '../../src/testing/createSimulator.js'
import { reply, status } from '../../src/testing/script.js'
import { connected, stepped } from './render.js'

const frame = () => new Promise((resolve) => setTimeout(resolve, 40))

/** A conversation over a simulator, with a question and its answer in it. */
function simulated(script = [reply('Hello.')]): Chat {
  const simulator = createSimulator({ tokensPerSecond: 0, script })
  const fetch = (url: string, init: RequestInit) => simulator(new Request(new URL(url, 'https://app.test'), init))
  return createChat({
    transport: createTogetherTransport({ fetch, maxRetries: 0 }),
    initialMessages: [ChatMessage.fromUser('u'), ChatMessage.fromAssistant('a')],
  })
}

describe('readers of one conversation', () => {
  const renders = { messages: 0, ids: 0 }

  beforeEach(() => {
    renders.messages = 0
    renders.ids = 0
  })

  function Ids({ chat }: { chat: Chat }) {
    renders.ids++
    return <i>{useTogetherChat({ chat }).messageIds.length}</i>
  }

  it('do not drive each other round when a child reads the ids of the messages above it', async () => {
    const chat = simulated()
    function Messages() {
      renders.messages++
      const texts = useChatSelector(({ messages }) => messages).map(({ message }) => message.text)
      return (
        <section>
          <p>{texts.join(' | ')}</p>
          <Ids chat={chat} />
        </section>
      )
    }
    render(
      <ChatProvider chat={chat}>
        <Messages />
      </ChatProvider>,
    )
    await act(() => chat.sendMessage('Hi'))
    expect(screen.getByText('u | a | Hi | Hello.')).toBeTruthy()
    expect(screen.getByText('4')).toBeTruthy()
    expect(renders.messages).toBeLessThan(10)
  })

  it('render for their own field alone when they are side by side', async () => {
    const chat = simulated()
    function Messages() {
      renders.messages++
      return useChatSelector(({ messages }) => messages).length
    }
    render(
      <ChatProvider chat={chat}>
        <Ids chat={chat} />
        <Messages />
      </ChatProvider>,
    )
    await act(() => chat.sendMessage('Hi'))
    const settled = { ...renders }
    for (let change = 0; change < 5; change++) act(() => chat.store.setState({ ledger: [] }))
    expect(renders).toEqual(settled)
  })

  it('share what an older view does not change', () => {
    const chat = simulated()
    const old = chat.view()
    act(() => chat.setMessages([ChatMessage.fromUser('new')]))
    const { messages, messageIds, turns, usage } = chat.view()
    expect([old.messages.length, old.messageIds.length, old.turns.length]).toEqual([2, 2, 1])
    chat.store.setState({ queue: [] })
    const view = chat.view()
    expect(view.messages).toBe(messages)
    expect(view.messageIds).toBe(messageIds)
    expect(view.turns).toBe(turns)
    expect(view.usage).toBe(usage)
  })
})

describe('a field which is first read in a later render', () => {
  it('counts from then on: a dismissed error goes away', async () => {
    const { wrapper } = connected(createSimulator({ tokensPerSecond: 0, script: [status(401)] }))
    function Failure() {
      const [isOpen, setOpen] = useState(false)
      const chat = useTogetherChat()
      return (
        <>
          <button type="button" onClick={() => chat.sendMessage('Hi')}>
            Send
          </button>
          <button type="button" onClick={() => setOpen(true)}>
            Details
          </button>
          <button type="button" onClick={() => chat.clearError()}>
            Dismiss
          </button>
          <p role="status">{isOpen && (chat.error?.code ?? 'none')}</p>
        </>
      )
    }
    render(<Failure />, { wrapper })
    const shown = () => screen.getByRole('status').textContent
    await act(async () => {
      fireEvent.click(screen.getByText('Send'))
      await frame()
    })
    fireEvent.click(screen.getByText('Details'))
    expect(shown()).toBe('authentication')
    fireEvent.click(screen.getByText('Dismiss'))
    expect(shown()).toBe('none')
  })
})

describe('useConversationUsage', () => {
  it('renders only when its own sum changes', async () => {
    const { wrapper, streamAt } = stepped()
    const renders = { turn: 0, all: 0 }
    let latest: ReturnType<typeof useTogetherChat> | undefined
    function Turn({ id }: { id: string }) {
      renders.turn++
      return <b>{useConversationUsage(id).requests}</b>
    }
    function All() {
      renders.all++
      return <u>{useConversationUsage().completion_tokens}</u>
    }
    function Root() {
      const chat = useTogetherChat({ initialMessages: [ChatMessage.fromUser('u'), ChatMessage.fromAssistant('a')] })
      latest = chat
      return (
        <ChatProvider chat={chat.chat}>
          <Turn id={chat.chat.view().messageIds[0] ?? ''} />
          <All />
        </ChatProvider>
      )
    }
    render(<Root />, { wrapper })
    act(() => void latest?.sendMessage('Hi'))
    const stream = await streamAt(0)
    for (let token = 0; token < 5; token++) {
      await act(async () => {
        await stream.text('word ')
        await frame()
      })
    }
    expect(document.querySelector('u')?.textContent).toBe('5')
    const { all } = renders
    // A new ledger of the same sum, as a frame without a token makes it.
    act(() => latest?.chat.store.setState(({ ledger }) => ({ ledger: ledger.map((record) => ({ ...record })) })))
    expect(renders).toEqual({ turn: 1, all })
    await act(() => stream.finish())
    expect(renders.turn).toBe(1)
  })
})
