import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent, waitFor, within } from 'storybook/test'
import { ErrorNotice, MessageList, type SwitchModelProps } from '../src/components/index.js'
import {
  ChatMessage,
  createTogetherTransport,
  type ThreadMessage,
  TogetherError,
  type TogetherErrorCode,
} from '../src/hooks/index.js'
import { cut, reply, reset, status, streamError } from '../src/testing/index.js'
import { expectFits, longWord } from './support/fits.js'
import { Stage } from './support/Stage.js'
import { weather, weatherIn } from './support/tools.js'

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

const passing: readonly TogetherErrorCode[] = ['rate-limit', 'overloaded', 'server', 'network', 'timeout']

function failed(code: TogetherErrorCode, more: { status?: number; retryAfterMs?: number } = {}): ThreadMessage {
  const error = new TogetherError({
    code,
    message: `What the server said about ${code}.`,
    requestId: 'req-1',
    retryable: passing.includes(code),
    ...more,
  })
  const message = ChatMessage.fromAssistant(null)
  return {
    id: code,
    parentId: null,
    turnId: code,
    message,
    status: 'error',
    error,
    createdAt: Date.now(),
    timing: null,
  }
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

/** Until then the button waits, and the seconds are counted. */
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
    const canvas = within(canvasElement)
    await expect(await canvas.findByText(/It can be tried again in 4 min/)).toBeVisible()
    await expect(await canvas.findByRole('button', { name: 'Try again' })).toHaveAttribute('aria-disabled', 'true')
  },
}

const transport = createTogetherTransport({ maxRetries: 0 })

/** Not as fast as possible: a connection that breaks in the same moment has delivered nothing, and is tried again. */
const inAThread = (script: readonly object[], more: object = {}): Story => ({
  parameters: { together: { tokensPerSecond: 500, script } },
  render: () => (
    <Stage send="Show me a table of sorting algorithms" options={{ transport, ...more }}>
      <MessageList />
    </Stage>
  ),
})

/** Nothing a reader could do. */
export const NoKey: Story = {
  ...inAThread([status(401)]),
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    await canvas.findByText('The service did not accept this site’s key.')
    await expect(canvas.queryByRole('button', { name: 'Try again' })).toBeNull()
  },
}

export const NoCredit: Story = {
  ...inAThread([status(402)]),
  async play({ canvasElement }) {
    await within(canvasElement).findByText('The account behind this chat has no credit left.')
  },
}

/** The wait of the server is counted down, then the button works. */
export const TooManyRequests: Story = {
  ...inAThread([status(429, { headers: { 'x-ratelimit-reset': '8' } }), reply('Here it is.')]),
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    await canvas.findByText(/^Too many requests at the moment\. It can be tried again in [1-8] s\.$/)
    const button = await canvas.findByRole('button', { name: 'Try again' })
    await expect(button).toHaveAttribute('aria-disabled', 'true')
    await userEvent.click(button)
    await canvas.findByText('Too many requests at the moment.', { selector: 'p' }, { timeout: 20_000 })
    await waitFor(() => expect(button).not.toHaveAttribute('aria-disabled'))
    await userEvent.click(button)
    await canvas.findByText('Here it is.')
  },
}

export const TooLong: Story = {
  ...inAThread([status(403)]),
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    await canvas.findByText(/too long for the model/)
    await waitFor(() => expect(canvas.getAllByRole('button', { name: 'Edit' }).length).toBeGreaterThan(1))
  },
}

function PickModel({ retry }: SwitchModelProps) {
  return (
    <button type="button" className="tg-text-button" onClick={() => retry('Qwen/Qwen3-235B-A22B-Instruct-2507-tput')}>
      Ask the larger model
    </button>
  )
}

/** An app which gives `components.SwitchModel` offers another model. */
export const AnotherModel: Story = {
  parameters: { together: { tokensPerSecond: 500, script: [status(403), reply('The larger one took it.')] } },
  render: () => (
    <Stage send="A very long question" options={{ transport }} components={{ SwitchModel: PickModel }}>
      <MessageList />
    </Stage>
  ),
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    await userEvent.click(await canvas.findByRole('button', { name: 'Ask the larger model' }))
    await canvas.findByText('The larger one took it.')
    await waitFor(() => expect(canvas.getByRole('log')).toHaveFocus())
  },
}

export const ServerTrouble: Story = {
  ...inAThread([status(500), reply('Here it is.')]),
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    await canvas.findByText('The service had a problem of its own.')
    await userEvent.click(await canvas.findByRole('button', { name: 'Try again' }))
    await canvas.findByText('Here it is.')
  },
}

export const Overloaded: Story = {
  ...inAThread([status(503)]),
  async play({ canvasElement }) {
    await within(canvasElement).findByText('The model is overloaded at the moment.')
  },
}

const offline = createTogetherTransport({
  maxRetries: 0,
  fetch: () => Promise.reject(new TypeError('Failed to fetch')),
})

export const Unreachable: Story = {
  ...inAThread([], { transport: offline }),
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    await canvas.findByText('The service could not be reached. Check your connection.')
    await expect(await canvas.findByRole('button', { name: 'Try again' })).toBeVisible()
  },
}

/** What arrived stays. */
export const BrokeOff: Story = {
  ...inAThread([cut(30)]),
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    await canvas.findByText('The answer broke off.')
    await expect(await canvas.findByRole('button', { name: 'Continue' })).toBeVisible()
    await expect(await canvas.findByRole('button', { name: 'Try again' })).toBeVisible()
  },
}

export const ConnectionLost: Story = {
  ...inAThread([reset(30)]),
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    await canvas.findByText('The answer broke off.')
    await expect(await canvas.findByRole('button', { name: 'Continue' })).toBeVisible()
  },
}

export const ErrorInTheStream: Story = {
  ...inAThread([streamError(30)]),
  async play({ canvasElement }) {
    await within(canvasElement).findByText('The service had a problem of its own.')
  },
}

/** A page of some proxy instead of an answer. */
export const NotAnAnswer: Story = {
  ...inAThread([status(200, { body: '<html><body>Sign in to the guest network</body></html>' })]),
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    await canvas.findByText('The answer could not be read.')
    await expect(await canvas.findByRole('button', { name: 'Try again' })).toBeVisible()
  },
}

export const ToolLoop: Story = {
  ...inAThread([reply({ toolCalls: [weatherIn('Lisbon')] }), reply({ toolCalls: [weatherIn('Oslo')] })], {
    tools: [weather],
    maxSteps: 2,
  }),
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    await canvas.findByText('The model called tools too many times in a row.')
    await waitFor(() => expect(canvas.getByText('Not run')).toBeVisible())
    await expect(await canvas.findByText('Done')).toBeVisible()
  },
}

/** The simulator asks for a wait, and the run counts it down. */
export const WaitsToTryAgain: Story = {
  ...inAThread([status(503, { headers: { 'retry-after': '30' } }), status(503, { headers: { 'retry-after': '30' } })], {
    transport: createTogetherTransport(),
  }),
  async play({ canvasElement }) {
    await within(canvasElement).findByText(/Trying again in \d+ s \(attempt 2\)/)
  },
}

/** The server's own words, on demand: they may be anything. */
export const LongDetails: Story = {
  render: () => {
    const { error, ...message } = failed('bad-request')
    const long = new TogetherError({ code: 'bad-request', message: longWord, requestId: longWord, status: 400 })
    return (
      <Stage style={{ padding: '1rem' }}>
        {error && <ErrorNotice message={{ ...message, error: long }} error={long} />}
      </Stage>
    )
  },
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    await userEvent.click(await canvas.findByText('Details'))
    await waitFor(() => expect(canvas.getByText(longWord)).toBeVisible())
    await expectFits(canvasElement)
  },
}
