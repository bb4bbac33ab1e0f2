import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, fn, userEvent, waitFor, within } from 'storybook/test'
import { GenerateBox } from '../src/components/generate/GenerateBox.js'
import { TogetherProvider } from '../src/hooks/index.js'
import { reply, type SimulatorRequest, silence, status } from '../src/testing/index.js'
import { rich } from './support/texts.js'

const fast = { tokensPerSecond: Number.POSITIVE_INFINITY }

const meta: Meta<typeof GenerateBox> = {
  title: 'GenerateBox',
  component: GenerateBox,
  args: { title: 'A name for a cat', onResult: fn() },
  parameters: { layout: 'fullscreen', together: fast },
  decorators: [
    (Story) => (
      <TogetherProvider maxRetries={0}>
        <Story />
      </TogetherProvider>
    ),
  ],
}
export default meta

type Story = StoryObj<typeof GenerateBox>

async function ask(canvasElement: HTMLElement, prompt: string) {
  const canvas = within(canvasElement)
  await userEvent.type(canvas.getByRole('textbox', { name: 'Prompt' }), `${prompt}{Enter}`)
  return canvas
}

export const Idle: Story = {
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    await expect(canvas.getByRole('form', { name: 'A name for a cat' })).toBeVisible()
    await expect(canvas.getByRole('button', { name: 'Generate' })).toHaveAttribute('aria-disabled', 'true')
    await expect(canvas.queryByRole('group', { name: 'Results' })).toBeNull()
  },
}

export const OneResult: Story = {
  parameters: { together: { ...fast, script: [reply(rich)] } },
  async play({ canvasElement, args }) {
    const canvas = await ask(canvasElement, 'Show what you can write')
    const result = await canvas.findByRole('article', { name: 'Result' })
    await waitFor(() => expect(result).toHaveAttribute('data-status', 'complete'))
    await expect(await within(result).findByRole('button', { name: 'Copy' })).toBeVisible()
    await expect(await within(result).findByText(/^[\d,]+ tokens$/)).toBeVisible()
    await expect(canvas.getByRole('textbox', { name: 'Prompt' })).toHaveValue('Show what you can write')
    await waitFor(() => expect(args.onResult).toHaveBeenCalledOnce())
  },
}

/** Said once at the beginning and once at the end, whatever number of results. */
export const ThreeResults: Story = {
  args: { generationKwargs: { n: 3 } },
  async play({ canvasElement }) {
    const canvas = await ask(canvasElement, 'A name')
    await expect(await canvas.findAllByRole('article', { name: /^Result \d of 3$/ })).toHaveLength(3)
    await canvas.findByRole('group', { name: 'All results together' })
    const spoken = canvasElement.querySelector('[data-announcer]')
    await waitFor(() => expect(spoken).toHaveTextContent(/3 results ready, \d+ words/))
  },
}

export const WhileStreaming: Story = {
  args: { generationKwargs: { n: 3 } },
  parameters: { together: { script: [silence(120)] } },
  async play({ canvasElement }) {
    const canvas = await ask(canvasElement, 'A name')
    await canvas.findAllByRole('article', { name: /^Result \d of 3$/ })
    await waitFor(() => expect(canvas.getByRole('group', { name: 'Results' })).toHaveAttribute('aria-busy', 'true'))
  },
}

export const Stops: Story = {
  parameters: { together: { script: [silence(12)] } },
  async play({ canvasElement }) {
    const canvas = await ask(canvasElement, 'A name')
    await canvas.findByRole('article', { name: 'Result' })
    await userEvent.keyboard('{Escape}')
    await canvas.findByRole('button', { name: 'Generate' })
    await waitFor(() => expect(canvas.getByRole('article')).toHaveAttribute('data-status', 'complete'))
    await waitFor(() => expect(canvas.getByRole('textbox', { name: 'Prompt' })).toHaveFocus())
  },
}

/** The prompt is still there, and the same one is sent again. */
export const Failed: Story = {
  parameters: { together: { ...fast, script: [status(503), reply('Miezi')] } },
  async play({ canvasElement }) {
    const canvas = await ask(canvasElement, 'A name')
    await canvas.findByText('The model is overloaded at the moment.')
    await expect(canvas.getByRole('textbox', { name: 'Prompt' })).toHaveValue('A name')
    await userEvent.click(await canvas.findByRole('button', { name: 'Try again' }))
    await canvas.findByText('Miezi', { selector: 'p' })
    await waitFor(() => expect(canvas.queryByRole('button', { name: 'Try again' })).toBeNull())
    await waitFor(() => expect(canvas.getByRole('textbox', { name: 'Prompt' })).toHaveFocus())
  },
}

/** Nothing a reader could do. */
export const Refused: Story = {
  parameters: { together: { ...fast, script: [status(401)] } },
  async play({ canvasElement }) {
    const canvas = await ask(canvasElement, 'A name')
    await canvas.findByText('The service did not accept this site’s key.')
    await expect(canvas.queryByRole('button', { name: 'Try again' })).toBeNull()
  },
}

const cat = { name: 'Miezi', age: 3, colours: ['black', 'white'] }

export const Structured: Story = {
  args: { responseFormat: { type: 'json_object' } },
  parameters: { together: { ...fast, script: [reply(JSON.stringify(cat))] } },
  async play({ canvasElement }) {
    const canvas = await ask(canvasElement, 'A cat as JSON')
    const code = await canvas.findByRole('group', { name: 'Code, json' })
    await waitFor(() => expect(code).toHaveTextContent(JSON.stringify(cat, null, 2).replace(/\s+/g, ' ')))
  },
}

/** Objects as your application shows them. */
export const RenderedObject: Story = {
  args: {
    responseFormat: { type: 'json_object' },
    renderObject: (object) => <p>{`A cat called ${(object as Partial<typeof cat>).name ?? '…'}`}</p>,
  },
  parameters: { together: { ...fast, script: [reply(JSON.stringify(cat))] } },
  async play({ canvasElement }) {
    const canvas = await ask(canvasElement, 'A cat as JSON')
    await canvas.findByText('A cat called Miezi')
  },
}

/** Says what it was told. */
function echo({ body }: SimulatorRequest) {
  return reply(`I was told: ${body.messages?.find(({ role }) => role === 'system')?.content ?? 'nothing'}`)
}

/** A system prompt which people write, and a control of the page's. */
export const WithControls: Story = {
  args: {
    hasSystemPrompt: true,
    children: (
      <label>
        Language <input className="tg-input" defaultValue="English" />
      </label>
    ),
  },
  parameters: { together: { ...fast, script: echo } },
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    await userEvent.click(canvas.getByText('System prompt'))
    await userEvent.type(await canvas.findByRole('textbox', { name: 'System prompt' }), 'Be brief.')
    await ask(canvasElement, 'A name')
    await canvas.findByText('I was told: Be brief.', { selector: 'p' })
  },
}
