import type { Meta, StoryObj } from '@storybook/react-vite'
import { useState } from 'react'
import { expect, fn, userEvent, waitFor, within } from 'storybook/test'
import { ChatRoot, type FeedbackEvent, Message, MessageList } from '../src/components/index.js'
import { Chat, Message as Parts } from '../src/components/parts/index.js'
import { ChatMessage } from '../src/hooks/index.js'
import { reply, silence } from '../src/testing/index.js'
import { chatWith } from './support/choices.js'
import { expectFits, longWord } from './support/fits.js'
import { sky } from './support/images.js'
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

/** Nothing is loaded: a picture travels in its message, of a file there is the name. */
export const WithFiles: Story = {
  render: (args) => (
    <Stage
      style={{ padding: '1rem' }}
      messages={[
        ChatMessage.fromUser([
          'What is in this picture, and in the report?',
          { type: 'image', base64Image: sky, mimeType: 'image/png' },
          { type: 'file', base64Data: 'eA==', mimeType: 'application/pdf', filename: 'report.pdf' },
        ]),
      ]}
    >
      <Message {...args} />
    </Stage>
  ),
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    await expect(canvas.getByRole('img', { name: 'Image' })).toBeVisible()
    await expect(canvas.getByText('report.pdf')).toBeVisible()
  },
}

/** What fails while it renders is kept in its message. */
export const CouldNotBeShown: Story = {
  render: () => (
    <Stage messages={[question, ChatMessage.fromAssistant(rich)]} components={{ Markdown: Broken }}>
      <MessageList />
    </Stage>
  ),
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    await expect(canvas.getByText('This message could not be shown.')).toBeVisible()
    await expect(canvas.getByText(/^Compare three ways/)).toBeVisible()
  },
}

function Broken(): never {
  throw new Error('A component of the application failed, as this story wants it.')
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
    await waitFor(() => expect(within(canvasElement).getByText(/The user wants brevity/)).toBeVisible())
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
    const last = () => within(canvasElement).getAllByRole('article').at(-1)
    await waitFor(() => expect(last()).toHaveAttribute('data-status', 'pending'))
    await expect(last()).toHaveAttribute('aria-busy', 'true')
  },
}

/** Nothing came for two seconds. */
export const StillWorking: Story = {
  parameters: { together: { script: [{ ...silence(6), text: 'Let me see. First of all, the sky is not blue' }] } },
  render: () => thread,
  async play({ canvasElement }) {
    await within(canvasElement).findByText('Still working…')
  },
}

/** An answer which was asked for three times. At an end the button stays in reach, and does nothing. */
export const Versions: Story = {
  render: () => <Versioned texts={['It is blue.', 'Blue, by day.', 'The sky is blue.']} />,
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    const versions = within(canvas.getByRole('group', { name: 'Versions' }))
    await expect(versions.getByText('1 of 3')).toBeVisible()
    await expect(versions.getByRole('button', { name: 'Previous version' })).toHaveAttribute('aria-disabled', 'true')
    await userEvent.click(versions.getByRole('button', { name: 'Next version' }))
    await canvas.findByText('Blue, by day.')
    await expect(await versions.findByText('2 of 3')).toBeVisible()
  },
}

function Versioned({ texts }: { texts: readonly string[] }) {
  const [chat] = useState(() => chatWith(texts.map((text) => ({ text }))))
  return (
    <ChatRoot chat={chat}>
      <MessageList />
    </ChatRoot>
  )
}

/** A question which is written anew: Enter sends it, Escape leaves it as it was. */
export const Editing: Story = {
  ...User,
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    await userEvent.click(canvas.getByRole('button', { name: 'Edit' }))
    const field = await canvas.findByRole('textbox', { name: 'Edit your message' })
    await waitFor(() => expect(field).toHaveFocus())
    await expect(field).toHaveValue('Compare three ways to cache a response.\nKeep it short, please.')
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
    await waitFor(() => expect(good).toHaveAttribute('aria-pressed', 'true'))
    await expect(onFeedback).toHaveBeenCalledWith(expect.objectContaining({ messageId: 'story-1', value: 'good' }))
  },
}

export const AsksAnotherModel: Story = {
  ...EveryAction,
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    await userEvent.click(await canvas.findByRole('button', { name: 'Ask again with another model' }))
    const items = within(await canvas.findByRole('menu')).getAllByRole('menuitem')
    await waitFor(() => expect(items[0]).toHaveFocus())
    await userEvent.keyboard('{ArrowDown}')
    await waitFor(() => expect(items[1]).toHaveFocus())
    await waitFor(() => {
      const menu = items[0]?.parentElement?.getBoundingClientRect()
      expect(menu?.left ?? -1).toBeGreaterThanOrEqual(0)
      expect(menu?.right ?? Number.POSITIVE_INFINITY).toBeLessThanOrEqual(innerWidth)
    })
  },
}

export const AsksBeforeItDeletes: Story = {
  ...EveryAction,
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    await userEvent.click(await canvas.findByRole('button', { name: 'Delete' }))
    const asked = within(await canvas.findByRole('group', { name: 'Delete this message?' }))
    await waitFor(() => expect(asked.getByRole('button', { name: 'Keep' })).toHaveFocus())
  },
}

/** More than the message and its answer would go. */
export const AsksBeforeItDeletesMore: Story = {
  render: () => (
    <Stage messages={[question, ChatMessage.fromAssistant('Use an ETag.'), question]} canDelete>
      <MessageList />
    </Stage>
  ),
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    const [first] = await canvas.findAllByRole('button', { name: 'Delete' })
    await userEvent.click(first as HTMLElement)
    const asked = await canvas.findByRole('group', { name: 'Delete this and all that follows?' })
    await waitFor(() => expect(asked).toBeVisible())
  },
}

/** What was said before, such as on another visit. */
export const Judged: Story = {
  render: () => (
    <Stage
      messages={[question, ChatMessage.fromAssistant('Use an ETag.')]}
      onFeedback={onFeedback}
      feedbackOf={() => 'bad'}
    >
      <MessageList />
    </Stage>
  ),
  async play({ canvasElement }) {
    const bad = await within(canvasElement).findByRole('button', { name: 'Bad answer' })
    await waitFor(() => expect(bad).toHaveAttribute('aria-pressed', 'true'))
  },
}

/** The parts of a message without looks: what a page with its own styles begins from. */
export const Unstyled: Story = {
  parameters: {
    together: {
      tokensPerSecond: Number.POSITIVE_INFINITY,
      script: [reply({ text: 'A relay, or a cache', finishReason: 'length' }), reply(' in the browser.')],
    },
  },
  render: () => (
    <Stage send="How do I keep a response?" onFeedback={onFeedback} canDelete>
      <Chat.List>
        <Chat.Viewport>{renderParts}</Chat.Viewport>
      </Chat.List>
    </Stage>
  ),
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    const note = await canvas.findByText('The answer reached its length limit.')
    await expect(note.parentElement).toHaveAttribute('data-reason', 'length')
    const good = await canvas.findByRole('button', { name: 'Good answer' })
    await userEvent.click(good)
    await waitFor(() => expect(good).toHaveAttribute('data-pressed'))
    const remove = await canvas.findAllByRole('button', { name: 'Delete' })
    await userEvent.click(remove.at(-1) as HTMLElement)
    const question = await canvas.findByRole('group', { name: 'Delete this message?' })
    await waitFor(() => expect(within(question).getByRole('button', { name: 'Keep' })).toHaveFocus())
    await userEvent.keyboard('{Escape}')
    await expect(
      canvasElement.querySelectorAll('article [class^="tg-"]:not(.tg-markdown, .tg-markdown *)'),
    ).toHaveLength(0)
  },
}

const renderParts = ({ messageIds }: { messageIds: readonly string[] }) => (
  <Parts.Root messageIds={messageIds}>
    <Parts.Content />
    <Parts.Waiting />
    <Parts.Unfinished />
    <Parts.Error />
    <Parts.Meta />
    <Parts.Branches />
    <Parts.Copy />
    <Parts.Edit />
    <Parts.Regenerate />
    <Parts.Feedback value="good" />
    <Parts.Feedback value="bad" />
    <Parts.Delete />
  </Parts.Root>
)

/** In a question, the name of a file, a heading, a link and code of a line: nothing is wider than the column. */
export const LongWords: Story = {
  args: { messageIds: [] },
  render: () => (
    <Stage
      style={{ inlineSize: '20rem' }}
      messages={[
        ChatMessage.fromUser([
          longWord,
          { type: 'file', base64Data: 'eA==', mimeType: 'application/pdf', filename: `${longWord}.pdf` },
        ]),
        ChatMessage.fromAssistant(
          `# ${longWord}\n\nhttps://example.com/${longWord}\n\n\`${longWord}\`\n\n- ${longWord}`,
        ),
      ]}
    >
      <MessageList />
    </Stage>
  ),
  async play({ canvasElement }) {
    await within(canvasElement).findByRole('heading')
    await expectFits(canvasElement)
    const { scrollWidth, clientWidth } = within(canvasElement).getByRole('log')
    await expect(scrollWidth).toBeLessThanOrEqual(clientWidth)
  },
}
