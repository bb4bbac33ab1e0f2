import { act, render, renderHook } from '@testing-library/react'
import { memo, type ReactNode, useState } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import {
  createChat,
  createTogetherTransport,
  TogetherProvider,
  type UseTogetherChatOptions,
  useTogetherChat,
} from '../../src/hooks/index.js'
import { createSimulator } from '../../src/testing/createSimulator.js'
import { connected } from './render.js'

afterEach(() => {
  vi.restoreAllMocks()
})

/** Two components; `send` tells the model which a message of the second one's conversation was sent to. */
function two(first: UseTogetherChatOptions, second: UseTogetherChatOptions) {
  const { wrapper, requests } = connected(createSimulator({ tokensPerSecond: 0 }))
  const { result, rerender } = renderHook(
    (options: { first: UseTogetherChatOptions; second: UseTogetherChatOptions }) => {
      useTogetherChat(options.first)
      return useTogetherChat(options.second)
    },
    { wrapper, initialProps: { first, second } },
  )
  const send = async () => {
    await act(() => result.current.sendMessage('Hi'))
    return ((await requests.at(-1)?.clone().json()) as { model: string } | undefined)?.model
  }
  return { send, rerender }
}

const standard = 'meta-llama/Llama-3.3-70B-Instruct-Turbo'

describe('an option of a conversation', () => {
  it('goes with the last component which gave it', async () => {
    const { wrapper, requests } = connected(createSimulator({ tokensPerSecond: 0 }))
    const First = () => {
      useTogetherChat({ id: 'named', systemPrompt: 'Be brief.' })
      return null
    }
    let send: ReturnType<typeof useTogetherChat>['sendMessage'] = async () => Promise.reject()
    const Second = () => {
      send = useTogetherChat({ id: 'named' }).sendMessage
      return null
    }
    const { rerender } = render(<First />, { wrapper })
    rerender(<Second />)
    await act(async () => void (await send('Hi')))
    expect(await requests[0]?.json()).toMatchObject({ messages: [{ role: 'user', content: 'Hi' }] })
  })

  it('is not taken back by a component which comes from another conversation', async () => {
    const { wrapper, requests } = connected(createSimulator({ tokensPerSecond: 0 }))
    const Owner = memo(function Owner() {
      useTogetherChat({ id: 'b', model: 'openai/gpt-oss-120b' })
      return null
    })
    let visitor: ReturnType<typeof useTogetherChat> | undefined
    function Visitor(options: UseTogetherChatOptions) {
      visitor = useTogetherChat(options)
      return null
    }
    const page = (options: UseTogetherChatOptions) => (
      <>
        <Visitor {...options} />
        <Owner />
      </>
    )
    const { rerender } = render(page({ id: 'a', model: standard }), { wrapper })
    rerender(page({ id: 'b', model: undefined }))
    await act(async () => visitor?.sendMessage('Hi'))
    expect(await requests[0]?.json()).toMatchObject({ model: 'openai/gpt-oss-120b' })
  })

  it('is that of the other component again when it is taken back', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {})
    const { send, rerender } = two({ id: 'x', model: 'openai/gpt-oss-120b' }, { id: 'x', model: standard })
    expect(await send()).toBe(standard)
    rerender({ first: { id: 'x', model: 'openai/gpt-oss-120b' }, second: { id: 'x' } })
    expect(await send()).toBe('openai/gpt-oss-120b')
    rerender({ first: { id: 'x' }, second: { id: 'x' } })
    expect(await send()).toBe(standard)
  })

  it('stays that of the conversation where the conversation is given, transport included', async () => {
    const simulator = createSimulator({ tokensPerSecond: 0 })
    const own = vi.fn((url: string, init: RequestInit) =>
      simulator(new Request(new URL(url, 'https://own.test'), init)),
    )
    const chat = createChat({ transport: createTogetherTransport({ fetch: own }), model: 'openai/gpt-oss-120b' })
    const other = vi.fn(async () => new Response(null, { status: 500 }))
    let rename = (_: string) => {}
    function Wrapper({ children }: { children: ReactNode }) {
      const [baseUrl, setBaseUrl] = useState('/one')
      rename = setBaseUrl
      return (
        <TogetherProvider baseUrl={baseUrl} fetch={other}>
          {children}
        </TogetherProvider>
      )
    }
    const { result } = renderHook(() => useTogetherChat({ chat }), { wrapper: Wrapper })
    act(() => rename('/two'))
    await act(() => result.current.sendMessage('Hi'))
    expect([own.mock.calls.length, other.mock.calls.length]).toEqual([1, 0])
  })
})

describe('the warning of two components which want different things', () => {
  const cycle: Record<string, unknown> = {}
  cycle.self = cycle

  it.each<[string, object, object, number]>([
    ['the same in another order', { a: { x: 1, y: [2] }, b: 2 }, { b: 2, a: { y: [2], x: 1 } }, 0],
    ['the same big numbers', { seed: 1n }, { seed: 1n }, 0],
    ['other big numbers', { seed: 1n }, { seed: 2n }, 1],
    ['lists in another order', { stop: ['a', 'b'] }, { stop: ['b', 'a'] }, 1],
    ['a cycle', { cycle }, { cycle }, 0],
    [
      'what throws when it is read',
      {
        toJSON: () => {
          throw new Error('no')
        },
      },
      {},
      0,
    ],
  ])('is right about %s', async (name, one, other, count) => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
    const { send } = two(
      { id: name, generationKwargs: one as Record<string, unknown> },
      { id: name, generationKwargs: other as Record<string, unknown> },
    )
    expect(send).toBeTypeOf('function')
    // Its code is loaded when it is needed.
    await vi.waitFor(() => expect(warn).toHaveBeenCalledTimes(count), 10_000)
    await new Promise((resolve) => setTimeout(resolve, 30))
    expect(warn).toHaveBeenCalledTimes(count)
  })
})
