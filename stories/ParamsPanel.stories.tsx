import type { Decorator, Meta, StoryObj } from '@storybook/react-vite'
import { useState } from 'react'
import { expect, fn, userEvent, within } from 'storybook/test'
import { ParamsPanel, type ParamsPanelProps } from '../src/components/index.js'
import type { GenerationKwargs } from '../src/hooks/index.js'

const onPage: Decorator = (Story) => (
  <div className="tg-root" style={{ padding: '1rem' }}>
    <Story />
  </div>
)

/** An app which keeps the kwargs. */
function App({ value: initial, onValueChange, ...props }: ParamsPanelProps) {
  const [value, setValue] = useState(initial)
  const change = (kwargs: GenerationKwargs) => {
    onValueChange(kwargs)
    setValue(kwargs)
  }
  return <ParamsPanel {...props} value={value} onValueChange={change} />
}

const meta: Meta<typeof ParamsPanel> = {
  component: ParamsPanel,
  decorators: [onPage],
  args: { value: {}, onValueChange: fn() },
  render: (args) => <App {...args} />,
}
export default meta

type Story = StoryObj<typeof ParamsPanel>

export const AllDefaults: Story = {
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    await expect(canvas.getByRole('group', { name: 'Sampling parameters' })).toBeVisible()
    await expect(canvas.getByRole('slider', { name: 'Temperature' })).toHaveAttribute('aria-valuetext', 'Default')
    await expect(canvas.getByRole('combobox', { name: 'Reasoning effort' })).toHaveDisplayValue('Default')
  },
}

/** Keys which the panel does not know stay in the kwargs. */
export const Values: Story = {
  args: {
    value: {
      temperature: 0.3,
      top_p: 0.9,
      top_k: 40,
      max_tokens: 1024,
      stop: ['\n\n', 'User:'],
      seed: 42,
      reasoning_effort: 'high',
      response_format: { type: 'json_object' },
    },
  },
  async play({ canvasElement, args }) {
    const canvas = within(canvasElement)
    await userEvent.click(canvas.getByRole('button', { name: 'Reset Seed' }))
    await expect(args.onValueChange).toHaveBeenLastCalledWith({
      temperature: 0.3,
      top_p: 0.9,
      top_k: 40,
      max_tokens: 1024,
      stop: ['\n\n', 'User:'],
      reasoning_effort: 'high',
      response_format: { type: 'json_object' },
    })
    canvas.getByRole('slider', { name: 'Temperature' }).focus()
    await userEvent.keyboard('{ArrowRight}')
  },
}

/** What cannot be sent is kept as it was typed, and not passed on. */
export const Invalid: Story = {
  args: { parameters: ['temperature', 'max_tokens', 'seed'] },
  async play({ canvasElement, args }) {
    const canvas = within(canvasElement)
    const temperature = canvas.getByRole('spinbutton', { name: 'Temperature' })
    await userEvent.type(temperature, '7.5')
    await userEvent.type(canvas.getByRole('spinbutton', { name: 'Seed' }), 'lucky')
    await userEvent.tab()
    await expect(temperature).toHaveValue('7.5')
    await expect(temperature).toBeInvalid()
    await expect(temperature).toHaveAccessibleDescription(/Enter a number from 0 to 2\./)
    await expect(canvas.getByText('Enter a whole number.')).toBeVisible()
    await expect(args.onValueChange).not.toHaveBeenCalledWith({ temperature: 7.5 })
  },
}

/** `parameters` chooses and orders. */
export const FewParameters: Story = {
  args: { parameters: ['max_tokens', 'temperature', 'stop'] },
  async play({ canvasElement, args }) {
    const canvas = within(canvasElement)
    await userEvent.type(canvas.getByRole('spinbutton', { name: 'Maximum tokens' }), '300')
    await userEvent.click(canvas.getByRole('button', { name: 'Add a stop text' }))
    await userEvent.keyboard('END')
    await expect(args.onValueChange).toHaveBeenLastCalledWith({ max_tokens: 300, stop: ['END'] })
    await userEvent.click(canvas.getByRole('button', { name: 'Reset all' }))
    await expect(args.onValueChange).toHaveBeenLastCalledWith({})
    await expect(canvas.queryByRole('textbox')).toBeNull()
  },
}

export const Disabled: Story = {
  args: {
    value: { temperature: 0.3, stop: ['END'] },
    parameters: ['temperature', 'stop', 'reasoning'],
    disabled: true,
  },
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    await expect(canvas.getByRole('slider', { name: 'Temperature' })).toBeDisabled()
    await expect(canvas.getByRole('button', { name: 'Reset all' })).toBeDisabled()
  },
}
