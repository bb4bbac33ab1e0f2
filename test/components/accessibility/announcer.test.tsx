import { render, screen, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createAnnouncer, TogetherChat } from '../../../src/components/index.js'
import { createTogetherTransport } from '../../../src/hooks/index.js'
import { controlledStream } from '../../../src/testing/index.js'
import { renderStepped } from '../support.js'

afterEach(() => vi.useRealTimers())

describe('The announcer', () => {
  it('speaks after 250 ms, what came meanwhile in one', () => {
    vi.useFakeTimers()
    const announcer = createAnnouncer()
    announcer.announce('One')
    vi.advanceTimersByTime(200)
    announcer.announce('Two')
    vi.advanceTimersByTime(49)
    expect(announcer.get().polite).toEqual(['', ''])
    vi.advanceTimersByTime(1)
    expect(announcer.get().polite).toEqual(['One. Two', ''])
  })

  it('puts no second full stop between two', () => {
    vi.useFakeTimers()
    const announcer = createAnnouncer()
    for (const text of ['It is so.', 'Is it?', 'Reply ready']) announcer.announce(text)
    vi.advanceTimersByTime(250)
    expect(announcer.get().polite[0]).toBe('It is so. Is it? Reply ready')
  })

  it('takes its two regions in turn, so that the same text is heard again', () => {
    vi.useFakeTimers()
    const announcer = createAnnouncer()
    const say = (text: string) => {
      announcer.announce(text)
      vi.advanceTimersByTime(250)
      return announcer.get().polite
    }
    expect([say('Copied'), say('Copied'), say('Copied')]).toEqual([
      ['Copied', ''],
      ['', 'Copied'],
      ['Copied', ''],
    ])
  })

  it('says once what is asked for twice at the same time', () => {
    vi.useFakeTimers()
    const announcer = createAnnouncer()
    announcer.announce('Copied')
    announcer.announce('Copied')
    vi.advanceTimersByTime(250)
    expect(announcer.get().polite).toEqual(['Copied', ''])
  })

  it('has a channel of its own for what cannot wait', () => {
    vi.useFakeTimers()
    const announcer = createAnnouncer()
    announcer.announce('It began')
    announcer.announce('It failed', 'assertive')
    vi.advanceTimersByTime(250)
    expect(announcer.get()).toEqual({ polite: ['It began', ''], assertive: ['It failed', ''] })
  })
})

describe('The live regions of a chat', () => {
  const regions = (within: ParentNode) => [...within.querySelectorAll('[aria-live="polite"], [aria-live="assertive"]')]

  it('are there before anything is said, and stay', async () => {
    const { user } = renderStepped()
    const first = regions(document)
    expect(first.map((region) => region.textContent)).toEqual(['', '', '', ''])
    await user.type(screen.getByRole('textbox'), 'Why?{Enter}')
    await waitFor(() => expect(first[0]).toHaveTextContent('Assistant is responding'))
    expect(regions(document)).toEqual(first)
  })

  it('stand outside of a shadow tree where they are told to', () => {
    const host = document.body.appendChild(document.createElement('div'))
    const outside = document.body.appendChild(document.createElement('div'))
    const tree = host.attachShadow({ mode: 'open' })
    const container = tree.appendChild(document.createElement('div'))
    const transport = createTogetherTransport({ fetch: controlledStream().fetch })
    const { unmount } = render(<TogetherChat transport={transport} announcerContainer={outside} />, { container })
    expect(regions(tree)).toEqual([])
    expect(regions(outside)).toHaveLength(4)
    unmount()
    expect(regions(outside)).toEqual([])
    host.remove()
    outside.remove()
  })
})
