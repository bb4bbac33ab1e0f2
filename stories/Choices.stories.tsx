import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent, waitFor, within } from 'storybook/test'
import { TogetherChat } from '../src/components/index.js'
import { reply, type SimulatorRequest } from '../src/testing/index.js'
import { Frame } from './support/Stage.js'

/** Says which of the four came back to it. */
function answer({ body, turn }: SimulatorRequest) {
  const said = body.messages?.find(({ role }) => role === 'assistant')?.content
  return turn === 1 ? undefined : reply(`You chose: ${String(said).slice(0, 40)}`)
}

const meta: Meta<typeof TogetherChat> = {
  title: 'Choices',
  component: TogetherChat,
  args: { generationKwargs: { n: 4 } },
  parameters: {
    layout: 'fullscreen',
    together: { tokensPerSecond: Number.POSITIVE_INFINITY, script: answer },
  },
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

/** Four replies of one request stand beside each other; the one which is shown is the one the chat goes on with. */
export const FourAtOnce: Story = {
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    const field = canvas.getByRole('textbox')
    await userEvent.type(field, 'Name a colour{Enter}')
    await canvas.findByText('1 of 4')
    await waitFor(() => expect(canvas.getAllByRole('article').at(-1)).toHaveAttribute('data-status', 'complete'))
    const next = canvas.getByRole('button', { name: 'Next version' })
    await userEvent.click(next)
    await userEvent.click(next)
    await canvas.findByText('3 of 4')
    await expect(next).toHaveFocus()
    const chosen = canvas.getAllByRole('article').at(-1)?.querySelector('.tg-markdown')?.textContent ?? ''
    await userEvent.type(field, 'Why that one?{Enter}')
    const answers = await canvas.findAllByText(/^You chose: /)
    await expect(answers[0]).toHaveTextContent(chosen.slice(0, 12))
  },
}
