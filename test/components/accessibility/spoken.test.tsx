import '@testing-library/jest-dom/vitest'
import { act, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { countWords } from '../../../src/components/announcer/countWords.js'
import { createReader } from '../../../src/components/announcer/createReader.js'
import { joinSentences } from '../../../src/components/announcer/joinSentences.js'
import { type AnnounceMode, english, TogetherChat } from '../../../src/components/index.js'
import { ChatMessage, TogetherError, Tool } from '../../../src/core/index.js'
import { draftOf } from '../../../src/hooks/composerDraft.js'
import type { Chat } from '../../../src/store/index.js'
import { tick } from '../../store/chat.js'
import { comparing, repliesOf } from '../../store/comparing.js'

describe('Sentences', () => {
  it.each([
    ['Arabic', 'كيف حالك؟', 'أنا بخير'],
    ['Urdu', 'یہ ٹھیک ہے۔', 'شکریہ'],
    ['Hindi', 'यह ठीक है।', 'धन्यवाद'],
  ])('in %s end with marks of their own', (_language, first, second) => {
    const said: string[] = []
    const reader = createReader(
      (text) => said.push(text),
      () => 'code',
    )
    const message = ChatMessage.fromAssistant(`${first} ${second}`)
    reader.read({ id: 'a', status: 'streaming', message })
    expect(said).toEqual([first])
    expect(joinSentences([first, second])).toBe(`${first} ${second}`)
  })

  it('in Chinese have no second full stop between them', () => {
    expect(joinSentences(['你好。', '世界'])).toBe('你好。 世界')
  })
})

describe('The words of a text', () => {
  it.each([
    ['', 0],
    ["It's 3.5 km, well-known.", 4],
    ['你好，世界。今天天气很好。', 5],
    ['สวัสดีชาวโลก', 3],
    ['React 是一个库', 4],
  ])('of %j are %i', (text, count) => {
    expect(countWords(text)).toBe(count)
  })

  it('are counted by sentences where a browser cannot tell them', () => {
    const { Segmenter } = Intl
    Object.assign(Intl, { Segmenter: undefined })
    expect(countWords('你好，世界。')).toBe(2)
    Object.assign(Intl, { Segmenter })
  })
})

const look = new Tool({
  name: 'look',
  description: 'Looks.',
  parameters: { type: 'object', properties: {} },
  execute: async () => 'seen',
})

const busy = () => new TogetherError({ code: 'overloaded', message: 'Busy.', retryable: true })

/** Everything which the regions of these views ever said, each text once for each region it was in. */
function listen(): string[] {
  const said: string[] = []
  new MutationObserver((changes) => {
    for (const { target } of changes) {
      const region = (target.nodeType === Node.TEXT_NODE ? target.parentElement : target) as Element | null
      if (region?.hasAttribute('aria-live') && region.textContent) said.push(region.textContent)
    }
  }).observe(document.body, { subtree: true, childList: true, characterData: true })
  return said
}

/** As long as an announcement waits, and longer. */
const untilAllIsSaid = () => act(() => vi.advanceTimersByTimeAsync(300))

const spoken = (said: readonly string[], text: string) => waitFor(() => expect(said.join('|')).toContain(text))

describe('Of a comparison', () => {
  async function pickedWhileToolsRun() {
    const made = comparing(['a', 'b'], { tools: [look] })
    render(<TogetherChat chat={made.chat} />)
    const said = listen()
    const sent = made.chat.sendMessage('Why?')
    await act(() => tick(20))
    await act(() => made.streamOf('b').say('From b'))
    act(() => made.chat.selectSibling(repliesOf(made.chat)[1]?.id ?? ''))
    await act(() => made.streamOf('b').finish())
    await act(() => made.streamOf('a').call())
    return { ...made, sent, said }
  }

  it('the answer which was picked is read, not what another one says behind it', async () => {
    const { streamOf, requests, sent, said } = await pickedWhileToolsRun()
    await waitFor(() => expect(requests.filter(({ model }) => model === 'a')).toHaveLength(2))
    await act(() => streamOf('a').say('Hidden words'))
    await act(() => streamOf('a').finish())
    await act(() => sent)
    await spoken(said, 'From b')
    expect(said.join('|')).not.toContain('Hidden')
  })
})

describe('A choice which breaks off', () => {
  it('is heard in the words which its column shows', async () => {
    const { chat, streamOf } = comparing(['a', 'b'])
    render(<TogetherChat chat={chat} />)
    const said = listen()
    const sent = chat.sendMessage('Why?')
    await act(() => tick(20))
    await act(() => streamOf('b').say('Half'))
    await act(() => streamOf('a').say('From a'))
    await act(() => streamOf('b').fail(new TogetherError({ code: 'network', message: 'Lost.', retryable: true })))
    await act(() => streamOf('a').finish())
    await act(() => sent)

    await spoken(said, 'b, broken off')
    expect(said.join('|')).toContain(english.interrupted)
    expect(said.join('|')).not.toContain(english.errorText('network'))
    expect(await screen.findByRole('group', { name: 'b' })).toHaveTextContent(english.interrupted)
    expect(screen.getByRole('radio', { name: /^b/ })).toHaveAccessibleName('b, broken off')
  })
})

describe('A choice which is tried again', () => {
  /** The first model answered and is picked, the second broke off, the third failed. */
  async function compared() {
    const { chat, streamOf } = comparing(['a', 'b', 'c'])
    render(<TogetherChat chat={chat} />)
    const said = listen()
    const sent = chat.sendMessage('Why?')
    await act(() => tick(20))
    await act(() => streamOf('a').say('From a'))
    await act(() => streamOf('b').say('Half'))
    for (const model of ['b', 'c']) await act(() => streamOf(model).fail(busy()))
    await act(() => streamOf('a').finish())
    await act(() => sent)
    await spoken(said, 'c, failed')
    await spoken(said, 'From a')
    said.length = 0
    const again = chat.retry(repliesOf(chat)[1]?.id)
    await act(() => tick(20))
    await spoken(said, 'responding')
    return { chat, streamOf, said, again }
  }

  it('is said to be there by its name: what is picked is not read again, nor is the failure of another one', async () => {
    const { streamOf, said, again } = await compared()
    await act(() => streamOf('b').say('From b'))
    await act(() => streamOf('b').finish())
    await act(() => again)
    await spoken(said, 'b, Reply ready, 2 words')
    expect(said.join('|')).not.toMatch(/From a|answers|failed/)
  })

  it('says that it broke off again, or was stopped, and nothing else', async () => {
    const { chat, streamOf, said, again } = await compared()
    await act(() => streamOf('b').fail(busy()))
    await act(() => again)
    await spoken(said, 'b, broken off')
    const last = chat.retry(repliesOf(chat)[1]?.id)
    await act(() => tick(20))
    act(() => chat.stop())
    await act(() => last)
    await spoken(said, 'Stopped')
    expect(said.join('|')).not.toMatch(/From a|answers|c, failed/)
  })
})

describe('A reply on a branch which the reader left', () => {
  it('is said to be there, and not read', async () => {
    const { chat, streamOf } = comparing(['a'])
    render(<TogetherChat chat={chat} />)
    const said = listen()
    const first = chat.sendMessage('Why?')
    await act(() => tick(20))
    await act(() => streamOf('a').say('An answer'))
    await act(() => streamOf('a').finish())
    await act(() => first)
    const question = chat.view().messageIds[0] ?? ''
    const second = chat.editMessage(question, 'Why not?')
    await act(() => tick(20))
    await act(() => streamOf('a').say('Hidden words'))
    act(() => chat.selectSibling(question))
    await act(() => streamOf('a').finish())
    await act(() => second)
    await spoken(said, 'Reply ready, 2 words')
    expect(said.join('|')).not.toContain('Hidden')
  })
})

describe('Live regions which get another place', () => {
  it('go on speaking there', async () => {
    const { chat, streamOf } = comparing(['a'])
    const { rerender } = render(<TogetherChat chat={chat} />)
    const place = document.body.appendChild(document.createElement('div'))
    rerender(<TogetherChat chat={chat} announcerContainer={place} />)
    const said = listen()
    const sent = chat.sendMessage('Why?')
    await act(() => tick(20))
    await act(() => streamOf('a').say('Because.'))
    await act(() => streamOf('a').finish())
    await act(() => sent)
    await spoken(said, 'Because.')
    place.remove()
  })
})

describe('Two views of one chat', () => {
  beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }))
  afterEach(() => void vi.useRealTimers())

  async function answered(chat: Chat, streamOf: ReturnType<typeof comparing>['streamOf']): Promise<void> {
    const sent = chat.sendMessage('Why?')
    await act(() => tick(20))
    await act(() => streamOf('a').say('Because.'))
    await act(() => streamOf('a').finish())
    await act(() => sent)
  }

  it.each<[AnnounceMode, AnnounceMode]>([
    ['full', 'full'],
    ['off', 'full'],
    ['sentences', 'sentences'],
  ])('say everything once: %s, %s', async (first, second) => {
    const { chat, streamOf } = comparing(['a'])
    render(
      <>
        <TogetherChat chat={chat} announce={first} />
        <TogetherChat chat={chat} announce={second} />
      </>,
    )
    await import('../../../src/components/announcer/readAloud.js')
    await act(() => tick(20))
    const said = listen()
    await answered(chat, streamOf)
    await spoken(said, 'Because.')
    await untilAllIsSaid()
    for (const words of ['Because.', 'responding']) expect(said.filter((text) => text.includes(words))).toHaveLength(1)
  })

  it('say what failed once where both are told to be silent', async () => {
    const { chat, streamOf } = comparing(['a'])
    render(
      <>
        <TogetherChat chat={chat} announce="off" />
        <TogetherChat chat={chat} announce="off" />
      </>,
    )
    const said = listen()
    const sent = chat.sendMessage('Why?')
    await act(() => tick(20))
    await act(() => streamOf('a').fail(busy()))
    await act(() => sent)
    await spoken(said, 'overloaded')
    await untilAllIsSaid()
    expect(said).toHaveLength(1)
  })

  it('say once that a file is not attached', async () => {
    const { chat } = comparing(['a'], { attachments: { maxFileBytes: 1 } })
    render(
      <>
        <TogetherChat chat={chat} accept="text/*" />
        <TogetherChat chat={chat} accept="text/*" />
      </>,
    )
    const said = listen()
    await act(async () => void (await draftOf(chat).attach([new File(['too much'], 'big.txt')])))
    await spoken(said, 'big.txt')
    await untilAllIsSaid()
    expect(said).toHaveLength(1)
  })

  it('go on speaking when the first one is gone', async () => {
    const { chat, streamOf } = comparing(['a'])
    const { unmount } = render(<TogetherChat chat={chat} />)
    render(<TogetherChat chat={chat} />)
    unmount()
    const said = listen()
    await answered(chat, streamOf)
    await spoken(said, 'Because.')
  })

  it('are heard where the first one is out of sight', async () => {
    const { chat, streamOf } = comparing(['a'])
    render(<TogetherChat chat={chat} className="hidden" />)
    const { container } = render(<TogetherChat chat={chat} className="shown" />)
    const seen = container.querySelector('[data-announcer]') as Element
    seen.getClientRects = () => [{}] as unknown as DOMRectList
    const said = listen()
    await answered(chat, streamOf)
    await spoken(said, 'Because.')
    expect(seen.textContent).toContain('Because.')
  })
})
