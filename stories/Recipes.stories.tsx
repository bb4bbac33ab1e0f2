import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent, within } from 'storybook/test'
import { reply } from '../src/testing/index.js'
import { HooksChat } from './recipes/HooksChat.js'
import hooksSource from './recipes/HooksChat.tsx?raw'
import './recipes/chat.css'
import { PartsChat } from './recipes/PartsChat.js'
import partsSource from './recipes/PartsChat.tsx?raw'
import { Frame } from './support/Stage.js'

const meta: Meta = {
  title: 'Recipes',
  parameters: {
    layout: 'fullscreen',
    together: { tokensPerSecond: Number.POSITIVE_INFINITY, script: [reply('It is *so*.'), reply('Still so.')] },
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

const shows = (code: string) => ({ docs: { source: { code, language: 'tsx' } } })

/** A whole chat of one's own in 30 lines, from the hooks alone. */
export const FromTheHooks: StoryObj = {
  render: () => <HooksChat />,
  parameters: shows(hooksSource),
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    await userEvent.type(canvas.getByRole('textbox', { name: 'Message' }), 'Why?{Enter}')
    await canvas.findByText('It is *so*.')
    await expect(canvas.getByText('Why?')).toHaveAttribute('data-role', 'user')
  },
}

/** The same from the unstyled parts, with everything that the kit knows about keys, scrolling and screen readers. */
export const FromTheParts: StoryObj = {
  render: () => <PartsChat />,
  parameters: shows(partsSource),
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    await userEvent.type(canvas.getByRole('textbox', { name: 'Message' }), 'Why?{Enter}')
    await expect((await canvas.findByText('so')).tagName).toBe('EM')
    await userEvent.click(await canvas.findByRole('button', { name: 'Ask again' }))
    await canvas.findByText('Still so.')
    await expect(canvas.getByRole('log')).toHaveAccessibleName('Messages')
  },
}
