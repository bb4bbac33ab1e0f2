import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent, waitFor, within } from 'storybook/test'
import { MessageList } from '../src/components/index.js'
import { ChatMessage } from '../src/hooks/index.js'
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
    await waitFor(() => expect(log.scrollHeight - log.clientHeight - log.scrollTop).toBeLessThan(2))
  },
}

export const LeavesTheReaderAlone: Story = {
  parameters: { together: { tokensPerSecond: 400 } },
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
    await expect(log).toHaveFocus()
  },
}
