import type { Meta, StoryObj } from '@storybook/react-vite'
import { useState } from 'react'
import { expect, fireEvent, userEvent, within } from 'storybook/test'
import { ChatRoot, Composer, MessageList, UsageMeter, type UsageMeterProps } from '../src/components/index.js'
import { createChat, createTogetherTransport, type Prices, type RequestRecord } from '../src/hooks/index.js'
import { reply } from '../src/testing/index.js'
import { Frame, Stage } from './support/Stage.js'

const model = 'meta-llama/Llama-3.3-70B-Instruct-Turbo'
const prices: Prices = { [model]: { input: 0.88, output: 0.88 } }

interface MeterProps extends UsageMeterProps {
  ledger: readonly RequestRecord[]
  chatPrices?: Prices | undefined
}

/** The meter of a conversation which made these requests. */
function Meter({ ledger, chatPrices, ...props }: MeterProps) {
  const [chat] = useState(() => {
    const made = createChat({ id: 'usage', transport: createTogetherTransport(), prices: chatPrices })
    const nothing = { messages: [], shown: [], toolCalls: [] }
    made.import({ format: 'together-react.chat', version: 1, id: 'usage', head: null, ...nothing, ledger })
    return made
  })
  return (
    <ChatRoot chat={chat} style={{ padding: '1rem', maxInlineSize: '46rem' }}>
      <UsageMeter {...props} />
    </ChatRoot>
  )
}

function request(turn: number, usage: RequestRecord['usage'], more: Partial<RequestRecord> = {}): RequestRecord {
  return { id: `r${turn}`, turnId: `t${turn}`, model, usage, chunks: 0, attempts: 1, isOpen: false, ...more }
}

/** Each turn sends the ones before it along. */
function talk(turns: number): RequestRecord[] {
  let prompt = 24
  return Array.from({ length: turns }, (_, turn) => {
    const completion = 90 + ((turn * 137) % 260)
    const usage = { prompt_tokens: prompt, completion_tokens: completion, cached_tokens: Math.floor(prompt / 16) * 16 }
    prompt += completion + 30
    return request(turn + 1, usage)
  })
}

async function open(canvasElement: HTMLElement) {
  await userEvent.click(canvasElement.querySelector('summary') as HTMLElement)
  return within(canvasElement)
}

const meta: Meta<typeof Meter> = { title: 'UsageMeter', component: Meter, args: { chatPrices: prices } }
export default meta

type Story = StoryObj<typeof Meter>

export const Empty: Story = {
  args: { ledger: [], contextLength: 131_072 },
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    await expect(canvas.getByText('Nothing used yet')).toBeVisible()
    await expect(canvas.queryByRole('meter')).toBeNull()
  },
}

export const Line: Story = {
  args: { ledger: talk(8), contextLength: 8192 },
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    await expect(canvas.getByText(/^[\d,]+ tokens$/)).toBeVisible()
    await expect(canvas.getByText(/^about \$0\.0\d+$/)).toBeVisible()
    const meter = canvas.getByRole('meter', { name: 'Context used' })
    await expect(meter).toHaveAttribute('aria-valuetext', expect.stringMatching(/^[\d,]+ of 8,192 tokens$/))
  },
}

/** The plot is one tab stop: the slider over it says the values of a bar, and the line below shows them. */
export const Details: Story = {
  args: { ledger: talk(12), contextLength: 16_384 },
  async play({ canvasElement }) {
    const canvas = await open(canvasElement)
    await expect(
      await canvas.findByRole('img', { name: /^Tokens of 12 turns as bars\. Most in turn \d+:/ }),
    ).toBeVisible()
    await expect(within(canvas.getByRole('table')).getAllByRole('row')).toHaveLength(13)
    const chooser = canvas.getByRole('slider', { name: 'Turn' })
    await expect(chooser).toHaveAttribute('aria-valuetext', expect.stringMatching(/^Turn 12: /))
    chooser.focus()
    await fireEvent.change(chooser, { target: { value: '3' } })
    await expect(await canvas.findByText(/^Turn 3: .* so far$/)).toBeVisible()
    const plot = canvas.getByRole('img').getBoundingClientRect()
    await fireEvent.pointerMove(canvas.getByRole('img'), {
      clientX: plot.left + plot.width / 24,
      clientY: plot.top + 9,
    })
    await expect(await canvas.findByText(/^Turn 1: /)).toBeVisible()
  },
}

/** 1,000 turns: 60 bars, the first of which is 941 turns. */
export const LongConversation: Story = {
  args: { ledger: talk(1000), contextLength: 1_048_576 },
  async play({ canvasElement }) {
    const canvas = await open(canvasElement)
    await expect(await canvas.findByText(/^Turns 1 to 941 are together in the first bar/)).toBeVisible()
    await expect(within(canvas.getByRole('table')).getAllByRole('row')).toHaveLength(61)
  },
}

export const FillingUp: Story = {
  args: { ledger: talk(8), contextLength: 1900 },
  async play({ canvasElement }) {
    await expect(within(canvasElement).getByText(/of the context, filling up$/)).toBeVisible()
  },
}

export const NearlyFull: Story = {
  args: { ledger: talk(8), contextLength: 1700 },
  async play({ canvasElement }) {
    await expect(within(canvasElement).getByText(/of the context, nearly full$/)).toBeVisible()
  },
}

/** A model without a price: no cost, no line, no column. */
export const UnknownCost: Story = {
  args: { ledger: talk(4), chatPrices: undefined },
  async play({ canvasElement }) {
    const canvas = await open(canvasElement)
    await expect(await canvas.findByRole('table')).toBeVisible()
    await expect(canvas.queryByText(/\$/)).toBeNull()
    await expect(canvas.getAllByRole('columnheader')).toHaveLength(3)
  },
}

/** One was stopped, and its usage never came. */
export const AtLeast: Story = {
  args: { ledger: [...talk(3), request(4, null, { chunks: 41 })] },
  async play({ canvasElement }) {
    const canvas = await open(canvasElement)
    await expect(canvas.getByText(/^at least [\d,]+ tokens$/)).toBeVisible()
    await expect(await canvas.findByText(/more was used than is known/)).toBeVisible()
  },
}

/** While a reply streams the line waits for its end. */
export const WhileStreaming: Story = {
  args: { ledger: [] },
  parameters: { together: { tokensPerSecond: 3, script: [reply('A word or two, and then some more of them.')] } },
  render: () => (
    <Frame height="24rem">
      <Stage send="Hi" options={{ prices }} className="tg-chat">
        <MessageList />
        <div className="tg-dock">
          <UsageMeter contextLength={131_072} />
          <Composer />
        </div>
      </Stage>
    </Frame>
  ),
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    await canvas.findByText(/^A word/)
    await expect(canvas.getByText('Nothing used yet')).toBeVisible()
    await expect(await canvas.findByText('under 1 % of the context', {}, { timeout: 20_000 })).toBeVisible()
  },
}
