import { act, render } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { TogetherChat, type TogetherChatProps } from '../../src/components/index.js'
import { createChat } from '../../src/hooks/index.js'
import { arabic } from '../../src/locales/ar.js'
import { german } from '../../src/locales/de.js'

const silent = { stream: () => ({ [Symbol.asyncIterator]: () => ({ next: () => new Promise<never>(() => {}) }) }) }

const Standard = Intl.DateTimeFormat
const made: unknown[] = []

/** A browser whose own language is French as in Canada. */
class Clock extends Standard {
  constructor(locale?: Intl.LocalesArgument, options?: Intl.DateTimeFormatOptions) {
    super(Array.isArray(locale) && locale.length === 0 ? 'fr-CA' : locale, options)
    made.push(locale)
  }
}

beforeEach(() => {
  made.length = 0
  Intl.DateTimeFormat = Clock as unknown as typeof Standard
  vi.spyOn(navigator, 'language', 'get').mockReturnValue('fr-CA')
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout'], now: new Date(2026, 4, 4, 15, 4) })
})

afterEach(() => {
  Intl.DateTimeFormat = Standard
  vi.useRealTimers()
  vi.restoreAllMocks()
})

/** The name of a question which was asked at four minutes past three in the afternoon. */
async function nameOfQuestion(strings: TogetherChatProps['strings']): Promise<string | null | undefined> {
  const chat = createChat({ transport: silent })
  void chat.sendMessage('Why?')
  await vi.waitFor(() => expect(chat.view().messages).not.toHaveLength(0), 10_000)
  const { container, unmount } = render(<TogetherChat chat={chat} strings={strings} />)
  const name = container.querySelector('article')?.getAttribute('aria-label')
  unmount()
  return name
}

describe('The time beside a message', () => {
  it('is written in the language of the words, whichever the browser has', async () => {
    expect(await nameOfQuestion(undefined)).toMatch(/^You, 3:04\sPM$/)
    expect(await nameOfQuestion(german)).toBe('Du, 15:04')
    expect(await nameOfQuestion(arabic)).toMatch(/^أنت، [3٣]:[0٠][4٤]\sم$/)
  })

  it('is that of the reader’s country where they speak this language', async () => {
    expect(await nameOfQuestion({ locale: 'fr-FR' })).toBe('You, 15:04')
    expect(await nameOfQuestion({ locale: 'fr' })).toBe('You, 15 h 04')
  })

  it('is there where the words name a language which there is not', async () => {
    expect(await nameOfQuestion({ locale: 'de_CH' })).toBe('You, 15 h 04')
  })

  it('is made ready while the page is idle', async () => {
    const { unmount } = render(<TogetherChat chat={createChat({ transport: silent })} strings={{ locale: 'it' }} />)
    expect(made).toEqual([])
    act(() => void vi.advanceTimersByTime(300))
    expect(made).toEqual(['it'])
    unmount()
    expect(await nameOfQuestion({ locale: 'it' })).toBe('You, 15:04')
    expect(made).toEqual(['it'])
  })
})
