import type { Meta, StoryObj } from '@storybook/react-vite'
import { type ReactNode, useState } from 'react'
import { expect, userEvent, waitFor, within } from 'storybook/test'
import { ChatRoot, Choices, Composer, MessageList } from '../src/components/index.js'
import { ChatMessage } from '../src/hooks/index.js'
import { reply, type SimulatorRequest, silence } from '../src/testing/index.js'
import { ask } from './support/ask.js'
import { chatWith, type ExampleReply, together } from './support/choices.js'
import { Frame, Stage } from './support/Stage.js'
import { mailTo, sendMail, slowWeather, weatherIn } from './support/tools.js'

const meta: Meta<typeof ChatRoot> = {
  title: 'Accessibility',
  component: ChatRoot,
  parameters: { layout: 'fullscreen' },
}
export default meta

type Story = StoryObj<typeof ChatRoot>

const conversation = [
  ChatMessage.fromUser('How do I keep the key on a server?'),
  ChatMessage.fromAssistant('Through a relay:\n\n```ts\nexport const POST = createTogetherRelay()\n```\n\n- [x] Done'),
]

const replies: readonly ExampleReply[] = [
  { text: 'Blue, because air scatters short waves most.', createdAt: together },
  { text: 'It is blue.', createdAt: together },
]

const failure: ExampleReply = { text: '', status: 'error', error: { code: 'overloaded', message: 'Try again later.' } }

/** What stands in a chat, all at once: a message with its actions, a tool which waits, the composer, choices, an error. */
function Parts(): ReactNode {
  const [chosen] = useState(() => chatWith(replies))
  const [failed] = useState(() => chatWith([failure]))
  return (
    <div style={{ display: 'grid', gap: '1rem', gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <Frame>
        <Stage
          className="tg-chat"
          messages={conversation}
          send="Send the minutes to the team"
          options={{ tools: [sendMail] }}
        >
          <MessageList />
          <div className="tg-dock">
            <Composer accept="image/*,.txt" />
          </div>
        </Stage>
      </Frame>
      <ChatRoot chat={chosen} style={{ padding: '1rem' }}>
        <Choices messageIds={chosen.siblings('a0').ids} />
      </ChatRoot>
      <ChatRoot chat={failed}>
        <MessageList />
      </ChatRoot>
    </div>
  )
}

const asked = {
  together: { tokensPerSecond: Number.POSITIVE_INFINITY, script: [reply({ toolCalls: [mailTo('team@example.org')] })] },
}

/**
 * For a look in forced colours: in the browser's developer tools emulate `forced-colors: active` (Rendering), or switch a
 * contrast theme of Windows on. Each border and icon stays visible, what is chosen and pressed can be told, each ring is
 * seen. `test/browser/accessibility/looks.test.ts` checks that.
 */
export const ForcedColors: Story = {
  render: () => <Parts />,
  parameters: asked,
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    await canvas.findByRole('group', { name: 'Allow send_mail to run?' })
    await waitFor(() => expect(canvas.getAllByRole('radio')).toHaveLength(2))
    await expect(await canvas.findByText('The model is overloaded at the moment.')).toBeVisible()
    const toggle = await canvas.findByRole('button', { name: 'Scroll apart' })
    await userEvent.click(toggle)
    await waitFor(() => expect(toggle).toHaveAttribute('aria-pressed', 'true'))
    await ask(canvasElement, 'This one waits for the mail')
    await expect(await canvas.findByRole('list', { name: 'Messages waiting' })).toBeVisible()
    await userEvent.upload(
      canvasElement.querySelector('input[type="file"]') as HTMLInputElement,
      new File(['Some notes'], 'notes.txt', { type: 'text/plain' }),
    )
    await canvas.findByRole('button', { name: 'Remove notes.txt' })
  },
}

/** The same in the dark. */
export const ForcedColorsDark: Story = { ...ForcedColors, globals: { theme: 'dark' } }

function answer({ body }: SimulatorRequest) {
  const wantsTool = body.messages?.at(-1)?.content === 'How is the weather?'
  return wantsTool ? reply({ toolCalls: [weatherIn('Lisbon')] }) : silence(0)
}

/**
 * For a look without motion: emulate `prefers-reduced-motion: reduce`, or ask the system for it. The dot of what waits
 * and the sign of what runs stand still, and the list jumps to its end.
 */
export const ReducedMotion: Story = {
  parameters: { together: { tokensPerSecond: Number.POSITIVE_INFINITY, script: answer } },
  render: () => (
    <>
      <Stage send="Why is the sky blue?">
        <MessageList />
      </Stage>
      <Stage send="How is the weather?" options={{ tools: [slowWeather()] }}>
        <MessageList />
      </Stage>
    </>
  ),
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    await canvas.findByText('Waiting for the answer')
    await canvas.findByText('Running')
    await waitFor(() => expect(canvasElement.querySelectorAll('article[aria-busy="true"]')).toHaveLength(1))
  },
}

/** 320 px, as 1,280 px are at 400 %: nothing but code, tables and choices scrolls sideways. */
export const Narrow: Story = {
  parameters: asked,
  render: () => (
    <div style={{ inlineSize: 320 }}>
      <Parts />
    </div>
  ),
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    await canvas.findByRole('group', { name: 'Allow send_mail to run?' })
    await canvas.findByRole('radiogroup')
    for (const list of canvas.getAllByRole('log')) await expect(list.scrollWidth).toBe(list.clientWidth)
  },
}

/** The list of keys, which `?` shows where nobody writes. */
export const Keys: Story = {
  render: () => (
    <Frame>
      <Stage className="tg-chat" messages={conversation}>
        <MessageList />
      </Stage>
    </Frame>
  ),
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    canvas.getByRole('log').focus()
    await userEvent.keyboard('?')
    await expect(await canvas.findByRole('dialog')).toBeVisible()
    await expect(await canvas.findByRole('button', { name: 'Close' })).toBeVisible()
  },
}
