import type { Decorator, Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent, within } from 'storybook/test'
import { LogprobText } from '../src/components/index.js'
import { ChatMessage } from '../src/hooks/index.js'

const onPage: Decorator = (Story) => (
  <div className="tg-root" style={{ padding: '1rem', maxInlineSize: '46rem' }}>
    <Story />
  </div>
)

const meta: Meta<typeof LogprobText> = { component: LogprobText, decorators: [onPage] }
export default meta

type Story = StoryObj<typeof LogprobText>

type Said = readonly [token: string, probability: number | null, ...others: (readonly [string, number])[]]

const lakes: readonly Said[] = [
  ['The', 0.97],
  [' largest', 0.72, [' biggest', 0.14], [' five', 0.06]],
  [' lake', 0.99],
  [' in', 0.94],
  [' Africa', 0.99],
  [' is', 0.96],
  [' Lake', 0.51, [' Victoria', 0.44]],
  [' Victoria', 0.98],
  ['.', 0.66, [',', 0.31]],
  ['\n\n', 0.58, [' It', 0.4]],
  ['It', 0.9],
  [' covers', 0.27, [' is', 0.26], [' has', 0.24], [' lies', 0.11]],
  [' about', 0.83, [' ', 0.09]],
  [' ', 0.99],
  ['68', 0.55, ['69', 0.21], ['59', 0.2]],
  [',', 0.98],
  ['800', 0.44, ['870', 0.31]],
  [' km', 0.18, [' square', 0.77]],
  ['²', 0.93],
  ['.', 1],
]

/** Together AI's own shape. */
function flat(said: readonly Said[]): object {
  return {
    tokens: said.map(([token]) => token),
    token_logprobs: said.map(([, probability]) => probability && Math.log(probability)),
    top_logprobs: said.map(([token, probability, ...others]) =>
      Object.fromEntries(
        [[token, probability] as const, ...others].map(([text, share]) => [text, Math.log(share ?? 1)]),
      ),
    ),
  }
}

/** OpenAI's shape. */
function content(said: readonly Said[]): object {
  const entry = (token: string, probability: number | null) => ({
    token,
    logprob: probability === null ? null : Math.log(probability),
    bytes: [...new TextEncoder().encode(token)],
  })
  return {
    content: said.map(([token, probability, ...others]) => ({
      ...entry(token, probability),
      top_logprobs: [[token, probability] as const, ...others].map(([text, share]) => entry(text, share)),
    })),
  }
}

function textOf(said: readonly Said[]): string {
  return said.map(([token]) => token).join('')
}

function replyWith(said: readonly Said[], logprobs: unknown): { message: ChatMessage } {
  return { message: ChatMessage.fromAssistant(textOf(said), { meta: { logprobs } }) }
}

/** One tab stop; the arrow keys move, up and down find the unlikely ones. The text is selected as one. */
export const OfAWholeReply: Story = {
  args: { message: replyWith(lakes, flat(lakes)) },
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    const text = canvas.getByRole('group', { name: 'Text, token by token' })
    await expect(text.textContent).toBe(textOf(lakes))
    await userEvent.tab()
    await expect(document.activeElement).toHaveTextContent('The')
    await userEvent.keyboard('{ArrowRight}')
    await expect(document.activeElement).toHaveAccessibleDescription(/^␣largest 72 % Other candidates ␣biggest 14 %/)
    await userEvent.keyboard('{ArrowDown}{ArrowDown}')
    await expect(document.activeElement).toHaveAccessibleDescription(/^⏎⏎ 58 %/)
    await userEvent.keyboard('{End}{Home}')
    await expect(document.activeElement).toHaveTextContent('The')
    await userEvent.hover(canvas.getByText('km'))
    await expect(canvas.getByText('␣square')).toBeVisible()
    getSelection()?.selectAllChildren(text)
    await expect(String(getSelection())).toBe(textOf(lakes))
    getSelection()?.removeAllRanges()
  },
}

export const OpenAIShape: Story = {
  args: { message: replyWith(lakes, content(lakes)) },
  async play({ canvasElement }) {
    await userEvent.hover(within(canvasElement).getByText('covers'))
    await expect(within(canvasElement).getByText('␣lies')).toBeVisible()
  },
}

/** A bare number in each chunk: the texts are the chunks'. */
export const OfAStream: Story = {
  args: {
    logprobs: lakes.map(([text, share]) => ({ content: text, meta: { logprobs: share && Math.log(share) } })),
  },
}

/** An emoji in four tokens is one: its probability is that of all four. */
export const PiecesOfACharacter: Story = {
  args: {
    logprobs: {
      content: [
        { token: 'Hi ', logprob: Math.log(0.95), bytes: [72, 105, 32] },
        ...[240, 159, 166, 148].map((byte) => ({ token: '\ufffd', logprob: Math.log(0.8), bytes: [byte] })),
      ],
    },
  },
  async play({ canvasElement }) {
    await userEvent.hover(within(canvasElement).getByText('🦔'))
    await expect(within(canvasElement).getByText('41 %')).toBeVisible()
  },
}

const hostile: readonly Said[] = [
  ['<img src=x onerror=alert(1)>', 0.4, ['<script>alert(2)</script>', 0.3], ['\u202egnp.exe', 0.2]],
  [' \u202etxt.exe', 0.7],
  ['\u202e', 0.2],
  ['a\u200b\u200b', null],
  ['\t', 0.5],
  ['W'.repeat(300), 0.1],
]

export const HostileTokens: Story = {
  args: { logprobs: flat(hostile) },
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    await userEvent.hover(canvas.getByText('<img src=x onerror=alert(1)>'))
    await expect(canvas.getByText('<script>alert(2)</script>')).toBeVisible()
    await expect(canvas.getByText('gnp.exe')).toBeVisible()
    await expect(canvasElement.querySelector('img, script')).toBeNull()
    await expect(canvasElement.textContent).not.toMatch(/\u202e/)
  },
}

export const WithoutLogprobs: Story = {
  args: { message: replyWith(lakes, undefined) },
  async play({ canvasElement }) {
    await expect(canvasElement.querySelector('[data-state="plain"]')?.textContent).toBe(textOf(lakes))
  },
}

/** 5,000 tokens. The accessibility check would take minutes; the stories above are checked. */
export const Long: Story = {
  parameters: { a11y: { test: 'off' } },
  args: { logprobs: flat(Array.from({ length: 250 }, () => lakes).flat()) },
  async play({ canvasElement }) {
    canvasElement.querySelector<HTMLElement>('[tabindex="0"]')?.focus()
    await userEvent.keyboard('{End}{ArrowLeft}')
    await expect(document.activeElement).toHaveTextContent('²')
    await expect(canvasElement.querySelectorAll('[tabindex="0"]')).toHaveLength(1)
    await userEvent.keyboard('{Home}')
  },
}
