import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, within } from 'storybook/test'
import { ErrorNotice, MessageList } from '../src/components/index.js'
import { ChatMessage, type ThreadMessage, TogetherError, type TogetherErrorCode } from '../src/hooks/index.js'
import { cut, reset, status, streamError } from '../src/testing/index.js'
import { Stage } from './support/Stage.js'

const codes: readonly TogetherErrorCode[] = [
  'authentication',
  'credit',
  'permission',
  'context-length',
  'too-large',
  'bad-request',
  'not-found',
  'rate-limit',
  'overloaded',
  'server',
  'network',
  'timeout',
  'protocol',
  'limit',
  'tool-loop',
  'missing-key',
  'unknown',
]

function failed(code: TogetherErrorCode, more: { status?: number; retryAfterMs?: number } = {}): ThreadMessage {
  const error = new TogetherError({ code, message: `What the server said about ${code}.`, requestId: 'req-1', ...more })
  const message = ChatMessage.fromAssistant(null)
  return { id: code, parentId: null, turnId: code, message, status: 'error', error, createdAt: 0, timing: null }
}

const meta: Meta<typeof ErrorNotice> = {
  component: ErrorNotice,
  parameters: { together: { tokensPerSecond: Number.POSITIVE_INFINITY } },
}
export default meta

type Story = StoryObj<typeof ErrorNotice>

export const EveryCode: Story = {
  render: () => (
    <Stage style={{ padding: '1rem' }}>
      {() => (
        <div style={{ display: 'grid', gap: '0.75rem', maxInlineSize: '46rem' }}>
          {codes.map((code) => {
            const message = failed(code)
            return message.error && <ErrorNotice key={code} message={message} error={message.error} />
          })}
        </div>
      )}
    </Stage>
  ),
}

export const WithAWait: Story = {
  render: () => {
    const message = failed('rate-limit', { status: 429, retryAfterMs: 240_000 })
    return (
      <Stage style={{ padding: '1rem' }}>
        {message.error && <ErrorNotice message={message} error={message.error} />}
      </Stage>
    )
  },
  async play({ canvasElement }) {
    await expect(within(canvasElement).getByText(/It can be tried again in 4 min/)).toBeVisible()
  },
}

/** Not as fast as possible: a connection that breaks in the same moment has delivered nothing, and is tried again. */
const inAThread = (script: readonly object[]): Story => ({
  parameters: { together: { tokensPerSecond: 500, script } },
  render: () => (
    <Stage send="Show me a table of sorting algorithms">
      <MessageList />
    </Stage>
  ),
})

export const NoKey: Story = {
  ...inAThread([status(401)]),
  async play({ canvasElement }) {
    await within(canvasElement).findByText('The service did not accept this site’s key.')
  },
}

export const TooLong: Story = {
  ...inAThread([status(403)]),
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    await canvas.findByText(/too long for the model/)
    await expect(canvas.getAllByRole('button', { name: 'Edit' }).length).toBeGreaterThan(1)
  },
}

/** What arrived stays. */
export const BrokeOff: Story = {
  ...inAThread([cut(30)]),
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    await canvas.findByText('The answer broke off.')
    await expect(canvas.getByRole('button', { name: 'Try again' })).toBeVisible()
  },
}

export const ConnectionLost: Story = {
  ...inAThread([reset(30)]),
  async play({ canvasElement }) {
    await within(canvasElement).findByText('The answer broke off.')
  },
}

export const ErrorInTheStream: Story = {
  ...inAThread([streamError(30)]),
  async play({ canvasElement }) {
    await within(canvasElement).findByText('The service had a problem of its own.')
  },
}

/** The simulator asks for a wait, and the run counts it down. */
export const WaitsToTryAgain: Story = {
  ...inAThread([status(503, { headers: { 'retry-after': '30' } }), status(503, { headers: { 'retry-after': '30' } })]),
  async play({ canvasElement }) {
    await within(canvasElement).findByText(/Trying again in \d+ s \(attempt 2\)/)
  },
}
