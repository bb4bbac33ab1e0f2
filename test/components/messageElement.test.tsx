import '@testing-library/jest-dom/vitest'
import { render, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { Chat, Message } from '../../src/components/parts/index.js'
import { ChatMessage, createChat } from '../../src/hooks/index.js'

// A message which the application renders as an element of its own.

const row = ({ messageIds }: { messageIds: readonly string[] }) => (
  <Message.Root render={<section />} messageIds={messageIds}>
    <Message.Content />
    <Message.Edit>Edit</Message.Edit>
  </Message.Root>
)

function renderSections(count: number) {
  const texts = Array.from({ length: count }, (_, place) =>
    place % 2 === 0 ? ChatMessage.fromUser(`Message ${place}`) : ChatMessage.fromAssistant(`Message ${place}`),
  )
  const chat = createChat({ transport: { stream: async function* () {} }, initialMessages: texts })
  render(
    <Chat.Root chat={chat}>
      <Chat.List windowAbove={10}>
        <Chat.Viewport>{row}</Chat.Viewport>
      </Chat.List>
    </Chat.Root>,
  )
  return userEvent.setup()
}

const sections = () => screen.getAllByRole('article')

it('is an article for who does not see it', () => {
  renderSections(2)
  expect(sections().map(({ tagName }) => tagName)).toEqual(['SECTION', 'SECTION'])
})

it('is reached, entered and left by the same keys', async () => {
  const user = renderSections(4)
  await user.tab()
  expect(screen.getByRole('log')).toHaveFocus()
  await waitFor(async () => {
    await user.keyboard('{End}') // the keys are loaded with the list
    expect(sections()[3]).toHaveFocus()
  })
  await user.keyboard('{ArrowUp}')
  expect(sections()[2]).toHaveFocus()
  await user.keyboard('{Enter}')
  expect(screen.getAllByRole('button', { name: 'Edit' })[1]).toHaveFocus()
  await user.keyboard('{Escape}')
  expect(sections()[2]).toHaveFocus()
})

it('gets the focus back from what closes inside of it', async () => {
  const user = renderSections(2)
  await user.click(screen.getByRole('button', { name: 'Edit' }))
  await user.type(await screen.findByRole('textbox'), '{Escape}')
  expect(sections()[0]).toHaveFocus()
})

it('has its place in a long thread', async () => {
  renderSections(40)
  await waitFor(() => expect(sections().at(-1)).toHaveAttribute('aria-posinset', '40'))
  expect(sections().at(-1)).toHaveAttribute('aria-setsize', '40')
})
