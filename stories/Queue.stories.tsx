import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent, waitFor, within } from 'storybook/test'
import { TogetherChat } from '../src/components/index.js'
import { reply, silence } from '../src/testing/index.js'
import { Frame } from './support/Stage.js'
import { rich } from './support/texts.js'

const meta: Meta<typeof TogetherChat> = {
  title: 'Queue',
  component: TogetherChat,
  parameters: { layout: 'fullscreen' },
  decorators: [
    (Story) => (
      <Frame>
        <Story />
      </Frame>
    ),
  ],
}
export default meta

type Story = StoryObj<typeof TogetherChat>

async function write(canvasElement: HTMLElement, text: string) {
  const canvas = within(canvasElement)
  await userEvent.type(canvas.getByRole('textbox'), `${text}{Enter}`)
  return canvas
}

/** What is sent while an answer is written stands above the composer, and can be taken out. */
export const Waits: Story = {
  parameters: { together: { tokensPerSecond: Number.POSITIVE_INFINITY, script: [{ ...silence(20), text: rich }] } },
  async play({ canvasElement }) {
    const canvas = await write(canvasElement, 'First')
    await canvas.findByRole('button', { name: 'Stop' })
    await write(canvasElement, 'Second')
    await write(canvasElement, 'Third')
    const queue = within(canvas.getByRole('list', { name: 'Messages waiting' }))
    await expect(queue.getAllByRole('listitem')).toHaveLength(2)
    await userEvent.click(queue.getByRole('button', { name: 'Remove “Third”' }))
    await expect(queue.getAllByRole('listitem')).toHaveLength(1)
    await expect(canvas.getByRole('textbox')).toHaveFocus()
  },
}

/** It is sent once the answer is there. */
export const GoesOn: Story = {
  parameters: {
    together: { tokensPerSecond: 6, script: [reply('One, and a few words more.'), reply('And that was the second.')] },
  },
  async play({ canvasElement }) {
    const canvas = await write(canvasElement, 'First')
    await write(canvasElement, 'Second')
    await canvas.findByRole('list', { name: 'Messages waiting' })
    await canvas.findByText('And that was the second.', {}, { timeout: 8000 })
    await expect(canvas.queryByRole('list', { name: 'Messages waiting' })).toBeNull()
    await waitFor(() => expect(canvas.getAllByRole('article')).toHaveLength(4))
  },
}
