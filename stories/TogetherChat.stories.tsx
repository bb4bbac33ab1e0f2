import type { Decorator, Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent, waitFor, within } from 'storybook/test'
import { type CodeBlockProps, TogetherChat } from '../src/components/index.js'
import { ChatMessage, createTogetherTransport } from '../src/hooks/index.js'
import { reply, silence, status } from '../src/testing/index.js'
import { ask } from './support/ask.js'
import { inFrame } from './support/Stage.js'
import { arabic, rich } from './support/texts.js'

const meta: Meta<typeof TogetherChat> = {
  component: TogetherChat,
  decorators: [inFrame],
  parameters: { layout: 'fullscreen', together: { tokensPerSecond: Number.POSITIVE_INFINITY } },
}
export default meta

type Story = StoryObj<typeof TogetherChat>

const suggestions = [
  'Show me a table of sorting algorithms',
  'Write a debounce function in TypeScript',
  { label: 'Plan a week of dinners', prompt: 'Plan a week of simple dinners for two people.' },
]

export const Welcome: Story = { args: { suggestions } }

export const SendsASuggestion: Story = {
  args: { suggestions },
  parameters: { together: { tokensPerSecond: Number.POSITIVE_INFINITY, script: [reply(rich)] } },
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    await userEvent.click(canvas.getByRole('button', { name: 'Plan a week of dinners' }))
    await canvas.findByText('Plan a week of simple dinners for two people.')
    await canvas.findByRole('heading', { name: 'What a relay does' })
    await waitFor(() => expect(canvas.getAllByRole('article').at(-1)).toHaveAttribute('data-status', 'complete'))
  },
}

const conversation = [
  ChatMessage.fromUser('What does the relay do?'),
  ChatMessage.fromAssistant(rich, {
    meta: {
      model: 'meta-llama/Llama-3.3-70B-Instruct-Turbo',
      finish_reason: 'stop',
      usage: { prompt_tokens: 41, completion_tokens: 312, cached_tokens: 16 },
    },
  }),
  ChatMessage.fromUser('And in one sentence?'),
  ChatMessage.fromAssistant('It keeps the key on your server and lets the page ask only what you allow.', {
    meta: { model: 'meta-llama/Llama-3.3-70B-Instruct-Turbo', finish_reason: 'stop', usage: { completion_tokens: 17 } },
  }),
]

export const Settled: Story = { args: { initialMessages: conversation } }

export const Dark: Story = { ...Settled, globals: { theme: 'dark' } }

export const Phone: Story = { ...Settled, globals: { viewport: { value: 'mobile1' } } }

export const RightToLeft: Story = {
  args: {
    initialMessages: [ChatMessage.fromUser('اكتب فقرة قصيرة عن الخط العربي'), ChatMessage.fromAssistant(arabic)],
  },
  globals: { direction: 'rtl' },
}

/** `data-density` above the chat sets the unit of space. */
export const Compact: Story = { ...Settled, decorators: [inDensity('compact')] }

export const Spacious: Story = { ...Settled, decorators: [inDensity('spacious')] }

function inDensity(density: 'compact' | 'spacious'): Decorator {
  return (Story) => (
    <div data-density={density} style={{ blockSize: '100%' }}>
      <Story />
    </div>
  )
}

/** Content of your own around the messages and the composer, and in place of the welcome. */
export const WithSlots: Story = {
  args: {
    slots: {
      header: <h2 style={{ margin: '0.75rem 1rem', fontSize: '1rem' }}>Travel desk</h2>,
      welcome: <p style={{ margin: 'auto', padding: '1rem' }}>Where would you like to go?</p>,
      aboveComposer: <p style={{ margin: '0 0.25rem 0.5rem', fontSize: '0.8125rem' }}>Trips within Europe</p>,
      footer: (
        <p style={{ margin: '0.5rem 0.25rem 0', fontSize: '0.8125rem' }}>It may be wrong. Check before you book.</p>
      ),
    },
  },
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    for (const text of ['Travel desk', 'Where would you like to go?', 'Trips within Europe', /^It may be wrong/])
      await expect(canvas.getByText(text)).toBeVisible()
  },
}

/** A part of the kit in your own way: here its blocks of code. */
export const OwnCodeBlock: Story = {
  args: { initialMessages: conversation, components: { markdown: { CodeBlock: OwnCode } } },
  async play({ canvasElement }) {
    await expect(within(canvasElement).getByText('A listing in ts')).toBeVisible()
  },
}

function OwnCode({ code, language }: CodeBlockProps) {
  return (
    <figure style={{ margin: '1rem 0' }}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region which scrolls must be reached by keys */}
      <pre dir="ltr" style={{ margin: 0, overflow: 'auto' }} tabIndex={0}>
        {code}
      </pre>
      <figcaption style={{ fontSize: '0.8125rem' }}>A listing in {language}</figcaption>
    </figure>
  )
}

export const Streaming: Story = {
  args: { initialMessages: conversation },
  parameters: {
    together: { tokensPerSecond: Number.POSITIVE_INFINITY, script: [{ ...silence(60), text: rich }] },
  },
  async play({ canvasElement }) {
    const canvas = await ask(canvasElement, 'Once more, please')
    await waitFor(() => expect(canvas.getAllByRole('article').at(-1)).toHaveAttribute('aria-busy', 'true'))
    await canvas.findByRole('button', { name: 'Stop' })
    await waitFor(() => expect(canvas.getAllByText(/A relay keeps the/)).toHaveLength(2))
  },
}

export const Stops: Story = {
  parameters: Streaming.parameters ?? {},
  async play({ canvasElement }) {
    const canvas = await ask(canvasElement, 'What does the relay do?')
    await canvas.findByText(/A relay keeps the/)
    const button = await canvas.findByRole('button', { name: 'Stop' })
    await userEvent.click(button)
    await canvas.findByText('Stopped', { selector: 'p' })
    await waitFor(() => expect(canvas.getByRole('button', { name: 'Send' })).toBe(button))
    await waitFor(() => expect(canvas.getAllByRole('article').at(-1)).not.toHaveAttribute('aria-busy'))
  },
}

export const KeepsFocusAndDraft: Story = {
  parameters: { together: { tokensPerSecond: Number.POSITIVE_INFINITY, script: [reply('Yes.'), reply('Two.')] } },
  async play({ canvasElement }) {
    const canvas = await ask(canvasElement, 'One?')
    await canvas.findByText('Yes.')
    const field = canvas.getByRole('textbox')
    await expect(field).toHaveFocus()
    await expect(field).toHaveValue('')
    await userEvent.type(field, 'a{Shift>}{Enter}{/Shift}b')
    await expect(field).toHaveValue('a\nb')
  },
}

export const EditsAQuestion: Story = {
  args: { initialMessages: conversation },
  parameters: { together: { tokensPerSecond: Number.POSITIVE_INFINITY, script: [reply('In two: key, limits.')] } },
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    await userEvent.click(canvas.getAllByRole('button', { name: 'Edit' }).at(-1) as HTMLElement)
    const field = await canvas.findByRole('textbox', { name: 'Edit your message' })
    await waitFor(() => expect(field).toHaveFocus())
    await userEvent.clear(field)
    await userEvent.type(field, 'And in two words?{Enter}')
    await canvas.findByText('In two: key, limits.')
    await canvas.findByText('2 of 2')
    await userEvent.click(canvas.getByRole('button', { name: 'Previous version' }))
    await canvas.findByText('And in one sentence?')
    await expect(await canvas.findByText('1 of 2')).toBeVisible()
  },
}

export const AsksAgain: Story = {
  args: { initialMessages: conversation },
  parameters: {
    together: { tokensPerSecond: Number.POSITIVE_INFINITY, script: [reply('Put differently: a gatekeeper.')] },
  },
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    await userEvent.click(canvas.getAllByRole('button', { name: 'Ask again' }).at(-1) as HTMLElement)
    await canvas.findByText('Put differently: a gatekeeper.')
    await canvas.findByText('2 of 2')
  },
}

export const RetriesAfterAnError: Story = {
  args: { transport: createTogetherTransport({ maxRetries: 0 }) },
  parameters: {
    together: {
      tokensPerSecond: Number.POSITIVE_INFINITY,
      script: [status(500), reply('Here I am.')],
    },
  },
  async play({ canvasElement }) {
    const canvas = await ask(canvasElement, 'Are you there?')
    await userEvent.click(await canvas.findByRole('button', { name: 'Try again' }))
    await canvas.findByText('Here I am.')
    await expect(canvas.getAllByText('Are you there?')).toHaveLength(1)
    await waitFor(() => expect(canvas.getByRole('log')).toHaveFocus())
  },
}
