import { act, render, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import { AutoRetry } from '../../../src/components/error/AutoRetry.js'
import { ChatRoot, MessageList } from '../../../src/components/index.js'
import { type Chat, createChat } from '../../../src/hooks/index.js'
import { conversationOf, type ExampleReply } from '../../../stories/support/choices.js'

/** A model answered, and is picked; others were asked too often. */
function compared() {
  const stream = vi.fn(async function* () {})
  const chat = createChat({ id: 'example', transport: { stream } })
  const createdAt = Date.now()
  chat.import(conversationOf([{ text: 'Blue', model: 'a', createdAt }, busy('b', createdAt), busy('c', createdAt)]))
  return { chat, stream, user: userEvent.setup() }
}

const busy = (model: string, createdAt: number): ExampleReply => ({
  text: '',
  model,
  createdAt,
  status: 'error',
  error: { code: 'rate-limit', message: 'Too many.', retryable: true, retryAfterMs: 4000 },
})

function toggles(chat: Chat, isWaiting: boolean) {
  return (
    <ChatRoot chat={chat}>
      {['a1', 'a2'].map((id) => (
        <AutoRetry key={id} messageId={id} isWaiting={isWaiting} />
      ))}
    </ChatRoot>
  )
}

const pressAll = async (user: ReturnType<typeof userEvent.setup>) => {
  for (const toggle of screen.getAllByRole('button', { name: 'Retry automatically' })) await user.click(toggle)
}

it('tries a choice again which is not picked', async () => {
  const { chat, stream, user } = compared()
  render(
    <ChatRoot chat={chat}>
      <MessageList />
    </ChatRoot>,
  )
  await screen.findByRole('radiogroup')
  const column = within(screen.getByRole('group', { name: 'b' }))
  await user.click(await column.findByRole('button', { name: 'Retry automatically' }))
  await waitFor(() => expect(stream).toHaveBeenCalledOnce())
})

it('tries several choices again one after the other', async () => {
  const { chat, stream, user } = compared()
  let end = () => {}
  stream.mockImplementationOnce(async function* () {
    await new Promise<void>((resolve) => {
      end = resolve
    })
  })
  const { rerender } = render(toggles(chat, true))
  await pressAll(user)
  rerender(toggles(chat, false))
  await waitFor(() => expect(stream).toHaveBeenCalledOnce())
  expect(screen.getAllByRole('button').map((toggle) => toggle.getAttribute('aria-pressed'))).toContain('true')
  act(() => end())
  await waitFor(() => expect(stream).toHaveBeenCalledTimes(2))
  await waitFor(() => expect(screen.queryByRole('button', { pressed: true })).toBeNull())
})

it('tries nothing again once the conversation went on', async () => {
  const { chat, stream, user } = compared()
  const { rerender } = render(toggles(chat, true))
  await pressAll(user)
  await act(async () => void (await chat.sendMessage('And at night?')))
  rerender(toggles(chat, false))
  await waitFor(() => expect(screen.queryByRole('button', { pressed: true })).toBeNull())
  expect(stream).toHaveBeenCalledOnce()
})
