import type { Decorator, Meta, StoryObj } from '@storybook/react-vite'
import { expect, waitFor } from 'storybook/test'
import { Streamed } from './support/Streamed.js'
import { arabic, chinese, emoji, everything, hostile, hugeCode, hugeTable, longLine, rich } from './support/texts.js'

const onPage: Decorator = (Story) => (
  <div className="tg-root" style={{ padding: '1rem', maxInlineSize: '46rem' }}>
    <Story />
  </div>
)

const meta: Meta<typeof Streamed> = { component: Streamed, decorators: [onPage], args: { tokensPerSecond: 2000 } }
export default meta

type Story = StoryObj<typeof Streamed>

/** The last words are there, and the place of the text says that nothing more comes. */
const comesToItsEnd =
  (words: string): NonNullable<Story['play']> =>
  async ({ canvasElement }) => {
    await waitFor(() => expect(canvasElement).toHaveTextContent(words), { timeout: 45_000 })
    await expect(canvasElement.querySelector('script, img, iframe')).toBeNull()
  }

export const TwentyTokensASecond: Story = { args: { text: rich, tokensPerSecond: 20 } }

export const TwoHundredTokensASecond: Story = {
  args: { text: rich, tokensPerSecond: 200 },
  play: comesToItsEnd('Limits set'),
}

export const TwoThousandTokensASecond: Story = {
  args: { text: rich.repeat(20) },
  play: comesToItsEnd('Limits set'),
}

export const EveryConstruct: Story = { args: { text: everything }, play: comesToItsEnd('HTML is text') }

export const Hostile: Story = { args: { text: hostile, tokensPerSecond: 400 }, play: comesToItsEnd('deep') }

export const Chinese: Story = { args: { text: chinese, tokensPerSecond: 200 }, play: comesToItsEnd('마찬가지') }

export const Arabic: Story = {
  args: { text: arabic, tokensPerSecond: 200 },
  globals: { direction: 'rtl' },
  play: comesToItsEnd('مرحبا'),
}

export const Emoji: Story = { args: { text: emoji, tokensPerSecond: 200 }, play: comesToItsEnd('Careful') }

export const OneVeryLongLine: Story = { args: { text: longLine }, play: comesToItsEnd('xxxxx.') }

export const HugeTable: Story = { args: { text: hugeTable }, play: comesToItsEnd('3999') }

export const FiveThousandLinesOfCode: Story = {
  args: { text: hugeCode, tokensPerSecond: 20_000 },
  play: comesToItsEnd('line 5000'),
}
