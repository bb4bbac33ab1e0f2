import type { Decorator, Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent, within } from 'storybook/test'
import { MessageMeta } from '../src/components/index.js'
import { ChatMessage, type MessageTiming } from '../src/hooks/index.js'

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
    await expect(within(canvasElement).getByText('Reasoning tokens')).toBeVisible()
  },
}

export const OnlyTheModel: Story = { args: { message: { message: replyWith({ finish_reason: null }), timing: null } } }

export const CutByItsLength: Story = {
  args: { message: { message: replyWith({ usage, finish_reason: 'length' }), timing } },
}
