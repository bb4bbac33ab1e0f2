import '@testing-library/jest-dom/vitest'
import { act, render, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { beforeEach, expect, it, vi } from 'vitest'
import { TogetherChat } from '../../src/components/index.js'
import { Chat, Message } from '../../src/components/parts/index.js'
import { ChatMessage, createChat, createTogetherTransport } from '../../src/hooks/index.js'
import { createSimulator, reply } from '../../src/testing/index.js'
import { load } from './heldLoads.js'

vi.mock('../../src/components/kit/createLoaded.js', async (original) =>
  (await import('./heldLoads.js')).heldLoads(original),
)

beforeEach(() => {
  load.mockImplementation(() => {
    throw new Error('offline')
  })
})

/** A thread of unstyled parts whose last answer reached its length limit. */
function thread() {
  const simulator = createSimulator({ tokensPerSecond: Number.POSITIVE_INFINITY, script: [reply(' and so on.')] })
  const transport = createTogetherTransport({
    baseUrl: 'https://relay.test/api',
    fetch: (input, init) => simulator(new Request(input, init)),
  })
  const meta = { finish_reason: 'length', model: 'a/model' }
  const initialMessages = [ChatMessage.fromUser('Count'), ChatMessage.fromAssistant('One two', { meta })]
  const chat = createChat({ transport, initialMessages })
  const { unmount } = render(
    <Chat.Root chat={chat} onFeedback={() => {}} canDelete>
      <Chat.List>
        <Chat.Viewport>
          {({ messageIds }) => (
            <Message.Root messageIds={messageIds}>
              <Message.Content />
              <Message.Unfinished className="unfinished" />
              <Message.Meta />
              <Message.Feedback value="good" />
              <Message.Delete />
            </Message.Root>
          )}
        </Chat.Viewport>
      </Chat.List>
    </Chat.Root>,
  )
  return { unmount }
}

const answer = () => screen.getAllByRole('article').at(-1) as HTMLElement
const buttons = () =>
  within(answer())
    .queryAllByRole('button')
    .map(({ textContent }) => textContent)

it('says that a reply is unfinished, and goes on with it, where nothing more can be loaded', async () => {
  thread()
  expect(within(answer()).getByText('The answer reached its length limit.')).toBeInTheDocument()
  await waitFor(() => expect(load).toHaveBeenCalled())
  expect(buttons()).toEqual(['Continue'])
  await userEvent.click(screen.getByRole('button', { name: 'Continue' }))
  expect(await screen.findByText(/^One two and so on\.$/)).toBeInTheDocument()
  expect(screen.queryByText('The answer reached its length limit.')).toBeNull()
})

it('does without readings, feedback and deletion where they cannot be loaded, and tries again with the next message', async () => {
  const { unmount } = thread()
  await waitFor(() => expect(load).toHaveBeenCalled())
  expect(answer().querySelector('details')).toBeNull()
  expect(answer()).toHaveTextContent(/^One two/)
  unmount()
  load.mockImplementation(() => {})
  await act(async () => void thread())
  expect(await within(answer()).findByRole('button', { name: 'Good answer' })).toBeInTheDocument()
  await waitFor(() => expect(buttons()).toEqual(['Continue', 'Good answer', 'Delete']))
  expect(answer().querySelector('details')).toHaveTextContent('model')
})

it('names what waits where the list of it cannot be loaded', async () => {
  const chat = createChat({ transport: { stream: () => new ReadableStream() as never } })
  render(<TogetherChat chat={chat} />)
  act(() => {
    void chat.sendMessage('One')
    void chat.sendMessage('Two')
  })
  await waitFor(() => expect(load).toHaveBeenCalled())
  expect(screen.getByText('Two')).toHaveClass('tg-note')
  expect(screen.queryByRole('list', { name: 'Messages waiting' })).toBeNull()
  act(() => chat.stop())
})
