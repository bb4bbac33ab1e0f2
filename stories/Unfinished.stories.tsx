import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent, waitFor, within } from 'storybook/test'
import { TogetherChat } from '../src/components/index.js'
import { cut, reply, silence } from '../src/testing/index.js'
import { Frame } from './support/Stage.js'

const meta: Meta<typeof TogetherChat> = {
  title: 'Unfinished',
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

const begun = 'The sky is blue because air scatters blue light more than red light'
const simulate = (...script: object[]) => ({ together: { tokensPerSecond: Number.POSITIVE_INFINITY, script } })

async function ask(canvasElement: HTMLElement) {
  const canvas = within(canvasElement)
  await userEvent.type(canvas.getByRole('textbox'), 'Why is the sky blue?{Enter}')
  return canvas
}

export const Interrupted: Story = {
  parameters: simulate({ ...cut(9), text: begun }),
  async play({ canvasElement }) {
    const canvas = await ask(canvasElement)
    await canvas.findByText('The answer broke off.')
    await expect(canvas.getByRole('button', { name: 'Continue' })).toBeVisible()
    await expect(canvas.getByRole('button', { name: 'Try again' })).toBeVisible()
  },
}

/** The text stays, and what comes is put to it. */
export const Continues: Story = {
  parameters: simulate({ ...cut(9), text: begun }, reply(' … and that is the rest.')),
  async play({ canvasElement }) {
    const canvas = await ask(canvasElement)
    await userEvent.click(await canvas.findByRole('button', { name: 'Continue' }))
    await canvas.findByText(/^The sky is blue.*and that is the rest\.$/)
    await expect(canvas.queryByText('The answer broke off.')).toBeNull()
    await expect(canvas.getAllByRole('article')).toHaveLength(2)
    await expect(canvas.getByRole('log')).toHaveFocus()
  },
}

export const Stopped: Story = {
  parameters: simulate({ ...silence(9), text: begun }, reply('A new answer.')),
  async play({ canvasElement }) {
    const canvas = await ask(canvasElement)
    await canvas.findByText(/^The sky is/)
    await userEvent.click(canvas.getByRole('button', { name: 'Stop' }))
    await canvas.findByText('Stopped', { selector: 'p' })
    await expect(canvas.getByRole('button', { name: 'Continue' })).toBeVisible()
    await userEvent.click(canvas.getByRole('button', { name: 'Try again' }))
    await canvas.findByText('A new answer.')
    await canvas.findByText('2 of 2')
  },
}

export const LengthLimit: Story = {
  parameters: simulate(reply({ text: begun, finishReason: 'length' }), reply(' by far.')),
  async play({ canvasElement }) {
    const canvas = await ask(canvasElement)
    await canvas.findByText('The answer reached its length limit.')
    await userEvent.click(canvas.getByRole('button', { name: 'Continue' }))
    await canvas.findByText(/red light by far\.$/)
    await waitFor(() => expect(canvas.queryByRole('button', { name: 'Continue' })).toBeNull())
  },
}
