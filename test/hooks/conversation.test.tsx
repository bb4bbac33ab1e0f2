import { act, renderHook, waitFor } from '@testing-library/react'
import type { ReactNode } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { afterEach, describe, expect, expectTypeOf, it, vi } from 'vitest'
import { z } from 'zod'
import {
  ChatMessage,
  ChatProvider,
  Tool,
  useConversationUsage,
  useTogetherChat,
  useToolCall,
} from '../../src/hooks/index.js'
import { createSimulator } from '../../src/testing/createSimulator.js'
import { reply } from '../../src/testing/script.js'
import { connected, stepped } from './render.js'

const frame = () => new Promise((resolve) => setTimeout(resolve, 40))

afterEach(() => {
  vi.restoreAllMocks()
})

const weather = new Tool({
  name: 'get_weather',
  description: 'The weather in a city',
  parameters: z.object({ city: z.string() }),
  execute: ({ city }) => `${city}: 21 degrees`,
})
const clock = new Tool({
  name: 'clock',
  description: 'The time',
  parameters: { type: 'object', properties: { zone: { type: 'string' } }, required: ['zone'] },
})

const oneTool = [
  reply({ toolCalls: [{ name: 'get_weather', arguments: { city: 'Paris' } }] }),
  reply('It is 21 degrees.'),
]

describe('useTogetherChat with tools', () => {
  it('types the calls by the tools', () => {
    const { wrapper } = connected(createSimulator({ tokensPerSecond: 0 }))
    const { result } = renderHook(() => useTogetherChat({ tools: [weather, clock] }), { wrapper })
    const call = result.current.toolCalls[0]
    if (call?.name === 'get_weather') expectTypeOf(call.arguments).toEqualTypeOf<{ city: string } | undefined>()
    if (call?.name === 'clock') expectTypeOf(call.arguments).toEqualTypeOf<{ zone: string } | undefined>()
    expectTypeOf<NonNullable<typeof call>['name']>().toEqualTypeOf<'get_weather' | 'clock'>()
  })

  it('gives a call by its key, and renders for that call alone', async () => {
    const { wrapper } = connected(createSimulator({ tokensPerSecond: 0, script: oneTool }))
    const { result: chat } = renderHook(() => useTogetherChat({ id: 'calls', tools: [weather] }), { wrapper })
    await act(() => chat.current.sendMessage('How is Paris?'))
    const [call] = chat.current.toolCalls
    let renders = 0
    const within = ({ children }: { children: ReactNode }) => (
      <ChatProvider chat={chat.current.chat}>{children}</ChatProvider>
    )
    const { result } = renderHook(
      () => {
        renders++
        return useToolCall(call?.key ?? '')
      },
      { wrapper: within },
    )
    expect(result.current).toMatchObject({ name: 'get_weather', status: 'done', result: 'Paris: 21 degrees' })
    await act(() => chat.current.sendMessage('Thanks'))
    expect(renders).toBe(1)
  })

  it('sums what the conversation used, by request, and estimates its cost', async () => {
    const { wrapper } = connected(createSimulator({ tokensPerSecond: 0, script: oneTool }), {
      prices: { 'meta-llama/Llama-3.3-70B-Instruct-Turbo': { input: 1, output: 2 } },
    })
    const { result: chat } = renderHook(() => useTogetherChat({ tools: [weather] }), { wrapper })
    await act(() => chat.current.sendMessage('How is Paris?'))
    const within = ({ children }: { children: ReactNode }) => (
      <ChatProvider chat={chat.current.chat}>{children}</ChatProvider>
    )
    const { result } = renderHook(
      () => [useConversationUsage(), useConversationUsage(chat.current.messages[0]?.turnId)] as const,
      { wrapper: within },
    )
    const [all, turn] = result.current
    expect(all).toMatchObject({ requests: 2, atLeast: false })
    expect(all.cost).toBeCloseTo((all.prompt_tokens + 2 * all.completion_tokens) / 1e6, 12)
    expect(turn).toEqual(all)
    expect(chat.current.usage).toEqual(all)
  })
})

describe('structured replies', () => {
  it('follow the schema while they grow, and end as the validated value', async () => {
    const { wrapper, streamAt } = stepped()
    const responseFormat = z.object({ name: z.string() }).transform(({ name }) => ({ name: name.toUpperCase() }))
    const { result } = renderHook(
      () =>
        useTogetherChat({
          responseFormat: Object.assign(responseFormat, { toJSONSchema: () => ({ type: 'object' }) }),
        }),
      { wrapper },
    )
    let done: Promise<unknown> = Promise.resolve()
    act(() => {
      done = result.current.sendMessage('A city')
    })
    const stream = await streamAt(0)
    await act(async () => {
      await stream.text('{"name": "Lis')
      await frame()
    })
    expect(result.current.object).toEqual({ name: 'Lis' })
    await act(async () => {
      await stream.text('bon"}')
      await stream.finish()
      await done
    })
    expect(result.current.object).toEqual({ name: 'LISBON' })
    expect(result.current.messages.at(-1)).toMatchObject({ status: 'complete', error: null })
  })

  it('which do not match are complete, with an error which says where', async () => {
    const { wrapper } = connected(createSimulator({ tokensPerSecond: 0, script: [reply('{"name": 5}')] }))
    const { result } = renderHook(() => useTogetherChat({ responseFormat: z.object({ name: z.string() }) }), {
      wrapper,
    })
    await act(() => result.current.sendMessage('A city'))
    expect(result.current.messages.at(-1)).toMatchObject({ status: 'complete', error: { code: 'invalid-output' } })
    expect(result.current.object).toEqual({ name: 5 })
  })
})

describe('two components with the same chat', () => {
  it('are warned once, in development, when they want different things', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
    const { wrapper } = connected(createSimulator({ tokensPerSecond: 0 }))
    const { rerender } = renderHook(
      () => {
        useTogetherChat({ id: 'conflict', generationKwargs: { temperature: 0 }, model: 'a' })
        useTogetherChat({ id: 'conflict', generationKwargs: { temperature: 1 } })
      },
      { wrapper },
    )
    rerender()
    await waitFor(() => expect(warn).toHaveBeenCalledTimes(1))
    rerender()
    await frame()
    expect(warn).toHaveBeenCalledTimes(1)
    expect(warn.mock.calls[0]?.[0]).toMatch(/"conflict".*generationKwargs/)
  })

  it('are not warned for the same values in new objects', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
    const { wrapper } = connected(createSimulator({ tokensPerSecond: 0 }))
    renderHook(
      () => {
        useTogetherChat({ id: 'peace', generationKwargs: { temperature: 0 }, tools: [weather] })
        useTogetherChat({ id: 'peace', generationKwargs: { temperature: 0 }, tools: [weather] })
      },
      { wrapper },
    )
    await frame()
    expect(warn).not.toHaveBeenCalled()
  })
})

describe('on a server', () => {
  it('renders, and hydrates without a warning', async () => {
    const error = vi.spyOn(console, 'error').mockImplementation(() => {})
    const initialMessages = [ChatMessage.fromUser('Hi'), ChatMessage.fromAssistant('Hello')]
    const { wrapper: Wrapper } = connected(createSimulator({ tokensPerSecond: 0 }))
    function Thread() {
      const { messages, status, usage, object, toolCalls } = useTogetherChat({ initialMessages })
      return (
        <ol data-status={status} data-tokens={usage.total_tokens} data-object={String(object)}>
          {messages.map(({ id, message }) => (
            <li key={id} id={id}>
              {message.text} {toolCalls.length}
            </li>
          ))}
        </ol>
      )
    }
    const page = (
      <Wrapper>
        <Thread />
      </Wrapper>
    )
    const container = document.createElement('div')
    document.body.append(container)
    container.innerHTML = renderToString(page)
    expect(container.querySelectorAll('li')).toHaveLength(2)
    const root = await act(async () => hydrateRoot(container, page))
    await waitFor(() => expect(container.querySelector('ol')?.dataset.status).toBe('ready'))
    expect(error).not.toHaveBeenCalled()
    await act(async () => root.unmount())
    container.remove()
  })
})
