import { act, waitFor } from '@testing-library/react'
import type { ReactNode } from 'react'
import { hydrateRoot, type Root } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Chat } from '../../src/hooks/index.js'
import { chatAt } from '../../stories/support/chatAt.js'

const ownZone = process.env.TZ

let root: Root | undefined

beforeEach(() => void vi.spyOn(console, 'error'))

afterEach(() => {
  act(() => root?.unmount())
  process.env.TZ = ownZone
  document.body.replaceChildren()
  vi.restoreAllMocks()
})

/** The thread in a time zone, by modules of its own: a server and a browser share no clock. */
async function threadIn(zone: string, chat: Chat): Promise<ReactNode> {
  process.env.TZ = zone
  vi.resetModules()
  const { ChatRoot, MessageList } = await import('../../src/components/index.js')
  return (
    <ChatRoot chat={chat}>
      <MessageList />
    </ChatRoot>
  )
}

/** What a server in Tokyo rendered, hydrated by a reader in New York. */
async function hydrate(chat: Chat): Promise<string> {
  const container = document.body.appendChild(document.createElement('div'))
  container.innerHTML = renderToString(await threadIn('Asia/Tokyo', chat))
  const rendered = container.innerHTML
  const thread = await threadIn('America/New_York', chat)
  const onRecoverableError = vi.fn()
  await act(async () => {
    root = hydrateRoot(container, thread, { onRecoverableError })
  })
  expect(onRecoverableError).not.toHaveBeenCalled()
  expect(console.error).not.toHaveBeenCalled()
  return rendered
}

const names = (selector: string) =>
  [...document.querySelectorAll(selector)].map((each) => each.getAttribute('aria-label')?.replace(/\s/g, ' '))

it('names messages by the reader’s time, once the page of a server elsewhere is hydrated', async () => {
  const rendered = await hydrate(chatAt([Date.UTC(2026, 4, 4, 12, 4)]))
  expect(rendered).toContain('<article data-role="user" data-status="complete" aria-label="You"')
  expect(names('article')).toEqual(['You, 8:04 AM', 'Assistant, 8:04 AM'])
  expect(names('.tg-actions')).toEqual(['Actions: You, 8:04 AM', 'Actions: Assistant, 8:04 AM'])
})

it('begins the reader’s days, once the page of a server elsewhere is hydrated', async () => {
  // In Tokyo midnight is before the second question, in New York before the third.
  const rendered = await hydrate(chatAt([14, 16, 30].map((hour) => Date.UTC(2026, 4, 4, hour))))
  expect(rendered).not.toContain('tg-day')
  const days = () => [...document.querySelectorAll('.tg-row')].map((row) => row.querySelectorAll('.tg-day').length)
  await waitFor(() => expect(document.querySelector('.tg-day time')).not.toBeNull())
  expect(days()).toEqual([0, 0, 0, 0, 1, 0])
})
