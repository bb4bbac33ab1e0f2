import '@testing-library/jest-dom/vitest'
import { act, render, waitFor } from '@testing-library/react'
import { hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ChatRoot, type KitStrings, MessageList, type MessageListProps } from '../../src/components/index.js'
import { DaySeparator } from '../../src/components/list/DaySeparator.js'
import { rowsOf } from '../../src/components/list/rows.js'
import { ChatMessage, createChat } from '../../src/hooks/index.js'
import { german } from '../../src/locales/de.js'
import { english } from '../../src/locales/en.js'
import { steppedChat } from '../store/chat.js'

const messages = (count: number, name = 'Message') =>
  Array.from({ length: count }, (_, place) =>
    place % 2 === 0 ? ChatMessage.fromUser(`${name} ${place}`) : ChatMessage.fromAssistant(`${name} ${place}`),
  )

function chatOf(count: number) {
  return createChat({ id: 'list', transport: { stream: () => neverEnding }, initialMessages: messages(count) })
}

const neverEnding = { [Symbol.asyncIterator]: () => ({ next: () => new Promise<never>(() => {}) }) }

function list(chat: ReturnType<typeof chatOf>, props: MessageListProps = {}) {
  return (
    <ChatRoot chat={chat}>
      <MessageList {...props} />
    </ChatRoot>
  )
}

const articles = (container: Element) => [...container.querySelectorAll('article')]

describe('a list', () => {
  it('has all rows of an ordinary thread', () => {
    const { container } = render(list(chatOf(200)))
    expect(articles(container)).toHaveLength(200)
    expect(container.querySelector('.tg-gap')).toBeNull()
  })

  it('has the last rows of a long one at first, and room for the others', () => {
    const { container } = render(list(chatOf(2000)))
    expect(articles(container)).toHaveLength(20)
    expect(container.querySelector('.tg-rows')?.firstElementChild?.className).toBe('tg-gap')
    expect(articles(container).at(-1)?.textContent).toContain('Message 1999')
  })

  it('loses no row which it had when it grows over the bound, and does not take in all that comes', () => {
    const chat = chatOf(150)
    const { container } = render(list(chat))
    const before = articles(container)
    act(() => chat.prependMessages(messages(2000, 'Earlier')))
    expect(articles(container)).toEqual(before)
    act(() => chat.setMessages(messages(300, 'Other')))
    expect(articles(container)).toHaveLength(20)
  })

  it('has all rows where that is wanted', () => {
    expect(articles(render(list(chatOf(300), { windowAbove: Number.POSITIVE_INFINITY })).container)).toHaveLength(300)
    expect(articles(render(list(chatOf(50), { windowAbove: 10 })).container)).toHaveLength(20)
  })

  it.each([20, 2000])(
    'is the same on a server and at the first render in a browser, for %i messages',
    async (count) => {
      const chat = chatOf(count)
      const container = document.createElement('div')
      container.innerHTML = renderToString(list(chat))
      const before = container.innerHTML
      const onRecoverableError = vi.fn()
      const root = await act(() => hydrateRoot(container, list(chat), { onRecoverableError }))
      expect(onRecoverableError).not.toHaveBeenCalled()
      expect(articles(container)).toHaveLength(20)
      expect(before).toContain(`Message ${count - 1}`)
      act(() => root.unmount())
    },
  )
})

describe('a row stays the same element', () => {
  it('when earlier messages come before it', () => {
    const chat = chatOf(4)
    const { container } = render(list(chat))
    const before = articles(container)
    act(() => chat.prependMessages(messages(50, 'Earlier')))
    expect(articles(container)).toHaveLength(54)
    expect(articles(container).slice(-4)).toEqual(before)
    expect(
      articles(container)
        .slice(-4)
        .map((article, place) => article === before[place]),
    ).toEqual(Array.from({ length: 4 }, () => true))
  })

  it('when its message is written anew, and when another answer is shown', async () => {
    const { chat, streamAt } = steppedChat({ initialMessages: messages(4) })
    const { container } = render(list(chat))
    const [question, answer] = articles(container)
    const [id = ''] = chat.view().messageIds
    await act(async () => {
      void chat.editMessage(id, 'Another question')
      await (await streamAt(0)).text('Another answer')
      await (await streamAt(0)).finish()
    })
    expect(articles(container)[0]).toBe(question)
    expect(question?.textContent).toContain('Another question')
    act(() => chat.selectSibling(id))
    expect(articles(container)[0]).toBe(question)
    await act(async () => {
      void chat.regenerate({ messageId: chat.view().messageIds[1] })
      await (await streamAt(1)).text('One more')
      await (await streamAt(1)).finish()
    })
    expect(articles(container)[0]).toBe(question)
    expect(articles(container)[1]?.textContent).toContain('One more')
    expect(answer).toBeDefined()
  })
})

describe('Days', () => {
  const noon = (day: number) => new Date(2026, 2, day, 12).getTime()

  function chatAt(times: readonly number[]) {
    const chat = chatOf(times.length)
    const { tree } = chat.store.getState()
    const messages = tree.messages.map((node, place) => ({ ...node, createdAt: times[place] ?? 0 }))
    const nodes = new Map(messages.map((node) => [node.id, node]))
    chat.store.setState({ tree: { ...tree, nodes, messages } })
    return chat
  }

  it('are named where one begins, and not before the first row or where no time is known', () => {
    const times = [0, 0, noon(1), noon(1), noon(2), noon(2), 0, 0, noon(4), noon(4)]
    const chat = chatAt(times)
    const rows = [...rowsOf(chat, chat.view().messageIds)]
    expect(rows.map(({ newDay }) => newDay)).toEqual([null, null, null, null, noon(2), null, null, null, noon(4), null])
  })

  it('go from midnight to midnight, where clocks are changed, too', () => {
    const at = (day: number, hour: number) => new Date(2026, 2, day, hour).getTime()
    const chat = chatAt([at(28, 23), at(29, 0), at(29, 23), at(30, 0)])
    expect(Array.from(rowsOf(chat, chat.view().messageIds), ({ newDay }) => newDay !== null)).toEqual([
      false,
      true,
      false,
      true,
    ])
  })

  it('stand before their first message', async () => {
    const { container } = render(list(chatAt([noon(1), noon(1), noon(2), noon(2)])))
    await waitFor(() => expect(container.querySelector('.tg-day time')).not.toBeNull())
    const [separator] = container.querySelectorAll('.tg-day')
    expect(separator?.querySelector('time')).toHaveAttribute('datetime', '2026-03-02')
    expect(separator?.nextElementSibling?.tagName).toBe('ARTICLE')
  })

  it('are no matter of a server, which does not know its reader’s', async () => {
    const chat = chatAt([noon(1), noon(1), noon(2), noon(2)])
    const container = document.createElement('div')
    container.innerHTML = renderToString(list(chat))
    expect(container.querySelector('.tg-day')).toBeNull()
    const onRecoverableError = vi.fn()
    const root = await act(() => hydrateRoot(container, list(chat), { onRecoverableError }))
    await waitFor(() => expect(container.querySelector('.tg-day time')).not.toBeNull())
    expect(onRecoverableError).not.toHaveBeenCalled()
    act(() => root.unmount())
  })
})

describe('The name of a day', () => {
  const noon = new Date(2026, 2, 2, 12).getTime()

  beforeEach(() => void vi.useFakeTimers({ now: new Date(2026, 5, 1) }))

  afterEach(() => {
    vi.useRealTimers()
    document.documentElement.removeAttribute('lang')
  })

  const text = (container: Element) => container.querySelector('time')?.textContent

  function day(strings: Partial<KitStrings> = {}, language?: string) {
    return (
      <div lang={language}>
        <ChatRoot chat={chatOf(0)} strings={strings}>
          <DaySeparator time={noon} />
        </ChatRoot>
      </div>
    )
  }

  it('is in the language of the page, in English where that has none, and where nobody knows it', () => {
    expect(text(render(day({}, 'de')).container)).toBe('2. März 2026')
    expect(text(render(day()).container)).toBe('March 2, 2026')
    expect(text(render(day({}, 'no such language')).container)).toBe('March 2, 2026')
    document.documentElement.lang = 'fr'
    expect(text(render(day()).container)).toBe('2 mars 2026')
  })

  it('is in the language of the words, whatever the page’s', () => {
    expect(text(render(day(german, 'fr')).container)).toBe('2. März 2026')
    expect(text(render(day(english, 'de')).container)).toBe('March 2, 2026')
    expect(text(render(day({ dayName: (_, daysAgo) => `${daysAgo} days` })).container)).toMatch(/^\d+ days$/)
  })

  it('changes at midnight', () => {
    vi.setSystemTime(new Date(2026, 2, 2, 23, 59))
    const { container } = render(day())
    expect(text(container)).toBe('today')
    act(() => void vi.advanceTimersByTime(120_000))
    expect(text(container)).toBe('yesterday')
    act(() => void vi.advanceTimersByTime(86_400_000))
    expect(text(container)).toBe('March 2, 2026')
  })

  it('changes when a device wakes up', () => {
    vi.setSystemTime(noon)
    const { container } = render(day())
    vi.setSystemTime(new Date(2026, 2, 3, 8))
    act(() => void document.dispatchEvent(new Event('visibilitychange')))
    expect(text(container)).toBe('yesterday')
  })
})
