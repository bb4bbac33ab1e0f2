import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, fn, userEvent, waitFor, within } from 'storybook/test'
import { type FeedbackEvent, Message, MessageList } from '../src/components/index.js'
import { ChatMessage } from '../src/hooks/index.js'
import { reply, silence } from '../src/testing/index.js'
import { Stage } from './support/Stage.js'
import { rich } from './support/texts.js'

const meta: Meta<typeof Message> = {
  component: Message,
  args: { messageIds: ['story-0'] },
  parameters: { together: { tokensPerSecond: Number.POSITIVE_INFINITY } },
}
export default meta

type Story = StoryObj<typeof Message>

const question = ChatMessage.fromUser('Compare three ways to cache a response.\nKeep it short, please.')

export const User: Story = {
  render: (args) => (
    <Stage style={{ padding: '1rem' }} messages={[question]}>
      <Message {...args} />
    </Stage>
  ),
}

export const Assistant: Story = {
  args: { messageIds: ['story-1'] },
  render: (args) => (
    <Stage style={{ padding: '1rem' }} messages={[question, ChatMessage.fromAssistant(rich)]}>
      <Message {...args} />
    </Stage>
  ),
}

export const WithReasoning: Story = {
  args: { messageIds: ['story-1'] },
  render: (args) => (
    <Stage
      style={{ padding: '1rem' }}
      messages={[
        question,
        ChatMessage.fromAssistant('Use an ETag.', { reasoning: 'The user wants brevity. **Three** ways: headers, …' }),
      ]}
    >
      <Message {...args} />
    </Stage>
  ),
  async play({ canvasElement }) {
    const summary = within(canvasElement).getByText('Thoughts')
    await userEvent.click(summary)
    await expect(within(canvasElement).getByText(/The user wants brevity/)).toBeVisible()
  },
}

const thread = (
  <Stage send="Why is the sky blue?">
    <MessageList />
  </Stage>
)

export const Thinking: Story = {
  parameters: {
    together: {
      script: [
        { kind: 'silence', afterTokens: 30, text: '<think>Blue light is scattered more than red light, because' },
      ],
    },
  },
  render: () => thread,
}

export const ThoughtForAWhile: Story = {
  parameters: {
    together: {
      tokensPerSecond: Number.POSITIVE_INFINITY,
      script: [reply({ reasoning: 'Rayleigh scattering.', text: 'Because air scatters blue light most.' })],
    },
  },
  render: () => thread,
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    await canvas.findByText('Because air scatters blue light most.')
    await waitFor(() => expect(canvas.getByText(/^Thought/)).toBeVisible())
  },
}

export const Waiting: Story = {
  parameters: { together: { script: [silence(0)] } },
  render: () => thread,
  async play({ canvasElement }) {
    const article = (await within(canvasElement).findAllByRole('article')).at(-1)
    await expect(article).toHaveAttribute('data-status', 'pending')
    await expect(article).toHaveAttribute('aria-busy', 'true')
  },
}

export const Copies: Story = {
  ...User,
  async play({ canvasElement }) {
    const group = within(canvasElement).getByRole('group', { name: 'Actions: You' })
    const copy = within(group).getByRole('button', { name: 'Copy' })
    await userEvent.click(copy)
    await waitFor(() => expect(canvasElement.querySelector('[aria-live]:not(:empty)')).not.toBeNull())
    await expect(copy).toHaveAccessibleName('Copy')
  },
}

const onFeedback = fn<(feedback: FeedbackEvent) => void>()

/** Thumbs, deletion and other models: each only where the chat offers it. */
export const EveryAction: Story = {
  args: { messageIds: ['story-1'] },
  render: (args) => (
    <Stage
      style={{ padding: '1rem' }}
      messages={[question, ChatMessage.fromAssistant('Use an ETag.')]}
      onFeedback={onFeedback}
      models={['deepseek-ai/DeepSeek-V3.1', 'openai/gpt-oss-20b', { id: 'Qwen/Qwen3.8-Flash', name: 'Qwen, fast' }]}
      canDelete
    >
      <Message {...args} />
    </Stage>
  ),
  async play({ canvasElement }) {
    const group = within(canvasElement).getByRole('group', { name: /^Actions/ })
    const good = await within(group).findByRole('button', { name: 'Good answer' })
    await userEvent.click(good)
    await expect(good).toHaveAttribute('aria-pressed', 'true')
    await expect(onFeedback).toHaveBeenCalledWith(expect.objectContaining({ messageId: 'story-1', value: 'good' }))
  },
}

export const AsksAnotherModel: Story = {
  ...EveryAction,
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    await userEvent.click(await canvas.findByRole('button', { name: 'Ask again with another model' }))
    const items = within(await canvas.findByRole('menu')).getAllByRole('menuitem')
    await expect(items[0]).toHaveFocus()
    await userEvent.keyboard('{ArrowDown}')
    await expect(items[1]).toHaveFocus()
    const menu = items[0]?.parentElement?.getBoundingClientRect()
    await expect(menu?.left ?? -1).toBeGreaterThanOrEqual(0)
    await expect(menu?.right ?? Number.POSITIVE_INFINITY).toBeLessThanOrEqual(innerWidth)
  },
}

export const AsksBeforeItDeletes: Story = {
  ...EveryAction,
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    await userEvent.click(await canvas.findByRole('button', { name: 'Delete' }))
    const asked = within(await canvas.findByRole('group', { name: 'Delete this message?' }))
    await expect(asked.getByRole('button', { name: 'Keep' })).toHaveFocus()
  },
}
