import type { Decorator, Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent, within } from 'storybook/test'
import { MessageList, MessageMeta } from '../src/components/index.js'
import { ChatMessage, defaultModel, type MessageTiming } from '../src/hooks/index.js'
import { reply } from '../src/testing/index.js'
import { expectFits, longWord } from './support/fits.js'
import { Stage } from './support/Stage.js'

const onPage: Decorator = (Story) => (
  <div className="tg-root" style={{ padding: '1rem' }}>
    <div className="tg-footer">
      <Story />
    </div>
  </div>
)

const meta: Meta<typeof MessageMeta> = { component: MessageMeta, decorators: [onPage] }
export default meta

type Story = StoryObj<typeof MessageMeta>

const timing: MessageTiming = { startedAt: 1000, firstTokenAt: 2200, finishedAt: 5914, chunks: 300 }

function replyWith(more: object): ChatMessage {
  return ChatMessage.fromAssistant('A reply', {
    meta: { model: 'meta-llama/Llama-3.3-70B-Instruct-Turbo', finish_reason: 'stop', ...more },
  })
}

const usage = { prompt_tokens: 1204, completion_tokens: 312, cached_tokens: 1024 }

export const Line: Story = { args: { message: { message: replyWith({ usage }), timing } } }

/** An estimate, from the price of the model: it is marked as one. */
export const WithCost: Story = {
  args: { message: { message: replyWith({ usage }), timing } },
  parameters: {
    together: {
      tokensPerSecond: Number.POSITIVE_INFINITY,
      script: [reply({ text: 'Because air scatters blue light.' })],
    },
  },
  render: () => (
    <Stage send="Why is the sky blue?" options={{ prices: { [defaultModel]: { input: 0.88, output: 0.88 } } }}>
      <MessageList />
    </Stage>
  ),
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    const cost = await canvas.findByText(/^≈ \$0\.\d+$/, { selector: 'summary bdi' })
    await expect(cost.parentElement).toHaveAttribute('title', 'Estimated cost')
  },
}

/** What is not known has no reading, and never is 0: here there are no tokens, no speed and no cost. */
export const FewReadings: Story = {
  args: { message: { message: replyWith({ usage: null }), timing: { ...timing, chunks: 1 } } },
  async play({ canvasElement }) {
    const readings = [...canvasElement.querySelectorAll('summary [data-reading]')]
    await expect(readings.map((each) => each.getAttribute('data-reading'))).toEqual([
      'timeToFirstToken',
      'model',
      'finishReason',
    ])
  },
}

export const Details: Story = {
  args: {
    message: {
      message: replyWith({
        usage: { ...usage, completion_tokens_details: { reasoning_tokens: 120 } },
        id: 'nrAaB1x-4yUHtr-93f2',
        seed: 8121346378,
        warnings: ['temperature is ignored by this model'],
      }),
      timing,
    },
  },
  async play({ canvasElement }) {
    await userEvent.click(canvasElement.querySelector('summary') as HTMLElement)
    await expect(await within(canvasElement).findByText('Reasoning tokens')).toBeVisible()
  },
}

export const OnlyTheModel: Story = { args: { message: { message: replyWith({ finish_reason: null }), timing: null } } }

export const CutByItsLength: Story = {
  args: { message: { message: replyWith({ usage, finish_reason: 'length' }), timing } },
}

/** A model of one's own may have any name. */
export const LongNames: Story = {
  args: { message: { message: replyWith({ usage, model: `${longWord}/${longWord}`, id: longWord }), timing } },
  async play({ canvasElement }) {
    await userEvent.click(canvasElement.querySelector('summary') as HTMLElement)
    await expectFits(canvasElement)
  },
}
