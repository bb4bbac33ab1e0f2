import '@testing-library/jest-dom/vitest'
import { act, render, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import { Chat, Message } from '../../src/components/parts/index.js'
import { type ChatTransport, createChat, TogetherError } from '../../src/hooks/index.js'
import { load } from './heldLoads.js'

/** What is being loaded: it arrives or fails when the test says so. */
const loads: { arrive(): void; fail(): void }[] = []

vi.mock('../../src/components/kit/createLoaded.js', async (original) =>
  (await import('./heldLoads.js')).heldLoads(original),
)

load.mockImplementation(
  () =>
    new Promise((resolve, reject) => {
      loads.push({ arrive: resolve, fail: () => reject(new Error('offline')) })
    }),
)

/** A chat whose only answer failed. */
async function failed() {
  const stream = vi.fn<ChatTransport['stream']>(() => {
    throw new TogetherError({ code: 'server', message: 'Down.', retryable: true })
  })
  const chat = createChat({ transport: { stream } })
  await chat.sendMessage('Why?')
  const { container } = render(
    <Chat.Root chat={chat}>
      <Chat.List>
        <Chat.Viewport>
          {({ messageIds }) => (
            <Message.Root messageIds={messageIds}>
              <Message.Error />
            </Message.Root>
          )}
        </Chat.Viewport>
      </Chat.List>
    </Chat.Root>,
  )
  const view = within(container)
  return {
    attempts: () => stream.mock.calls.length,
    log: view.getByRole('log'),
    names: () => view.queryAllByRole('button').map((button) => button.textContent),
    tryAgain: () => view.getByRole('button', { name: 'Try again' }),
  }
}

const fail = () => act(async () => loads.at(-1)?.fail())

it('offers to try again where its buttons could not be loaded, and hands the focus on', async () => {
  const { names, tryAgain, attempts, log } = await failed()
  await fail()
  expect(names()).toEqual(['Try again'])
  await userEvent.click(tryAgain())
  expect(attempts()).toBe(2)
  expect(log).toHaveFocus()
})

it('has no button before they are loaded, and takes none away once they are', async () => {
  const unlucky = await failed()
  await fail()
  const button = unlucky.tryAgain()
  act(() => button.focus())
  const { names } = await failed()
  expect(screen.getAllByText('The service had a problem of its own.')).toHaveLength(2)
  const early = names()
  loads.at(-1)?.arrive()
  await waitFor(() => expect(names()).toEqual(['Try again', 'Dismiss']))
  expect(early).toEqual([])
  expect(button).toHaveFocus()
})
