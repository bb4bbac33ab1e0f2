import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, waitFor, type within } from 'storybook/test'
import { TogetherChat } from '../../src/components/index.js'
import { ask } from '../support/ask.js'
import { inFrame } from '../support/Stage.js'

/** What the toolbar can choose for every story that tells no answer of its own, chosen here by the stories. */
const meta: Meta<typeof TogetherChat> = {
  title: 'Simulator',
  component: TogetherChat,
  parameters: { layout: 'fullscreen' },
  decorators: [inFrame],
}
export default meta

type Story = StoryObj<typeof TogetherChat>

const question = 'Tell me a long story'

const lastStatus = (canvas: ReturnType<typeof within>) => canvas.getAllByRole('article').at(-1)?.dataset.status

export const TwentyTokensASecond: Story = {
  globals: { speed: '20' },
  async play({ canvasElement }) {
    const canvas = await ask(canvasElement, question)
    await waitFor(() => expect(canvasElement.querySelector('.tg-markdown')).not.toBeNull())
    await new Promise((resolve) => setTimeout(resolve, 500))
    await expect(lastStatus(canvas)).toBe('streaming')
  },
}

export const TwoThousandTokensASecond: Story = {
  globals: { speed: '2000' },
  async play({ canvasElement }) {
    const canvas = await ask(canvasElement, question)
    await waitFor(() => expect(lastStatus(canvas)).toBe('complete'), { timeout: 20_000 })
  },
}

/** As in all of these, each request fails until another fault, or none, is chosen. */
export const RefusedKey: Story = {
  globals: { fault: '401' },
  async play({ canvasElement }) {
    const canvas = await ask(canvasElement, question)
    await canvas.findByText('The service did not accept this site’s key.')
  },
}

export const NoCredit: Story = {
  globals: { fault: '402' },
  async play({ canvasElement }) {
    const canvas = await ask(canvasElement, question)
    await canvas.findByText('The account behind this chat has no credit left.')
  },
}

/** The server says how long to wait; the chat does, and tells how long. */
export const Limit: Story = {
  globals: { fault: '429' },
  async play({ canvasElement }) {
    const canvas = await ask(canvasElement, question)
    await canvas.findByText(/Trying again in \d s/)
  },
}

export const BreaksOff: Story = {
  globals: { fault: 'cut', speed: '200' },
  async play({ canvasElement }) {
    const canvas = await ask(canvasElement, question)
    await waitFor(() => expect(lastStatus(canvas)).toBe('interrupted'))
    await expect(await canvas.findByRole('button', { name: 'Continue' })).toBeVisible()
  },
}

/** After two seconds of it the chat says that it still works; after five the reply goes on. */
export const Silence: Story = {
  globals: { fault: 'silence', speed: '2000' },
  async play({ canvasElement }) {
    const canvas = await ask(canvasElement, question)
    await canvas.findByText('Still working…', { selector: '.tg-note' })
    await waitFor(() => expect(lastStatus(canvas)).toBe('complete'), { timeout: 20_000 })
  },
}
