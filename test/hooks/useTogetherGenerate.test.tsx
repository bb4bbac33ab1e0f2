import { act, render, renderHook, screen, waitFor } from '@testing-library/react'
import { StrictMode } from 'react'
import { describe, expect, it } from 'vitest'
import { isTogetherError, useTogetherGenerate, useTogetherModels } from '../../src/hooks/index.js'
import { createSimulator } from '../../src/testing/createSimulator.js'
import { reply, status } from '../../src/testing/script.js'
import { connected, stepped } from './render.js'

const frame = () => new Promise((resolve) => setTimeout(resolve, 40))

describe('useTogetherGenerate', () => {
  it('goes from idle over pending and streaming to success', async () => {
    const { wrapper, streamAt } = stepped()
    const { result } = renderHook(() => useTogetherGenerate(), { wrapper })
    expect(result.current.status).toBe('idle')
    let done: Promise<unknown> = Promise.resolve()
    act(() => {
      done = result.current.generate('A name')
    })
    await waitFor(() => expect(result.current.status).toBe('pending'))
    const stream = await streamAt(0)
    await act(async () => {
      await stream.text('Mi')
      await frame()
    })
    expect([result.current.status, result.current.replies]).toEqual(['streaming', ['Mi']])
    await act(async () => {
      await stream.text('na')
      await stream.finish()
      await done
    })
    await waitFor(() => expect(result.current.status).toBe('success'))
    expect([result.current.replies, result.current.meta[0]?.finish_reason]).toEqual([['Mina'], 'stop'])
  })

  it('gives n replies with their meta, and renders at most once a frame', async () => {
    const { wrapper } = connected(createSimulator({ tokensPerSecond: 400 }))
    let renders = 0
    const { result } = renderHook(
      () => {
        renders++
        return useTogetherGenerate({ generationKwargs: { n: 4 } })
      },
      { wrapper },
    )
    const started = performance.now()
    await act(() => result.current.generate('Tell me about lists'))
    const frames = (performance.now() - started) / 16
    expect([result.current.replies.length, new Set(result.current.replies).size]).toEqual([4, 4])
    expect(result.current.meta.map(({ index }) => index)).toEqual([0, 1, 2, 3])
    expect(renders).toBeLessThan(frames + 8)
  })

  it('rejects with a TogetherError and shows it', async () => {
    const { wrapper } = connected(createSimulator({ tokensPerSecond: 0, script: [status(401)] }))
    const { result } = renderHook(() => useTogetherGenerate(), { wrapper })
    const error = await act(() => result.current.generate('x').catch((thrown: unknown) => thrown))
    expect(isTogetherError(error) && error.code).toBe('authentication')
    await waitFor(() => expect([result.current.status, result.current.error]).toEqual(['error', error]))
    act(() => result.current.reset())
    await waitFor(() => expect([result.current.status, result.current.error]).toEqual(['idle', null]))
  })

  it('keeps the text when stopped, without an error', async () => {
    const { wrapper, streamAt } = stepped()
    const { result } = renderHook(() => useTogetherGenerate(), { wrapper })
    act(() => void result.current.generate('x').catch(() => {}))
    const stream = await streamAt(0)
    await act(async () => {
      await stream.text('half')
      await frame()
      result.current.stop()
      await stream.cancelled
      await frame()
    })
    expect([result.current.status, result.current.replies, result.current.error]).toEqual(['idle', ['half'], null])
  })

  it('forgets a text whose frame was still to come when it is reset', async () => {
    const { wrapper, streamAt } = stepped()
    const { result } = renderHook(() => useTogetherGenerate(), { wrapper })
    act(() => void result.current.generate('x'))
    const stream = await streamAt(0)
    await act(async () => {
      await stream.text('old')
      await frame()
      await stream.text(' text')
      result.current.reset()
      await frame()
    })
    expect([result.current.status, result.current.replies]).toEqual(['idle', []])
  })

  it('ends with the signal of its call, and needs nobody to catch', async () => {
    const unhandled: unknown[] = []
    const onUnhandled = (reason: unknown) => unhandled.push(reason)
    process.on('unhandledRejection', onUnhandled)
    const { wrapper, streamAt } = stepped()
    const { result } = renderHook(() => useTogetherGenerate(), { wrapper })
    const controller = new AbortController()
    act(() => void result.current.generate('x', { signal: controller.signal }))
    const stream = await streamAt(0)
    await act(async () => {
      controller.abort()
      await stream.cancelled
      await frame()
    })
    process.off('unhandledRejection', onUnhandled)
    expect([result.current.status, unhandled]).toEqual(['idle', []])
  })

  it('sends one request for each call under StrictMode, without a QueryClient of the app', async () => {
    const { requests, wrapper } = connected(createSimulator({ tokensPerSecond: 0, script: [reply('x')] }))
    let generate: (prompt: string) => Promise<unknown> = async () => {}
    function Form() {
      const { replies, generate: send } = useTogetherGenerate()
      generate = send
      return <p>{replies[0]}</p>
    }
    render(
      <StrictMode>
        <Form />
      </StrictMode>,
      { wrapper },
    )
    await act(() => generate('go'))
    expect(requests.length).toBe(1)
    expect(screen.getByText('x')).toBeTruthy()
  })
})

describe('useTogetherModels', () => {
  it('lists chat models with prices, from the relay', async () => {
    const { wrapper, requests } = connected(createSimulator({ tokensPerSecond: 0 }))
    const { result } = renderHook(() => useTogetherModels(), { wrapper })
    await waitFor(() => expect(result.current.data?.length).toBeGreaterThan(3))
    expect(result.current.data?.every(({ type }) => type === 'chat')).toBe(true)
    expect(result.current.data?.[0]?.pricing?.input).toEqual(expect.any(Number))
    expect(requests[0]?.url).toBe('https://app.test/api/together/models')
  })
})
