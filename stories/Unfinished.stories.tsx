import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent, waitFor } from 'storybook/test'
import { TogetherChat } from '../src/components/index.js'
import { cut, reply, silence } from '../src/testing/index.js'
import { ask } from './support/ask.js'
import { inFrame } from './support/Stage.js'
import { simulate } from './support/simulate.js'

const meta: Meta<typeof TogetherChat> = {
  title: 'Unfinished',
  component: TogetherChat,
  parameters: { layout: 'fullscreen' },
  decorators: [inFrame],
}
export default meta

type Story = StoryObj<typeof TogetherChat>

const begun = 'The sky is blue because air scatters blue light more than red light'
const question = 'Why is the sky blue?'

export const Interrupted: Story = {
  parameters: simulate({ ...cut(9), text: begun }),
  async play({ canvasElement }) {
    const canvas = await ask(canvasElement, question)
    await canvas.findByText('The answer broke off.')
    await expect(await canvas.findByRole('button', { name: 'Continue' })).toBeVisible()
    await expect(await canvas.findByRole('button', { name: 'Try again' })).toBeVisible()
  },
}

/** The text stays, and what comes is put to it. */
export const Continues: Story = {
  parameters: simulate({ ...cut(9), text: begun }, reply(' … and that is the rest.')),
  async play({ canvasElement }) {
    const canvas = await ask(canvasElement, question)
    await userEvent.click(await canvas.findByRole('button', { name: 'Continue' }))
    await canvas.findByText(/^The sky is blue.*and that is the rest\.$/)
    await waitFor(() => expect(canvas.queryByText('The answer broke off.')).toBeNull())
    await expect(canvas.getAllByRole('article')).toHaveLength(2)
    await waitFor(() => expect(canvas.getByRole('log')).toHaveFocus())
  },
}

export const Stopped: Story = {
  parameters: simulate({ ...silence(9), text: begun }, reply('A new answer.')),
  async play({ canvasElement }) {
    const canvas = await ask(canvasElement, question)
    await canvas.findByText(/^The sky is/)
    await userEvent.click(await canvas.findByRole('button', { name: 'Stop' }))
    await canvas.findByText('Stopped', { selector: 'p' })
    await expect(await canvas.findByRole('button', { name: 'Continue' })).toBeVisible()
    await userEvent.click(await canvas.findByRole('button', { name: 'Try again' }))
    await canvas.findByText('A new answer.')
    await canvas.findByText('2 of 2')
  },
}

export const LengthLimit: Story = {
  parameters: simulate(reply({ text: begun, finishReason: 'length' }), reply(' by far.')),
  async play({ canvasElement }) {
    const canvas = await ask(canvasElement, question)
    await canvas.findByText('The answer reached its length limit.')
    await userEvent.click(await canvas.findByRole('button', { name: 'Continue' }))
    await canvas.findByText(/red light by far\.$/)
    await waitFor(() => expect(canvas.queryByRole('button', { name: 'Continue' })).toBeNull())
  },
}
