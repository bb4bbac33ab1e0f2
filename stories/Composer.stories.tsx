import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent, waitFor, within } from 'storybook/test'
import { Composer } from '../src/components/index.js'
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
