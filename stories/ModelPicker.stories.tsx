import type { Decorator, Meta, StoryObj } from '@storybook/react-vite'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useState } from 'react'
import { expect, fn, userEvent, waitFor, within } from 'storybook/test'
import { ModelPicker, type ModelPickerProps } from '../src/components/index.js'
import { TogetherModelPicker } from '../src/components/models/index.js'
import { type Fetch, type ModelInfo, TogetherError, TogetherProvider } from '../src/hooks/index.js'
import { simulatorModels } from '../src/testing/index.js'
import { comesToRest } from './support/comesToRest.js'

const models: readonly ModelInfo[] = simulatorModels
  .filter(({ type }) => type === 'chat')
  .map((model) => (model.id.endsWith('-20b') ? { ...model, pricing: { input: 0, output: 0 } } : { ...model }))

const makers = ['Meta', 'Qwen', 'DeepSeek', 'OpenAI', 'Mistral AI', 'Moonshot AI', 'Google', 'NVIDIA']

const manyModels: readonly ModelInfo[] = Array.from({ length: 200 }, (_, place) => {
  const maker = makers[place % makers.length] ?? ''
  const size = [1, 3, 8, 14, 32, 70, 120, 405][Math.floor(place / makers.length) % makers.length] ?? 1
  const name = `${maker.split(' ')[0]} ${1 + Math.floor(place / 64)}.${place % 10} ${size}B Instruct`
  return {
    id: `${maker.toLowerCase().replace(' ', '-')}/${name.replaceAll(' ', '-')}`,
    display_name: name,
    organization: maker,
    context_length: 32_768 * (1 + (place % 4)),
    pricing: { input: size / 100, output: size / 50 },
  }
})

const onPage: Decorator = (Story) => (
  <div className="tg-root" style={{ boxSizing: 'border-box', minBlockSize: '34rem', padding: '1rem' }}>
    <Story />
  </div>
)

/** An app which keeps the value. */
function App({ value: initial, onValueChange, ...props }: ModelPickerProps) {
  const [value, setValue] = useState(initial)
  const change = (id: string) => {
    onValueChange(id)
    setValue(id)
  }
  return <ModelPicker {...props} value={value} onValueChange={change} />
}

const meta: Meta<typeof ModelPicker> = {
  component: ModelPicker,
  decorators: [onPage],
  args: { models, value: 'meta-llama/Llama-3.3-70B-Instruct-Turbo', onValueChange: fn() },
  render: (args) => <App {...args} />,
}
export default meta

type Story = StoryObj<typeof ModelPicker>

async function open(canvasElement: HTMLElement) {
  const canvas = within(canvasElement)
  await userEvent.click(canvas.getByRole('button', { name: /model/i }))
  const field = await canvas.findByRole('combobox', { name: 'Search models' })
  await waitFor(() => expect(field).toHaveFocus())
  return { canvas, field }
}

/** The popover as it is shown, once it has come to its place. */
async function frameOf(field: HTMLElement): Promise<DOMRect> {
  const popover = field.closest('.tg-models') as HTMLElement
  const root = popover.getRootNode() as Document | ShadowRoot
  await comesToRest(() => popover.getBoundingClientRect().top)
  return waitFor(() => {
    const rect = popover.getBoundingClientRect()
    expect(popover.contains(root.elementFromPoint(rect.x + rect.width / 2, rect.bottom - 8))).toBe(true)
    return rect
  })
}

export const Closed: Story = {}

export const NoneChosen: Story = { args: { value: null } }

export const Disabled: Story = { args: { disabled: true } }

/** Opens by a click or an arrow; the field has the focus, and the current model is the active one. */
export const Open: Story = {
  async play({ canvasElement, args }) {
    const { canvas, field } = await open(canvasElement)
    await expect(field).toHaveFocus()
    await expect(await canvas.findByRole('option', { selected: true })).toHaveTextContent(
      'Meta 128K context $0.88 in, $0.88 out',
    )
    await expect(canvas.getByRole('option', { name: /gpt-oss 20B/ })).toHaveTextContent('Free')
    await frameOf(field)
    await userEvent.keyboard('{Escape}')
    const button = await canvas.findByRole('button', { name: 'Model: Llama 3.3 70B Instruct Turbo' })
    await waitFor(() => expect(button).toHaveFocus())
    await userEvent.keyboard('{ArrowDown}')
    await waitFor(() => expect(canvas.getByRole('combobox')).toHaveFocus())
    await userEvent.keyboard('{Home}{Enter}')
    await waitFor(() => expect(args.onValueChange).toHaveBeenCalledWith('deepseek-ai/DeepSeek-R1'))
    await waitFor(() => expect(button).toHaveFocus())
    await waitFor(() => expect(button).toHaveTextContent('DeepSeek R1'))
    await userEvent.keyboard('{ArrowDown}')
  },
}

export const Searching: Story = {
  async play({ canvasElement }) {
    const { canvas, field } = await open(canvasElement)
    await userEvent.type(field, 'deepseek')
    await waitFor(() => expect(canvas.getAllByRole('option')).toHaveLength(2))
    await waitFor(() => expect(canvas.getByRole('status')).toHaveTextContent('2 models'))
  },
}

export const NothingFound: Story = {
  async play({ canvasElement }) {
    const { canvas, field } = await open(canvasElement)
    await userEvent.type(field, 'zebra')
    await waitFor(() => expect(canvas.getByRole('status')).toHaveTextContent('No model matches “zebra”.'))
    await expect(canvas.queryByRole('option')).toBeNull()
    await userEvent.keyboard('{Enter}')
    await expect(field).toHaveFocus()
  },
}

export const NoModels: Story = {
  args: { models: [], value: null },
  async play({ canvasElement }) {
    const { canvas } = await open(canvasElement)
    await waitFor(() => expect(canvas.getByRole('status')).toHaveTextContent('There are no models.'))
  },
}

export const Loading: Story = {
  args: { models: { data: undefined, error: null } },
  async play({ canvasElement }) {
    const { canvas } = await open(canvasElement)
    await waitFor(() => expect(canvas.getByRole('status')).toHaveTextContent('Loading models…'))
  },
}

export const Failed: Story = {
  args: {
    models: {
      error: new TogetherError({ code: 'network', message: 'Failed to fetch', retryable: true }),
      refetch: fn(),
    },
  },
  async play({ canvasElement }) {
    const { canvas, field } = await open(canvasElement)
    await waitFor(() => expect(canvas.getByRole('status')).toHaveTextContent('The service could not be reached.'))
    await userEvent.tab()
    await waitFor(() => expect(canvas.getByRole('button', { name: 'Try again' })).toHaveFocus())
    await userEvent.keyboard('{Enter}')
    await waitFor(() => expect(field).toHaveFocus())
  },
}

/** A model which the server no longer lists stays the current one until another is chosen. */
export const UnknownCurrentModel: Story = {
  args: { value: 'meta-llama/Llama-2-13b-chat-hf' },
  async play({ canvasElement }) {
    const { canvas } = await open(canvasElement)
    const [first] = await canvas.findAllByRole('option')
    await expect(first).toHaveTextContent('Llama-2-13b-chat-hf')
    await expect(first).toHaveTextContent('Not in the list')
    await expect(first).toHaveAttribute('aria-selected', 'true')
  },
}

export const Recommended: Story = {
  args: { recommended: ['openai/gpt-oss-20b', 'meta-llama/Llama-3.3-70B-Instruct-Turbo'] },
  async play({ canvasElement }) {
    const { canvas } = await open(canvasElement)
    const group = within(await canvas.findByRole('group', { name: 'Recommended' }))
    await expect(group.getAllByRole('option')).toHaveLength(2)
  },
}

/** Scrolls the list alone, in one step to its end. */
export const ManyModels: Story = {
  args: { models: manyModels, value: manyModels[77]?.id ?? null, groupBy: 'organization' },
  async play({ canvasElement }) {
    const { canvas, field } = await open(canvasElement)
    const list = canvas.getByRole('listbox')
    const isInView = (row: HTMLElement) => {
      const [frame, box] = [list.getBoundingClientRect(), row.getBoundingClientRect()]
      return box.top >= frame.top - 1 && box.bottom <= frame.bottom + 1
    }
    await waitFor(() => expect(canvas.getAllByRole('option')).toHaveLength(200))
    await waitFor(() => expect(isInView(canvas.getByRole('option', { selected: true }))).toBe(true))
    await userEvent.keyboard('{End}')
    const last = canvas.getAllByRole('option').at(-1) as HTMLElement
    await waitFor(() => expect(field).toHaveAttribute('aria-activedescendant', last.id))
    await waitFor(() => expect(isInView(last)).toBe(true))
    await userEvent.keyboard('{Home}')
    await waitFor(() => expect(list.scrollTop).toBe(0))
    await expect(window.scrollY).toBe(0)
  },
}

/** Where there is no room below it opens above, and never goes beyond the window. */
export const AtTheEdge: Story = {
  args: { models: manyModels },
  render: (args) => (
    <div style={{ position: 'fixed', insetBlockEnd: '1rem', insetInlineEnd: '0.25rem', inlineSize: '9rem' }}>
      <App {...args} />
    </div>
  ),
  async play({ canvasElement }) {
    const { canvas, field } = await open(canvasElement)
    const [frame, button] = [await frameOf(field), canvas.getByRole('button').getBoundingClientRect()]
    await expect(frame.bottom).toBeLessThanOrEqual(button.top)
    await expect(frame.top).toBeGreaterThanOrEqual(0)
    await expect(frame.left).toBeGreaterThanOrEqual(0)
    await expect(frame.right).toBeLessThanOrEqual(document.documentElement.clientWidth)
  },
}

/** Nothing around it cuts it off, and nothing around it moves it. */
export const InASmallBox: Story = {
  render: (args) => (
    <div style={{ inlineSize: '12rem', blockSize: '4rem', overflow: 'hidden', transform: 'translateX(3rem)' }}>
      <App {...args} />
    </div>
  ),
  async play({ canvasElement }) {
    const { canvas, field } = await open(canvasElement)
    const [frame, button] = [await frameOf(field), canvas.getByRole('button').getBoundingClientRect()]
    await expect(frame.height).toBeGreaterThan(200)
    await expect(Math.round(frame.top - button.bottom)).toBe(4)
  },
}

/** Where there is no room for a name, its end is cut, also in a page which is read from right to left. */
export const RightToLeft: Story = {
  render: (args) => (
    <div style={{ inlineSize: '9rem' }}>
      <App {...args} />
    </div>
  ),
  globals: { direction: 'rtl' },
  async play({ canvas }) {
    const name = await canvas.findByText('Llama 3.3 70B Instruct Turbo')
    await expect(name.scrollWidth).toBeGreaterThan(name.clientWidth)
    await expect(getComputedStyle(name).direction).toBe('ltr')
  },
}

const inAnApp: Decorator = (Story) => (
  <QueryClientProvider client={new QueryClient()}>
    <Story />
  </QueryClientProvider>
)

/** The models of the nearest `TogetherProvider`, through TanStack Query. */
export const FromTheServer: Story = {
  decorators: [inAnApp],
  parameters: { together: {} },
  render: ({ value, onValueChange }) => <TogetherModelPicker value={value} onValueChange={onValueChange} />,
  async play({ canvasElement, args }) {
    const { canvas } = await open(canvasElement)
    await waitFor(() => expect(canvas.getAllByRole('option')).toHaveLength(8))
    await userEvent.click(canvas.getByRole('option', { name: /Kimi/ }))
    await waitFor(() => expect(args.onValueChange).toHaveBeenCalledWith('moonshotai/Kimi-K2.6'))
  },
}

/** Refused once; then as the simulator answers. */
function createFlakyFetch(): Fetch {
  let requests = 0
  return async (input, init) => {
    requests += 1
    return requests === 1 ? new Response('{}', { status: 503 }) : fetch(input, init)
  }
}

export const TriesAgain: Story = {
  decorators: [inAnApp],
  parameters: { together: {} },
  render: function TriesAgain({ value, onValueChange }) {
    const [flaky] = useState(createFlakyFetch)
    return (
      <TogetherProvider fetch={flaky} maxRetries={0}>
        <TogetherModelPicker value={value} onValueChange={onValueChange} />
      </TogetherProvider>
    )
  },
  async play({ canvasElement }) {
    const { canvas, field } = await open(canvasElement)
    await canvas.findByText('The model is overloaded at the moment.')
    await userEvent.click(canvas.getByRole('button', { name: 'Try again' }))
    await waitFor(() => expect(canvas.getAllByRole('option')).toHaveLength(8))
    await waitFor(() => expect(field).toHaveFocus())
  },
}
