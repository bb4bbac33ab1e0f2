import type { Decorator, Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent, within } from 'storybook/test'
import { Markdown } from '../src/components/index.js'
import {
  arabic,
  chinese,
  emoji,
  everything,
  hostile,
  hugeCode,
  hugeTable,
  longCode,
  longLine,
  rich,
} from './support/texts.js'

const onPage: Decorator = (Story) => (
  <div className="tg-root" style={{ padding: '1rem', maxInlineSize: '46rem' }}>
    <Story />
  </div>
)

const meta: Meta<typeof Markdown> = { component: Markdown, decorators: [onPage] }
export default meta

type Story = StoryObj<typeof Markdown>

export const Rich: Story = { args: { text: rich } }

export const Dark: Story = { args: { text: rich }, globals: { theme: 'dark' } }

export const EveryConstruct: Story = { args: { text: everything } }

export const Chinese: Story = { args: { text: chinese } }

export const Emoji: Story = { args: { text: emoji } }

export const OneVeryLongLine: Story = { args: { text: longLine } }

export const HugeTable: Story = { args: { text: hugeTable } }

export const FiveThousandLinesOfCode: Story = { args: { text: hugeCode } }

export const Arabic: Story = { args: { text: arabic }, globals: { direction: 'rtl' } }

export const LongCode: Story = { args: { text: longCode } }

export const Headings: Story = {
  args: { text: '# One\n\nText\n\n## Two\n\nText\n\n### Three\n\nText\n\n#### Four\n\nText' },
}

export const Lists: Story = {
  args: {
    text: '- One\n- Two\n  - Nested\n  - Nested again\n    1. Deep\n    2. Deeper\n- Three\n\n7. Seven\n8. Eight\n\n   A paragraph in an item.\n\n- [x] Done\n- [ ] To do',
  },
}

export const WideTable: Story = {
  args: {
    text: `|${' Column with a long name |'.repeat(12)}\n|${'---|'.repeat(12)}\n|${' 1,234.56 |'.repeat(12)}\n|${' 7 |'.repeat(12)}`,
  },
}

export const Hostile: Story = {
  args: { text: hostile },
  async play({ canvasElement }) {
    await expect(canvasElement.querySelectorAll('img, script, [onerror], [onclick]')).toHaveLength(0)
    await expect(canvasElement).toHaveTextContent('https://bank.example/login (evil.test)')
  },
}

/** The address goes nowhere: what counts is that nothing is asked for before the click. */
export const Image: Story = {
  args: {
    text: 'Look:\n\n![A chart](https://charts.invalid/sales.png)\n\n[![Build](https://ci.invalid/badge.svg)](https://ci.invalid)',
  },
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    await expect(canvas.queryByRole('img')).toBeNull()
    await userEvent.click(canvas.getByRole('button', { name: /A chart.*charts.invalid/ }))
    await expect(canvas.getAllByRole('button')).toHaveLength(1)
  },
}

export const CopiesCode: Story = {
  args: { text: '```sh\nnpm install together-react\n```' },
  async play({ canvasElement }) {
    const button = within(canvasElement).getByRole('button', { name: 'Copy code' })
    await userEvent.click(button)
    await expect(button).toHaveAccessibleName('Copy code')
  },
}
