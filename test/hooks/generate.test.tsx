import { MutationCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, renderHook, waitFor } from '@testing-library/react'
import { type } from 'arktype'
import { type ReactNode, useEffect } from 'react'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { TogetherProvider, useTogetherGenerate, useTogetherGenerateQuery } from '../../src/hooks/index.js'
import { createSimulator } from '../../src/testing/createSimulator.js'
import { reply, status } from '../../src/testing/script.js'
import { connected, stepped } from './render.js'

const frame = () => new Promise((resolve) => setTimeout(resolve, 40))
const city = z.object({ name: z.string(), people: z.number() })

describe('useTogetherGenerate', () => {
  it('resolves with what had arrived when it is stopped', async () => {
    const { wrapper, streamAt } = stepped()
    const { result } = renderHook(() => useTogetherGenerate(), { wrapper })
    let done: Promise<{ replies: string[] }> = Promise.resolve({ replies: [] })
    act(() => {
      done = result.current.generate('x')
    })
    const stream = await streamAt(0)
    await act(async () => {
      await stream.text('half')
      result.current.stop()
      await done
    })
    expect(await done).toMatchObject({ replies: ['half'] })
    expect([result.current.status, result.current.replies, result.current.error]).toEqual(['idle', ['half'], null])
  })

  it('keeps the text which arrived before an error', async () => {
    const { wrapper, streamAt } = stepped()
    const { result } = renderHook(() => useTogetherGenerate(), { wrapper })
    act(() => void result.current.generate('x'))
    const stream = await streamAt(0)
    await act(async () => {
      await stream.text('half')
      await stream.error()
      await frame()
    })
    await waitFor(() => expect(result.current.status).toBe('error'))
    expect([result.current.replies, result.current.error?.code]).toEqual([['half'], 'network'])
  })

  it('stops the prompt before, whose promise resolves', async () => {
    const { wrapper, streamAt, requests } = stepped()
    const { result } = renderHook(() => useTogetherGenerate(), { wrapper })
    let first: Promise<{ replies: string[] }> = Promise.resolve({ replies: [] })
    act(() => {
      first = result.current.generate('one')
    })
    const one = await streamAt(0)
    await act(async () => one.text('first'))
    act(() => void result.current.generate('two'))
    expect((await first).replies).toEqual(['first'])
    const two = await streamAt(1)
    await act(async () => {
      await two.text('second')
      await two.finish()
      await frame()
    })
    expect([result.current.status, result.current.replies, requests.length]).toEqual(['success', ['second'], 2])
    expect(one.isCancelled).toBe(true)
  })

  it('queues prompts when asked to, in order; a stop ends those which wait too', async () => {
    const { wrapper, streamAt, requests } = stepped()
    const { result } = renderHook(() => useTogetherGenerate({ whenBusy: 'queue' }), { wrapper })
    const done: Promise<{ replies: string[] }>[] = []
    act(() => {
      for (const prompt of ['one', 'two', 'three']) done.push(result.current.generate(prompt))
    })
    const one = await streamAt(0)
    await act(async () => {
      await one.text('first')
      await one.finish()
      await done[0]
    })
    const two = await streamAt(1)
    expect(requests.length).toBe(2)
    await act(async () => {
      await two.text('second')
      await frame()
      result.current.stop()
      await Promise.all(done)
    })
    expect(await Promise.all(done)).toMatchObject([{ replies: ['first'] }, { replies: ['second'] }, { replies: [] }])
    expect([result.current.status, result.current.replies, requests.length]).toEqual(['idle', ['second'], 2])
  })

  it('follows a schema: the growing object, then the validated value', async () => {
    const { wrapper, streamAt, requests } = stepped()
    const { result } = renderHook(() => useTogetherGenerate({ responseFormat: city }), { wrapper })
    act(() => void result.current.generate('A city'))
    const stream = await streamAt(0)
    await act(async () => {
      await stream.text('{"name": "Lis')
      await frame()
    })
    expect(result.current.object).toEqual({ name: 'Lis' })
    await act(async () => {
      await stream.text('bon", "people": 545000}')
      await stream.finish()
      await frame()
    })
    await waitFor(() => expect(result.current.status).toBe('success'))
    expect([result.current.object, result.current.error]).toEqual([{ name: 'Lisbon', people: 545_000 }, null])
    const sent = (await requests[0]?.clone().json()) as { response_format: { type: string } }
    expect(sent.response_format.type).toBe('json_schema')
  })

  it('is stopped while the part which knows schemas loads, and sends nothing', async () => {
    const { wrapper, requests } = connected(createSimulator({ tokensPerSecond: 0 }))
    const { result } = renderHook(() => useTogetherGenerate({ responseFormat: city }), { wrapper })
    await act(async () => {
      const done = result.current.generate('A city')
      for (let turn = 0; turn < 4; turn++) await null
      result.current.stop()
      expect((await done).replies).toEqual([])
    })
    expect([result.current.status, requests.length]).toEqual(['idle', 0])
  })

  it('says where a reply does not match its schema, and keeps what it says', async () => {
    const { wrapper } = connected(createSimulator({ tokensPerSecond: 0, script: [reply('{"name": "Lisbon"}')] }))
    const { result } = renderHook(() => useTogetherGenerate({ responseFormat: city }), { wrapper })
    await act(() => result.current.generate('A city'))
    await waitFor(() => expect(result.current.status).toBe('success'))
    expect([result.current.object, result.current.error?.code]).toEqual([{ name: 'Lisbon' }, 'invalid-output'])
    expect(result.current.error?.message).toMatch(/people/)
  })

  it('keeps no prompt in the mutation cache', async () => {
    const client = new QueryClient()
    const { wrapper: inner } = connected(createSimulator({ tokensPerSecond: 0, script: [reply('x')] }))
    const wrapper = ({ children }: { children: ReactNode }) =>
      inner({ children: <QueryClientProvider client={client}>{children}</QueryClientProvider> })
    const { result } = renderHook(() => useTogetherGenerate(), { wrapper })
    await act(() => result.current.generate('a secret prompt'))
    const kept = client
      .getMutationCache()
      .getAll()
      .map(({ state }) => state)
    expect(kept.length).toBeGreaterThan(0)
    expect(JSON.stringify(kept)).not.toContain('secret')
  })
})

describe('a prompt which is stopped in its own tick', () => {
  const requestless = { replies: [], meta: [] }

  it.each(['interrupt', 'queue'] as const)('sends nothing and leaves it idle (%s)', async (whenBusy) => {
    const { wrapper, requests } = connected(createSimulator({ tokensPerSecond: 0, script: [reply('kept')] }))
    const { result } = renderHook(() => useTogetherGenerate({ whenBusy }), { wrapper })
    await act(async () => {
      const done = result.current.generate('x')
      result.current.stop()
      expect(await done).toEqual(requestless)
    })
    expect([result.current.status, result.current.replies, result.current.error]).toEqual(['idle', [], null])
    expect(requests.length).toBe(0)
    await act(() => result.current.generate('x'))
    expect([result.current.status, result.current.replies, requests.length]).toEqual(['success', ['kept'], 1])
    await act(async () => {
      const done = result.current.generate('y')
      result.current.stop()
      await done
    })
    expect([result.current.status, result.current.replies, requests.length]).toEqual(['idle', [], 1])
  })

  it('shows nothing when it is reset', async () => {
    const { wrapper, requests } = connected(createSimulator({ tokensPerSecond: 0, script: () => reply('gone') }))
    const { result } = renderHook(() => useTogetherGenerate(), { wrapper })
    await act(async () => {
      const done = result.current.generate('x')
      result.current.reset()
      expect(await done).toEqual(requestless)
      await frame()
    })
    expect([result.current.status, result.current.replies, requests.length]).toEqual(['idle', [], 0])
  })

  it('sends nothing when its component is gone, and once in all under StrictMode', async () => {
    const { wrapper, requests } = connected(createSimulator({ tokensPerSecond: 0, script: () => reply('x') }))
    const hook = (text: string) => {
      const { generate, stop } = useTogetherGenerate()
      useEffect(() => {
        void generate(text)
        return stop
      }, [generate, stop, text])
    }
    const gone = renderHook(() => hook('gone'), { wrapper })
    gone.unmount()
    await frame()
    expect(requests.length).toBe(0)
    renderHook(() => hook('kept'), { wrapper, reactStrictMode: true })
    await act(frame)
    expect(requests.length).toBe(1)
  })

  it('is idle when its signal had aborted before, and in nobody’s way', async () => {
    const { wrapper, requests } = connected(createSimulator({ tokensPerSecond: 0, script: () => reply('next') }))
    const { result } = renderHook(() => useTogetherGenerate({ whenBusy: 'queue' }), { wrapper })
    await act(async () => {
      expect(await result.current.generate('x', { signal: AbortSignal.abort() })).toEqual(requestless)
    })
    expect([result.current.status, result.current.replies, requests.length]).toEqual(['idle', [], 0])
    await act(() => result.current.generate('y'))
    expect([result.current.status, result.current.replies, requests.length]).toEqual(['success', ['next'], 1])
  })

  it('waits for nobody whom a callback of the app’s QueryClient turned away', async () => {
    let isRefusing = true
    const onMutate = () => {
      if (isRefusing) throw new Error('Not now.')
    }
    const client = new QueryClient({ mutationCache: new MutationCache({ onMutate }) })
    const { wrapper: inner, requests } = connected(createSimulator({ tokensPerSecond: 0, script: () => reply('x') }))
    const wrapper = ({ children }: { children: ReactNode }) =>
      inner({ children: <QueryClientProvider client={client}>{children}</QueryClientProvider> })
    const { result } = renderHook(() => useTogetherGenerate({ whenBusy: 'queue' }), { wrapper })
    await act(() => expect(result.current.generate('x')).rejects.toThrow('Not now.'))
    expect(requests.length).toBe(0)
    isRefusing = false
    await act(() => result.current.generate('y'))
    expect([result.current.status, result.current.replies, requests.length]).toEqual(['success', ['x'], 1])
  })
})

describe('useTogetherGenerateQuery with a format', () => {
  /** Answers, slowly enough to be asked again. */
  const answering = () =>
    connected(createSimulator({ tokensPerSecond: 0, script: () => reply('{"name": "Lisbon", "people": 545000}') }))
  const text = (name: string) => ({ type: 'json_schema', json_schema: { name, schema: { type: 'object' } } })
  /** Renders until everything settled, and a few times more. */
  const settle = async (rerender: () => void) => {
    for (let time = 0; time < 5; time++) {
      await act(frame)
      rerender()
    }
  }

  it.each([
    ['a zod schema', () => z.object({ name: z.string(), people: z.number() })],
    ['an arktype', () => type({ name: 'string', people: 'number' })],
    ['a plain format', () => text('city')],
  ])('asks once for %s which is written in the render', async (_, responseFormat) => {
    const { wrapper, requests } = answering()
    const { result, rerender } = renderHook(
      () => useTogetherGenerateQuery('A city', { responseFormat: responseFormat() }),
      { wrapper },
    )
    await settle(rerender)
    expect(requests.length).toBe(1)
    expect(result.current.data?.replies).toEqual(['{"name": "Lisbon", "people": 545000}'])
  })

  it('fails once for a schema in the render which cannot be sent', async () => {
    const { wrapper, requests } = answering()
    let renders = 0
    const { result, rerender } = renderHook(
      () => {
        renders++
        const transformed = z.object({ name: z.string() }).transform(({ name }) => name)
        return useTogetherGenerateQuery('A city', {
          responseFormat: Object.assign(transformed, {
            toJSONSchema() {
              throw new Error('Transforms cannot be represented.')
            },
            '~standard': { ...transformed['~standard'], jsonSchema: undefined },
          }),
        })
      },
      { wrapper },
    )
    await settle(rerender)
    expect([result.current.status, requests.length]).toEqual(['error', 0])
    expect(renders).toBeLessThan(12)
  })

  it('keeps the answers to different formats apart, wherever they are given', async () => {
    const { wrapper, requests } = answering()
    const { rerender } = renderHook(
      () => {
        useTogetherGenerateQuery('A city', { responseFormat: city })
        useTogetherGenerateQuery('A city', { responseFormat: z.object({ name: z.string() }) })
        useTogetherGenerateQuery('A city', { generationKwargs: { response_format: text('one') } })
        useTogetherGenerateQuery('A city', { generationKwargs: { response_format: text('two') } })
        useTogetherGenerateQuery('A city', { responseFormat: text('two') })
        useTogetherGenerateQuery('A city')
      },
      { wrapper },
    )
    await settle(rerender)
    expect(requests.length).toBe(5)
  })
})

describe('useTogetherGenerateQuery', () => {
  it('asks once for the same prompt, and keeps the reply', async () => {
    const { wrapper, requests } = connected(createSimulator({ tokensPerSecond: 0, script: [reply('short')] }))
    const { result } = renderHook(
      () => [useTogetherGenerateQuery('Summarise this'), useTogetherGenerateQuery('Summarise this')] as const,
      { wrapper },
    )
    await waitFor(() => expect(result.current[0].data?.replies).toEqual(['short']))
    expect(result.current[1].data?.replies).toEqual(['short'])
    expect(requests.length).toBe(1)
  })

  it('asks nothing for null, and tells errors without trying again by itself', async () => {
    const { wrapper, requests } = connected(createSimulator({ tokensPerSecond: 0, script: [status(401)] }))
    const { result, rerender } = renderHook(({ prompt }) => useTogetherGenerateQuery(prompt), {
      wrapper,
      initialProps: { prompt: null as string | null },
    })
    await frame()
    expect([requests.length, result.current.fetchStatus]).toEqual([0, 'idle'])
    rerender({ prompt: 'x' })
    await waitFor(() => expect(result.current.error?.code).toBe('authentication'))
    expect(requests.length).toBe(1)
  })

  it('has no key in its query key', async () => {
    const client = new QueryClient()
    const fetch = async () =>
      Response.json({ id: 'x', choices: [{ index: 0, message: { content: 'a' }, finish_reason: 'stop' }] })
    const wrapper = ({ children }: { children: ReactNode }) => (
      <QueryClientProvider client={client}>
        <TogetherProvider fetch={fetch} apiKey="tgp_v1_0123456789abcdef" dangerouslyAllowBrowser>
          {children}
        </TogetherProvider>
      </QueryClientProvider>
    )
    const { result } = renderHook(() => useTogetherGenerateQuery('x'), { wrapper })
    await waitFor(() => expect(result.current.isSuccess).toBe(true))
    expect(
      JSON.stringify(
        client
          .getQueryCache()
          .getAll()
          .map(({ queryKey }) => queryKey),
      ),
    ).not.toContain('tgp_v1')
  })
})
