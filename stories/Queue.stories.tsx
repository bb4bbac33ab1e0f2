import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent, waitFor, within } from 'storybook/test'
import { TogetherChat } from '../src/components/index.js'
import { reply, silence } from '../src/testing/index.js'
import { ask } from './support/ask.js'
import { inFrame } from './support/Stage.js'
import { rich } from './support/texts.js'

const meta: Meta<typeof TogetherChat> = {
  title: 'Queue',
  component: TogetherChat,
  parameters: { layout: 'fullscreen' },
  decorators: [inFrame],
}
export default meta

type Story = StoryObj<typeof TogetherChat>

/** What is sent while an answer is written stands above the composer, and can be taken out. */
export const Waits: Story = {
  parameters: { together: { tokensPerSecond: Number.POSITIVE_INFINITY, script: [{ ...silence(20), text: rich }] } },
  async play({ canvasElement }) {
    const canvas = await ask(canvasElement, 'First')
    await canvas.findByRole('button', { name: 'Stop' })
    // Else its request could go out after this story, and take an answer of the next one.
    await canvas.findByText(/A relay keeps/)
    await ask(canvasElement, 'Second')
    await ask(canvasElement, 'Third')
    const queue = within(await canvas.findByRole('list', { name: 'Messages waiting' }))
    await waitFor(() => expect(queue.getAllByRole('listitem')).toHaveLength(2))
    await userEvent.click(queue.getByRole('button', { name: 'Remove “Third”' }))
    await waitFor(() => expect(queue.getAllByRole('listitem')).toHaveLength(1))
    await waitFor(() => expect(canvas.getByRole('textbox')).toHaveFocus())
  },
}

/** It is sent once the answer is there. */
export const GoesOn: Story = {
  parameters: {
    together: {
      tokensPerSecond: Number.POSITIVE_INFINITY,
      script: [reply({ text: 'One, and a few words more.', tokensPerSecond: 1 }), reply('And that was the second.')],
    },
  },
  async play({ canvasElement }) {
    const canvas = await ask(canvasElement, 'First')
    await ask(canvasElement, 'Second')
    await canvas.findByRole('list', { name: 'Messages waiting' })
    await canvas.findByText('And that was the second.', {}, { timeout: 30_000 })
    await waitFor(() => expect(canvas.queryByRole('list', { name: 'Messages waiting' })).toBeNull())
    await waitFor(() => expect(canvas.getAllByRole('article')).toHaveLength(4))
  },
}
