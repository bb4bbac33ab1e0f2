// What a page does to a conversation: every title begins with the id of its fault in test/fixtures/faults.json.
import { act, fireEvent, render, renderHook, screen } from '@testing-library/react'
import { type FormEvent, useState } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { TogetherChat } from '../../src/components/index.js'
import { useTogetherChat, useTogetherGenerate } from '../../src/hooks/index.js'
import type { MessageStatus } from '../../src/store/index.js'
import { createSimulator } from '../../src/testing/createSimulator.js'
import { reply, status } from '../../src/testing/script.js'
import { connected, stepped } from './render.js'

const frame = () => new Promise((resolve) => setTimeout(resolve, 40))
const fast = (text: string) => createSimulator({ tokensPerSecond: 0, script: () => reply(text) })

/** What React complains about goes to the console. */
const complaints: string[] = []

beforeEach(() => {
  complaints.length = 0
  for (const name of ['error', 'warn'] as const)
    vi.spyOn(console, name).mockImplementation((...words) => void complaints.push(words.join(' ')))
})

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

type Conversation = ReturnType<typeof useTogetherChat>
const texts = ({ messages }: Pick<Conversation, 'messages'>) => messages.map(({ message }) => message.text)
const statuses = ({ messages }: Pick<Conversation, 'messages'>): MessageStatus[] => messages.map((each) => each.status)

describe('unmounting', () => {
  it('R01 a stream goes on without its component, and is whole when it comes back', async () => {
    const { wrapper: Wrapper, streamAt, requests } = stepped()
    let latest: Conversation | undefined
    function Thread() {
      latest = useTogetherChat({ id: 'kept' })
      return texts(latest).join(' | ')
    }
    const page = (isShown: boolean) => <Wrapper>{isShown && <Thread />}</Wrapper>
    const { rerender, container } = render(page(true))
    const { chat } = latest as unknown as Conversation
    const listeners = countListeners(chat.store)
    rerender(page(false))
    rerender(page(true))
    act(() => void chat.sendMessage('Hi'))
    const stream = await streamAt(0)
    await act(async () => {
      await stream.text('Half ')
      await frame()
    })
    rerender(page(false))
    expect(listeners.count()).toBe(0)
    await stream.text('and the rest.')
    expect([stream.isCancelled, requests.length]).toEqual([false, 1])
    await stream.finish()
    rerender(page(true))
    expect(container.textContent).toBe('Hi | Half and the rest.')
    expect(statuses(latest as unknown as Conversation)).toEqual(['complete', 'complete'])
    expect(complaints).toEqual([])
  })

  it('R01 stopOnUnmount ends the stream with its last user, and keeps the text', async () => {
    const { wrapper: Wrapper, streamAt } = stepped()
    let latest: Conversation | undefined
    function Thread() {
      latest = useTogetherChat({ id: 'ended', stopOnUnmount: true })
      return null
    }
    const page = (count: number) => (
      <Wrapper>
        {count > 0 && <Thread />}
        {count > 1 && <Thread />}
      </Wrapper>
    )
    const { rerender } = render(page(2))
    const { chat } = latest as unknown as Conversation
    act(() => void chat.sendMessage('Hi'))
    const stream = await streamAt(0)
    await act(() => stream.text('Half'))
    rerender(page(1))
    await act(frame)
    expect(stream.isCancelled).toBe(false)
    rerender(page(0))
    await stream.cancelled
    expect([texts(chat.view()), statuses(chat.view())]).toEqual([
      ['Hi', 'Half'],
      ['complete', 'stopped'],
    ])
    expect(complaints).toEqual([])
  })

  it('R01 a prompt whose component is gone complains about nothing', async () => {
    const { wrapper, streamAt } = stepped()
    const { result, unmount } = renderHook(() => useTogetherGenerate(), { wrapper })
    const generated = result.current.generate('Hi')
    const stream = await streamAt(0)
    await act(() => stream.text('Half '))
    unmount()
    await stream.text('and the rest.')
    await stream.finish()
    expect((await generated).replies).toEqual(['Half and the rest.'])
    expect(complaints).toEqual([])
  })
})

// By the option: effects run twice only where StrictMode is the root's own child.
describe('StrictMode', () => {
  it('R02 a send is one request, told once, for both hooks', async () => {
    const { wrapper, requests } = connected(fast('Hello.'))
    const onFinish = vi.fn()
    const streamed: string[] = []
    const { result } = renderHook(
      () => ({
        chat: useTogetherChat({
          id: 'strict',
          onFinish,
          streamingCallback: ({ content }) => void streamed.push(content),
        }),
        generate: useTogetherGenerate(),
      }),
      { wrapper, reactStrictMode: true },
    )
    await act(() => result.current.chat.sendMessage('Hi'))
    expect([requests.length, onFinish.mock.calls.length, streamed.join('')]).toEqual([1, 1, 'Hello.'])
    await act(() => result.current.generate.generate('Hi'))
    expect([requests.length, result.current.generate.replies]).toEqual([2, ['Hello.']])
    expect(complaints).toEqual([])
  })

  it('R02 the double mount stops nothing which is under way', async () => {
    const { wrapper, streamAt, requests } = stepped()
    const first = renderHook(() => useTogetherChat({ id: 'strict' }), { wrapper })
    const { chat } = first.result.current
    act(() => void chat.sendMessage('Hi'))
    const stream = await streamAt(0)
    first.unmount()
    const { result } = renderHook(() => useTogetherChat({ chat, stopOnUnmount: true }), { reactStrictMode: true })
    await act(frame)
    await act(async () => {
      await stream.text('Whole.')
      await stream.finish()
    })
    expect([requests.length, texts(result.current)]).toEqual([1, ['Hi', 'Whole.']])
    expect(statuses(result.current)).toEqual(['complete', 'complete'])
  })
})

/** A form as people write it: it sends what is in its state. */
function Form({ whenBusy, onSent }: { whenBusy?: 'queue' | 'refuse'; onSent: (sent: Promise<unknown>) => void }) {
  const { sendMessage } = useTogetherChat({ whenBusy })
  const [draft, setDraft] = useState('')
  function submit(event: FormEvent) {
    event.preventDefault()
    onSent(sendMessage(draft))
  }
  return (
    <form onSubmit={submit} aria-label="form">
      <input aria-label="Message" value={draft} onChange={(event) => setDraft(event.target.value)} />
    </form>
  )
}

describe('submitting twice', () => {
  it.each([
    ['queue', 2, ['complete', 'complete']],
    ['refuse', 1, ['complete', 'error']],
  ] as const)('R03 two submits in one frame: the second is not lost, by policy %s', async (whenBusy, count, ends) => {
    let running = 0
    let most = 0
    const { wrapper, requests } = connected(async (request) => {
      most = Math.max(most, ++running)
      const response = await fast('ok')(request)
      running--
      return response
    })
    const sent: Promise<unknown>[] = []
    render(<Form whenBusy={whenBusy} onSent={(reply) => sent.push(reply)} />, { wrapper })
    fireEvent.change(screen.getByLabelText('Message'), { target: { value: 'Hi' } })
    const form = screen.getByLabelText('form')
    await act(async () => {
      fireEvent.submit(form)
      fireEvent.submit(form)
      await Promise.all(sent)
    })
    expect([requests.length, most]).toEqual([count, 1])
    expect(await Promise.all(sent)).toMatchObject(ends.map((end) => ({ status: end })))
    if (whenBusy === 'refuse') expect(await sent[1]).toMatchObject({ error: { code: 'busy' } })
  })

  it.each([
    ['Enter twice', (box: HTMLElement) => [1, 2].forEach(() => void fireEvent.keyDown(box, { key: 'Enter' }))],
    [
      'a click and Enter',
      (box: HTMLElement, button: HTMLElement) => {
        fireEvent.click(button, { detail: 1 })
        fireEvent.keyDown(box, { key: 'Enter' })
      },
    ],
    [
      'a double click',
      (_: HTMLElement, button: HTMLElement) => [1, 2].forEach((detail) => void fireEvent.click(button, { detail })),
    ],
  ] as const)("R03 %s in one frame send the kit's draft once", async (_, submit) => {
    const { wrapper, requests } = connected(fast('ok'))
    render(<TogetherChat />, { wrapper })
    const box = screen.getByRole('textbox')
    fireEvent.change(box, { target: { value: 'Hi' } })
    submit(box, screen.getByRole('button', { name: /send/i })) // events of their own, as people's are
    await act(frame)
    expect(requests.length).toBe(1)
    expect(screen.getAllByText('ok')).toHaveLength(1)
  })
})

describe('several sends', () => {
  it('R04 five at once are sent one after the other, in order', async () => {
    const { wrapper, streamAt, requests } = stepped()
    const { result } = renderHook(() => useTogetherChat(), { wrapper })
    const sent: Promise<unknown>[] = []
    act(() => {
      for (let place = 0; place < 5; place++) sent.push(result.current.sendMessage(`Question ${place}`))
    })
    for (let place = 0; place < 5; place++) {
      const stream = await streamAt(place)
      expect([requests.length, result.current.queue.length]).toEqual([place + 1, 4 - place])
      await act(async () => {
        await stream.text(`Answer ${place}`)
        await stream.finish()
      })
    }
    await act(() => Promise.all(sent))
    expect(texts(result.current)).toEqual([0, 1, 2, 3, 4].flatMap((place) => [`Question ${place}`, `Answer ${place}`]))
    const body = (await requests[4]?.json()) as { messages: unknown[] }
    expect(body.messages).toHaveLength(9)
  })

  it('R04 two conversations stream at the same time', async () => {
    const { wrapper, streamAt, requests } = stepped()
    const { result } = renderHook(() => [useTogetherChat({ id: 'one' }), useTogetherChat({ id: 'two' })] as const, {
      wrapper,
    })
    act(() => {
      void result.current[0].sendMessage('To one')
      void result.current[1].sendMessage('To two')
    })
    const [first, second] = [await streamAt(0), await streamAt(1)]
    expect(requests.length).toBe(2)
    await act(async () => {
      await second.text('two ')
      await first.text('one ')
      await second.text('too')
      await first.finish()
      await second.finish()
    })
    expect(result.current.map(texts)).toEqual([
      ['To one', 'one '],
      ['To two', 'two too'],
    ])
  })
})

describe('switching', () => {
  it('R05 tokens land in the conversation they belong to when another is shown', async () => {
    const { wrapper, streamAt } = stepped()
    const { result, rerender } = renderHook(({ id }) => useTogetherChat({ id }), {
      wrapper,
      initialProps: { id: 'left' },
    })
    act(() => void result.current.sendMessage('To the left'))
    const left = await streamAt(0)
    await act(async () => {
      await left.text('Left ')
      await frame()
    })
    rerender({ id: 'right' })
    expect([result.current.id, result.current.messages, result.current.status]).toEqual(['right', [], 'ready'])
    act(() => void result.current.sendMessage('To the right'))
    const right = await streamAt(1)
    await act(async () => {
      await left.text('side.')
      await right.text('Right side.')
      await left.finish()
      await frame()
    })
    expect(texts(result.current)).toEqual(['To the right', 'Right side.'])
    expect(result.current.status).toBe('streaming')
    await act(() => right.finish())
    rerender({ id: 'left' })
    expect(texts(result.current)).toEqual(['To the left', 'Left side.'])
    expect(result.current.status).toBe('ready')
  })

  it.each(['regenerate', 'edit'] as const)(
    'R06 to %s while it streams ends the old stream first, and keeps its branch',
    async (verb) => {
      const order: string[] = []
      const { wrapper, streamAt } = stepped()
      const { result } = renderHook(() => useTogetherChat(), { wrapper })
      act(() => void result.current.sendMessage('Question'))
      const old = await streamAt(0)
      await act(async () => {
        await old.text('Old answer')
        await frame()
      })
      const [question, answer] = result.current.messageIds as [string, string]
      void old.cancelled.then(() => order.push('old ended'))
      act(() => {
        if (verb === 'regenerate') void result.current.regenerate()
        else void result.current.editMessage(question, 'Better question')
      })
      const fresh = await streamAt(1)
      order.push('new began')
      await act(async () => {
        await old.text(' which nobody asked for')
        await fresh.text('New answer')
        await fresh.finish()
      })
      expect(order).toEqual(['old ended', 'new began'])
      expect(texts(result.current)).toEqual([verb === 'edit' ? 'Better question' : 'Question', 'New answer'])
      const branch = verb === 'edit' ? question : answer
      expect(result.current.siblings(branch)).toMatchObject({ ids: [branch, expect.any(String)], index: 0 })
      act(() => result.current.selectSibling(branch))
      expect(texts(result.current)).toEqual(['Question', 'Old answer'])
      expect(statuses(result.current)).toEqual(['complete', 'stopped'])
    },
  )
})

describe('callbacks which throw', () => {
  it.each([
    ['onFinish', reply('ok'), 'complete', 1],
    ['onError', status(400), 'error', 1],
    ['streamingCallback', reply({ chunks: ['o', 'k'] }), 'complete', 3],
  ] as const)('R09 %s: reported once for each call, the run reaches its end', async (name, step, end, calls) => {
    const reported: unknown[] = []
    const onUncaught = (error: unknown) => reported.push(error)
    process.on('uncaughtException', onUncaught)
    const { wrapper, requests } = connected(createSimulator({ tokensPerSecond: 0, script: [step, reply('next')] }))
    const callback = vi.fn(() => {
      throw new Error(`${name} failed`)
    })
    const { result } = renderHook(() => useTogetherChat({ [name]: callback }), { wrapper })
    const answer = await act(() => result.current.sendMessage('Hi'))
    await act(frame)
    expect([answer.status, result.current.run.phase, callback.mock.calls.length]).toEqual([end, 'idle', calls])
    expect(reported).toEqual(Array(calls).fill(new Error(`${name} failed`)))
    const next = await act(() => result.current.sendMessage('And now?'))
    await act(frame)
    process.off('uncaughtException', onUncaught)
    expect([next.status, next.message.text, requests.length]).toEqual(['complete', 'next', 2])
  })

  it('R09 a callback which rejects is reported once, and no other callback misses its turn', async () => {
    const reported: unknown[] = []
    const onUncaught = (error: unknown) => reported.push(error)
    process.on('uncaughtException', onUncaught)
    process.on('unhandledRejection', onUncaught)
    const { wrapper } = connected(fast('ok'))
    const onFinish = vi.fn()
    const { result } = renderHook(
      () => {
        useTogetherChat({ id: 'shared', onFinish: () => Promise.reject(new Error('mine')) as unknown as undefined })
        return useTogetherChat({ id: 'shared', onFinish })
      },
      { wrapper },
    )
    await act(() => result.current.sendMessage('Hi'))
    await act(frame)
    process.off('uncaughtException', onUncaught)
    process.off('unhandledRejection', onUncaught)
    expect([reported, onFinish.mock.calls.length]).toEqual([[new Error('mine')], 1])
  })
})

describe('a page in the background', () => {
  it.each([
    ['with a frame asked for', true],
    ['with no frame asked for', false],
  ])('B01 hidden %s: no publication for text, one when it is visible again, the exact text', async (_, isPending) => {
    const page = stubPage()
    const { wrapper, streamAt } = stepped()
    const { result } = renderHook(() => useTogetherChat(), { wrapper })
    act(() => void result.current.sendMessage('Hi'))
    const stream = await streamAt(0)
    await act(() => stream.text('Seen. '))
    if (isPending) await act(() => stream.text('Almost seen. '))
    await act(() => page.hide())
    let publications = 0
    result.current.chat.store.subscribe(() => {
      publications++
    })
    for (let token = 0; token < 100; token++) await stream.text(`unseen${token} `)
    page.frame() // a browser has none now: whoever asked before waits
    expect(publications).toBe(0)
    await act(() => page.show())
    expect(publications).toBe(1)
    expect(texts(result.current)[1]).toMatch(/^Seen\. .*unseen99 $/)
    await act(() => stream.finish())
    expect([publications, statuses(result.current)[1]]).toEqual([2, 'complete'])
  })
})

/** A page whose frames and visibility are the test's. */
function stubPage() {
  let isHidden = false
  let frames: (() => void)[] = []
  vi.spyOn(document, 'visibilityState', 'get').mockImplementation(() => (isHidden ? 'hidden' : 'visible'))
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => frames.push(run))
  vi.stubGlobal('cancelAnimationFrame', (handle: number) => void frames.splice(handle - 1, 1, () => {}))
  const frame = () => {
    if (isHidden) return
    const due = frames
    frames = []
    for (const run of due) run()
  }
  const set = (hidden: boolean) => {
    isHidden = hidden
    document.dispatchEvent(new Event('visibilitychange'))
    frame()
  }
  return { frame, hide: () => set(true), show: () => set(false) }
}

/** How many listeners a store has gained. */
function countListeners(store: { subscribe: (listener: never) => () => void }) {
  let open = 0
  const { subscribe } = store
  store.subscribe = (listener) => {
    const unsubscribe = subscribe(listener)
    open++
    return () => {
      open--
      unsubscribe()
    }
  }
  return { count: () => open }
}
