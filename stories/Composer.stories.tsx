import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent, waitFor, within } from 'storybook/test'
import { Composer } from '../src/components/index.js'
import { Composer as Parts } from '../src/components/parts/index.js'
import { silence } from '../src/testing/index.js'
import { Stage } from './support/Stage.js'

const meta: Meta<typeof Composer> = {
  component: Composer,
  render: (args) => (
    <Stage style={{ padding: '1rem' }}>
      <Composer {...args} />
    </Stage>
  ),
}
export default meta

type Story = StoryObj<typeof Composer>

export const Empty: Story = {
  async play({ canvasElement }) {
    const button = within(canvasElement).getByRole('button', { name: 'Send' })
    await expect(button).toHaveAttribute('aria-disabled', 'true')
    await userEvent.click(button)
    await expect(button).toHaveAccessibleName('Send')
  },
}

export const Grows: Story = {
  async play({ canvasElement }) {
    const field = within(canvasElement).getByRole('textbox')
    const before = field.getBoundingClientRect().height
    await userEvent.type(field, 'One{Shift>}{Enter}{/Shift}Two{Shift>}{Enter}{/Shift}Three')
    await expect(field.getBoundingClientRect().height).toBeGreaterThan(before * 2)
  },
}

export const StopsByEscape: Story = {
  parameters: { together: { script: [silence(3)] } },
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    const field = canvas.getByRole('textbox')
    await userEvent.type(field, 'Hello{Enter}')
    await canvas.findByRole('button', { name: 'Stop' })
    await userEvent.type(field, '{Escape}')
    await waitFor(() => expect(canvas.getByRole('button', { name: 'Send' })).toBeVisible())
    await expect(field).toHaveFocus()
  },
}

export const KeepsARefusedDraft: Story = {
  parameters: { together: { script: [silence(3)] } },
  render: (args) => (
    <Stage style={{ padding: '1rem' }} options={{ whenBusy: 'refuse' }}>
      <Composer {...args} />
    </Stage>
  ),
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    const field = canvas.getByRole('textbox')
    await userEvent.type(field, 'Hello{Enter}')
    await userEvent.type(field, 'And then?{Enter}')
    await expect(field).toHaveValue('And then?')
    await canvas.findByText('Not sent: an answer is still being written.')
  },
}

export const NamesFilesWhichWait: Story = {
  parameters: { together: { script: [silence(3)] } },
  render: (args) => (
    <Stage style={{ padding: '1rem' }} send="Hello">
      {(chat) => (
        <>
          <Composer {...args} />
          <button
            type="button"
            onClick={() =>
              void chat.sendMessage({
                parts: [{ type: 'file', base64Data: 'eA==', mimeType: 'application/pdf', filename: 'report.pdf' }],
              })
            }
          >
            Send a file
          </button>
        </>
      )}
    </Stage>
  ),
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    await canvas.findByRole('button', { name: 'Stop' })
    await userEvent.click(canvas.getByRole('button', { name: 'Send a file' }))
    const queue = within(await canvas.findByRole('list', { name: 'Messages waiting' }))
    await expect(queue.getByText('report.pdf')).toBeVisible()
  },
}

/** Without looks: what a page with its own styles begins from. */
export const Unstyled: Story = {
  render: () => (
    <Stage style={{ padding: '1rem' }}>
      <Parts.Root>
        <Parts.Problem />
        <Parts.Attachments />
        <Parts.Input />
        <Parts.Send />
        <Parts.Hint style={{ display: 'block' }} />
      </Parts.Root>
    </Stage>
  ),
  async play({ canvasElement }) {
    const field = within(canvasElement).getByRole('textbox')
    await waitFor(() => expect(field).toHaveAccessibleDescription(/Enter sends/))
    await expect(within(canvasElement).getByText(/Enter sends/)).toBeVisible()
  },
}
