import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent, waitFor, within } from 'storybook/test'
import { TogetherChat } from '../../src/components/index.js'
import { Frame } from '../support/Stage.js'

/** What the toolbar can choose for every story that tells no answer of its own, chosen here by the stories. */
const meta: Meta<typeof TogetherChat> = {
  title: 'Simulator',
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

async function ask(canvasElement: HTMLElement) {
  const canvas = within(canvasElement)
  await userEvent.type(canvas.getByRole('textbox', { name: 'Message' }), 'Tell me a long story{Enter}')
  return canvas
}

const lastStatus = (canvas: ReturnType<typeof within>) => canvas.getAllByRole('article').at(-1)?.dataset.status

export const TwentyTokensASecond: Story = {
  globals: { speed: '20' },
  async play({ canvasElement }) {
    const canvas = await ask(canvasElement)
    await waitFor(() => expect(canvasElement.querySelector('.tg-markdown')).not.toBeNull())
    await new Promise((resolve) => setTimeout(resolve, 500))
    await expect(lastStatus(canvas)).toBe('streaming')
  },
}

export const TwoThousandTokensASecond: Story = {
  globals: { speed: '2000' },
  async play({ canvasElement }) {
    const canvas = await ask(canvasElement)
    await waitFor(() => expect(lastStatus(canvas)).toBe('complete'), { timeout: 4000 })
  },
}

/** As in all of these, each request fails until another fault, or none, is chosen. */
export const RefusedKey: Story = {
  globals: { fault: '401' },
  async play({ canvasElement }) {
    const canvas = await ask(canvasElement)
    await canvas.findByText('The service did not accept this site’s key.')
  },
}

export const NoCredit: Story = {
  globals: { fault: '402' },
  async play({ canvasElement }) {
    const canvas = await ask(canvasElement)
    await canvas.findByText('The account behind this chat has no credit left.')
  },
}

/** The server says how long to wait; the chat does, and tells how long. */
export const Limit: Story = {
  globals: { fault: '429' },
  async play({ canvasElement }) {
    const canvas = await ask(canvasElement)
    await canvas.findByText(/Trying again in \d s/)
  },
}

export const BreaksOff: Story = {
  globals: { fault: 'cut', speed: '200' },
  async play({ canvasElement }) {
    const canvas = await ask(canvasElement)
    await waitFor(() => expect(lastStatus(canvas)).toBe('interrupted'), { timeout: 3000 })
    await expect(canvas.getByRole('button', { name: 'Continue' })).toBeVisible()
  },
}

/** After two seconds of it the chat says that it still works; after five the reply goes on. */
export const Silence: Story = {
  globals: { fault: 'silence', speed: '2000' },
  async play({ canvasElement }) {
    const canvas = await ask(canvasElement)
    await canvas.findByText('Still working…', { selector: '.tg-note' }, { timeout: 4000 })
    await waitFor(() => expect(lastStatus(canvas)).toBe('complete'), { timeout: 8000 })
  },
}
