import type { Meta, StoryObj } from '@storybook/react-vite'
import { useState } from 'react'
import { expect, userEvent, waitFor, within } from 'storybook/test'
import { ChatRoot, MessageList } from '../src/components/index.js'
import { loadPlaceKeeper } from '../src/components/list/createFollower.js'
import { ChatMessage } from '../src/hooks/index.js'
import { reply } from '../src/testing/index.js'
import { chatAt } from './support/chatAt.js'
import { comesToRest } from './support/comesToRest.js'
import { Frame, Stage } from './support/Stage.js'
import { rich } from './support/texts.js'

const meta: Meta<typeof MessageList> = {
  component: MessageList,
  decorators: [
    (Story) => (
      <Frame height="30rem">
        <Story />
      </Frame>
    ),
  ],
  parameters: { layout: 'fullscreen' },
}
export default meta

type Story = StoryObj<typeof MessageList>

const long = Array.from({ length: 20 }, (_, place) =>
  place % 2 === 0 ? ChatMessage.fromUser(`Question ${place / 2 + 1}`) : ChatMessage.fromAssistant(rich),
)

const thousands = Array.from({ length: 2000 }, (_, place) =>
  place % 2 === 0
    ? ChatMessage.fromUser(`Question ${place / 2 + 1}`)
    : ChatMessage.fromAssistant(
        place % 3 === 0 ? rich : `Answer ${(place + 1) / 2}: ${'a few words. '.repeat(place % 40)}`,
      ),
)

const questions = thousands.map((_, place) => ChatMessage.fromUser(`Note ${place + 1}`))

const dayMs = 86_400_000

const distanceFromEnd = (log: HTMLElement) => log.scrollHeight - log.clientHeight - log.scrollTop

export const Empty: Story = {
  render: () => (
    <Stage className="tg-chat">
      <MessageList empty={<p>No messages yet.</p>} />
    </Stage>
  ),
}

export const StartsAtItsEnd: Story = {
  render: () => (
    <Stage className="tg-chat" messages={long}>
      <MessageList />
    </Stage>
  ),
  async play({ canvasElement }) {
    const log = within(canvasElement).getByRole('log')
    await waitFor(() => expect(distanceFromEnd(log)).toBeLessThan(2))
  },
}

/** Up to 200 rows are all in the document: find in page and screen readers see each. */
export const OneHundredMessages: Story = {
  render: () => (
    <Stage className="tg-chat" messages={questions.slice(0, 100)}>
      <MessageList />
    </Stage>
  ),
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    await expect(canvas.getAllByRole('article')).toHaveLength(100)
    await waitFor(() => expect(distanceFromEnd(canvas.getByRole('log'))).toBeLessThan(2))
  },
}

/** Only the rows around the view are in the document. */
export const TwoThousandMessages: Story = {
  render: () => (
    <Stage className="tg-chat" messages={thousands}>
      <MessageList />
    </Stage>
  ),
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    const log = canvas.getByRole('log')
    await waitFor(() => expect(canvas.getAllByRole('article').at(-1)).toHaveAttribute('aria-posinset', '2000'))
    await waitFor(() => expect(distanceFromEnd(log)).toBeLessThan(2))
    await waitFor(() => expect(canvas.getAllByRole('article').length).toBeLessThan(30))
  },
}

/** Long enough that a slow machine still sees it stream. */
const longReply = { tokensPerSecond: 100, script: [reply(rich.repeat(4))] }

export const StreamsInALongThread: Story = {
  parameters: { together: longReply },
  render: () => (
    <Stage className="tg-chat" messages={thousands} send="Compare SQLite, PostgreSQL and Redis in a table">
      <MessageList />
    </Stage>
  ),
  async play({ canvasElement }) {
    const log = within(canvasElement).getByRole('log')
    await waitFor(() => expect(log.querySelector('[data-status="streaming"] p')).not.toBeNull())
    await waitFor(() => expect(distanceFromEnd(log)).toBeLessThan(2))
  },
}

/** What is in view stays there when earlier messages come in, once what keeps it is loaded. */
export const EarlierMessages: Story = {
  render: () => (
    <Stage className="tg-chat" messages={long}>
      {(chat) => (
        <>
          <button type="button" onClick={() => chat.prependMessages(thousands.slice(0, 50))}>
            Earlier messages
          </button>
          <MessageList />
        </>
      )}
    </Stage>
  ),
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    const log = canvas.getByRole('log')
    await waitFor(() => expect(distanceFromEnd(log)).toBeLessThan(2))
    log.dispatchEvent(new WheelEvent('wheel', { deltaY: -300, bubbles: true }))
    log.scrollTop = 0
    const first = canvas.getByText('Question 1')
    await waitFor(() => expect(first.getBoundingClientRect().top - log.getBoundingClientRect().top).toBeGreaterThan(0))
    await loadPlaceKeeper()
    await comesToRest(() => first.getBoundingClientRect().top)
    const before = first.getBoundingClientRect().top
    await userEvent.click(canvas.getByRole('button', { name: 'Earlier messages' }))
    await waitFor(() => expect(canvas.getAllByText('Question 1').length).toBe(2))
    await waitFor(() => expect(Math.abs(first.getBoundingClientRect().top - before)).toBeLessThan(1.5))
  },
}

export const LeavesTheReaderAlone: Story = {
  parameters: { together: longReply },
  render: () => (
    <Stage className="tg-chat" messages={long} send="Tell me a long story">
      <MessageList />
    </Stage>
  ),
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    const log = canvas.getByRole('log')
    await waitFor(() => expect(log.querySelector('[data-status="streaming"]')).not.toBeNull())
    log.dispatchEvent(new WheelEvent('wheel', { deltaY: -300, bubbles: true }))
    log.scrollTop -= 300
    const button = await canvas.findByRole('button', { name: /Scroll to the end/ })
    const place = log.scrollTop
    await new Promise((resolve) => setTimeout(resolve, 500))
    await expect(log.scrollTop).toBe(place)
    await userEvent.click(button)
    await waitFor(() => expect(canvas.queryByRole('button', { name: /Scroll to the end/ })).toBeNull())
    await waitFor(() => expect(log).toHaveFocus())
  },
}

/** What came meanwhile is counted on the button: here a question which waited for the answer before it, and its answer. */
export const UnseenMessages: Story = {
  parameters: {
    together: {
      tokensPerSecond: Number.POSITIVE_INFINITY,
      script: [reply({ text: 'one two three four five six seven eight', tokensPerSecond: 2 }), reply('Yes.')],
    },
  },
  render: () => (
    <Stage className="tg-chat" messages={long} send={['Is anybody there?', 'And now?']}>
      <MessageList />
    </Stage>
  ),
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    const log = canvas.getByRole('log')
    await canvas.findByText('Is anybody there?')
    log.dispatchEvent(new WheelEvent('wheel', { deltaY: -300, bubbles: true }))
    log.scrollTop -= 600
    const button = await canvas.findByRole('button', { name: 'Scroll to the end, 2 new messages' }, { timeout: 20_000 })
    await expect(button).toHaveTextContent('2')
  },
}

/** Where another day begins it is named: by its date, and as yesterday and today. */
export const Days: Story = {
  render: () => <DatedChat />,
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    await expect(await canvas.findByText('today')).toBeVisible()
    await expect(await canvas.findByText('yesterday')).toBeVisible()
    await expect(canvasElement.querySelectorAll('.tg-day')).toHaveLength(3)
  },
}

function DatedChat() {
  const [chat] = useState(() => chatAt([60, 30, 1, 0].map((days) => Date.now() - days * dayMs)))
  return (
    <ChatRoot chat={chat} className="tg-chat">
      <MessageList />
    </ChatRoot>
  )
}
