import 'katex/dist/katex.min.css'
import type { Decorator, Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent, waitFor, within } from 'storybook/test'
import { Markdown } from '../src/components/index.js'
import { diagrams } from '../src/components/plugins/diagrams/index.js'
import { highlight } from '../src/components/plugins/highlight/index.js'
import { math } from '../src/components/plugins/math/index.js'
import { code, diagramsText, formulas, hostileDiagrams, hostileFormulas } from './support/plugins.js'

const onPage: Decorator = (Story) => (
  <div className="tg-root" style={{ padding: '1rem', maxInlineSize: '46rem' }}>
    <Story />
  </div>
)

const plugins = [highlight(), math(), diagrams()]

/** What they load is large. */
const patience = { timeout: 40_000 }

const meta: Meta<typeof Markdown> = { component: Markdown, decorators: [onPage], args: { plugins } }
export default meta

type Story = StoryObj<typeof Markdown>

export const Code: Story = {
  args: { text: code },
  async play({ canvasElement }) {
    await waitFor(() => expect(canvasElement.querySelectorAll('pre:has([data-token])')).toHaveLength(12), patience)
  },
}

export const CodeDark: Story = { ...Code, globals: { theme: 'dark' } }

export const Formulas: Story = {
  args: { text: formulas },
  async play({ canvasElement }) {
    await waitFor(() => expect(canvasElement.querySelectorAll('.tg-math .katex')).toHaveLength(11), patience)
    await expect(canvasElement).toHaveTextContent('It costs $5 and $10')
  },
}

export const FormulasDark: Story = { ...Formulas, globals: { theme: 'dark' } }

const withoutStyles = [math({ output: 'mathml' })]

/** As the fonts of the device have them. */
export const FormulasInMathML: Story = {
  args: { text: formulas, plugins: withoutStyles },
  async play({ canvasElement }) {
    await waitFor(() => expect(canvasElement.querySelectorAll('.tg-math math')).toHaveLength(11), patience)
  },
}

export const HostileFormulas: Story = {
  args: { text: hostileFormulas },
  async play({ canvasElement }) {
    await waitFor(() => expect(canvasElement.querySelector('.tg-math .katex')).not.toBeNull(), patience)
    await expect(canvasElement.querySelectorAll('a, img, .tg-fixed, script')).toHaveLength(0)
  },
}

export const Diagrams: Story = {
  args: { text: diagramsText },
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    await waitFor(() => expect(canvas.getAllByRole('img')).toHaveLength(3), patience)
    await expect(canvas.getByRole('img', { name: 'Diagram: How a request is answered' })).toBeVisible()
    await expect(await canvas.findByText('This diagram could not be drawn.', {}, patience)).toBeVisible()
    const [summary] = canvas.getAllByText('Source')
    if (summary) await userEvent.click(summary)
    await expect(summary?.closest('details')).toHaveAttribute('open')
  },
}

export const DiagramsDark: Story = { args: { text: diagramsText }, globals: { theme: 'dark' } }

/** None of them loads anything: test/browser/plugins.test.ts looks at the requests. */
export const HostileDiagrams: Story = { args: { text: hostileDiagrams } }
