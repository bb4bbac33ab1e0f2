import type { Meta, StoryObj } from '@storybook/react-vite'
import { createElement } from 'react'
import { expect, fireEvent, waitFor, within } from 'storybook/test'
import { reply } from '../src/testing/index.js'
import '../src/widget/index.js'

interface WidgetArgs {
  'base-url'?: string
  model?: string
  heading?: string
  'api-key'?: string
}

const meta: Meta<WidgetArgs> = {
  title: 'together-chat',
  render: (args) => createElement('together-chat', args),
  parameters: {
    layout: 'fullscreen',
    together: { tokensPerSecond: Number.POSITIVE_INFINITY, script: [reply('Hello!')] },
  },
}
export default meta

type Story = StoryObj<WidgetArgs>

async function shadowOf(canvasElement: HTMLElement) {
  const element = canvasElement.querySelector('together-chat')
  await waitFor(() => expect(element?.shadowRoot?.querySelector('.tg-root')).not.toBeNull())
  return within(element?.shadowRoot?.querySelector('.tg-mount') as HTMLElement)
}

export const Chat: Story = {
  args: { 'base-url': '/api/together', heading: 'How can we help?' },
  async play({ canvasElement }) {
    const shadow = await shadowOf(canvasElement)
    // user-event types into the document's active element, which is the host of a shadow root.
    fireEvent.change(shadow.getByRole('textbox'), { target: { value: 'Hi' } })
    fireEvent.click(shadow.getByRole('button', { name: 'Send' }))
    await shadow.findByText('Hello!')
    await waitFor(() => expect(canvasElement.querySelector('[slot="announcer"]')).toHaveTextContent('Hello!'))
  },
}

export const Dark: Story = { args: { heading: 'How can we help?' }, globals: { theme: 'dark' } }

export const KeyRefused: Story = {
  args: { 'api-key': 'not-a-key' },
  async play({ canvasElement }) {
    const shadow = await shadowOf(canvasElement)
    await expect(await shadow.findByText(/its page holds an API key/)).toBeVisible()
  },
}
