import type { Decorator, Meta, StoryObj } from '@storybook/react-vite'
import { expect, waitFor, within } from 'storybook/test'
import { MessageList, ToolCall } from '../src/components/index.js'
import { ChatMessage, type ToolCallState } from '../src/hooks/index.js'
import { reply, silence } from '../src/testing/index.js'
import { expectFits, longWord } from './support/fits.js'
import { Stage } from './support/Stage.js'

const onPage: Decorator = (Story) => (
  <div className="tg-root" style={{ padding: '1rem', maxInlineSize: '46rem' }}>
    <Story />
  </div>
)

const meta: Meta<typeof ToolCall> = { component: ToolCall, decorators: [onPage] }
export default meta

type Story = StoryObj<typeof ToolCall>

const call: ToolCallState = {
  key: 'a:0',
  messageId: 'a',
  id: 'call_1',
  name: 'get_weather',
  argumentsText: '{"city":"Lisbon","unit":"celsius"}',
  arguments: { city: 'Lisbon', unit: 'celsius' },
  status: 'ready',
  result: undefined,
  error: null,
  startedAt: null,
  finishedAt: null,
}

const statuses: readonly Partial<ToolCallState>[] = [
  { status: 'streaming', argumentsText: '{"city":"Lis', arguments: undefined },
  { status: 'ready' },
  { status: 'awaiting-approval' },
  { status: 'running' },
  { status: 'done', result: '{"temperature":21,"sky":"clear"}' },
  { status: 'failed', error: 'The weather service did not answer within 60 s.' },
  { status: 'rejected' },
  { status: 'invalid', argumentsText: '{"city":', arguments: undefined, error: 'The arguments are not valid JSON.' },
  { status: 'aborted' },
]

export const EveryStatus: Story = {
  args: { call },
  render: () => (
    <div style={{ display: 'grid', gap: '0.75rem' }}>
      {statuses.map((more) => (
        <ToolCall key={more.status} call={{ ...call, ...more }} />
      ))}
    </div>
  ),
}

export const Open: Story = {
  args: { call: { ...call, status: 'done', result: '{"temperature":21,"sky":"clear"}' } },
  async play({ canvasElement }) {
    within(canvasElement).getByText('get_weather').click()
    await waitFor(() => expect(within(canvasElement).getByText(/"temperature": 21/)).toBeVisible())
  },
}

export const Failed: Story = {
  args: { call: { ...call, status: 'failed', error: 'The weather service did not answer within 60 s.' } },
  async play({ canvasElement }) {
    within(canvasElement).getByText('get_weather').click()
    await waitFor(() => expect(within(canvasElement).getByText(/did not answer/)).toBeVisible())
  },
}

const origin = { toolName: 'get_weather', arguments: { city: 'Lisbon' }, id: 'call_1' }

/** Messages of another session: what became of the call is read from the tool's message. */
export const InAThread: Story = {
  args: { call },
  render: () => (
    <Stage
      messages={[
        ChatMessage.fromUser('How is the weather in Lisbon?'),
        ChatMessage.fromAssistant(null, { toolCalls: [origin] }),
        ChatMessage.fromTool('{"temperature":21}', origin),
        ChatMessage.fromAssistant('It is **21 °C** in Lisbon.'),
      ]}
    >
      <MessageList />
    </Stage>
  ),
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    await expect(canvas.getAllByRole('article')).toHaveLength(2)
    await expect(await canvas.findByText('Done')).toBeVisible()
  },
}

const arriving = { kind: 'reply' as const, toolCalls: [{ name: 'get_weather', arguments: { city: 'Lisbon' } }] }

export const Asked: Story = {
  args: { call },
  parameters: { together: { tokensPerSecond: Number.POSITIVE_INFINITY, script: [reply(arriving), silence(0)] } },
  render: () => (
    <Stage send="How is the weather in Lisbon?">
      <MessageList />
    </Stage>
  ),
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    await canvas.findByText('get_weather')
    await waitFor(() => expect(canvas.getByText('Ready')).toBeVisible())
  },
}

/** What a model made up as a name, its arguments and a result without a space. */
export const LongWords: Story = {
  args: {
    call: { ...call, name: longWord, status: 'done', argumentsText: `{"city":"${longWord}"}`, result: longWord },
  },
  async play({ canvasElement }) {
    within(canvasElement).getByText('Done').click()
    await waitFor(() => expect(within(canvasElement).getByText('Result')).toBeVisible())
    await expectFits(canvasElement)
  },
}
