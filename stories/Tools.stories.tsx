import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent, waitFor } from 'storybook/test'
import { TogetherChat } from '../src/components/index.js'
import { reply, silence } from '../src/testing/index.js'
import { ask } from './support/ask.js'
import { inFrame } from './support/Stage.js'
import { simulate } from './support/simulate.js'
import { brokenWeather, slowWeather, weather, weatherIn } from './support/tools.js'

const meta: Meta<typeof TogetherChat> = {
  title: 'Tools',
  component: TogetherChat,
  parameters: { layout: 'fullscreen' },
  decorators: [inFrame],
}
export default meta

type Story = StoryObj<typeof TogetherChat>

const question = 'How is the weather in Lisbon?'

/** Three calls of one reply run side by side; the turn is one article. */
export const Parallel: Story = {
  args: { tools: [weather] },
  parameters: simulate(
    reply({ text: 'Let me look.', toolCalls: ['Lisbon', 'Oslo', 'Nairobi'].map(weatherIn) }),
    reply('**21 °C** in Lisbon, **4 °C** in Oslo, **24 °C** in Nairobi.'),
  ),
  async play({ canvasElement }) {
    const canvas = await ask(canvasElement, question)
    await canvas.findByText(/in Nairobi/)
    await waitFor(() => expect(canvas.getAllByText('Done')).toHaveLength(3))
    await expect(canvas.getAllByRole('article')).toHaveLength(2)
  },
}

export const Fails: Story = {
  args: { tools: [brokenWeather] },
  parameters: simulate(reply({ toolCalls: [weatherIn('Lisbon')] }), reply('The weather service does not answer.')),
  async play({ canvasElement }) {
    const canvas = await ask(canvasElement, question)
    await canvas.findByText('The weather service does not answer.')
    await userEvent.click(await canvas.findByText('get_weather'))
    await expect(await canvas.findByText('Failed')).toBeVisible()
    await waitFor(() => expect(canvas.getByText(/answered with 503/)).toBeVisible())
  },
}

export const TimesOut: Story = {
  args: { tools: [slowWeather(1200)] },
  parameters: simulate(reply({ toolCalls: [weatherIn('Lisbon')] }), reply('It took too long.')),
  async play({ canvasElement }) {
    const canvas = await ask(canvasElement, question)
    await canvas.findByText('It took too long.')
    await userEvent.click(await canvas.findByText('get_weather'))
    await waitFor(() => expect(canvas.getByText('The tool did not answer within 1.2 s.')).toBeVisible())
  },
}

/** The composer says what happens; a message written meanwhile waits. */
export const Running: Story = {
  args: { tools: [slowWeather()] },
  parameters: simulate(reply({ toolCalls: [weatherIn('Lisbon')] }), silence(0)),
  async play({ canvasElement }) {
    const canvas = await ask(canvasElement, question)
    await canvas.findByText('Running get_weather…')
    await expect(await canvas.findByText('Running')).toBeVisible()
    await ask(canvasElement, 'And tomorrow?')
    await expect(await canvas.findByRole('list', { name: 'Messages waiting' })).toHaveTextContent('And tomorrow?')
    await canvas.findByText(/^\d+ s$/)
  },
}

export const StoppedMeanwhile: Story = {
  args: { tools: [slowWeather()] },
  parameters: simulate(reply({ toolCalls: [weatherIn('Lisbon')] }), reply('Fine now.')),
  async play({ canvasElement }) {
    const canvas = await ask(canvasElement, question)
    await canvas.findByText('Running')
    await userEvent.click(await canvas.findByRole('button', { name: 'Stop' }))
    await canvas.findByText('Not run')
    await expect(await canvas.findByText('Stopped', { selector: 'p' })).toBeVisible()
    const again = await canvas.findByRole('button', { name: 'Try again' })
    await expect(canvas.queryByRole('button', { name: 'Continue' })).toBeNull()
    await userEvent.click(again)
    await canvas.findByText('Fine now.')
  },
}

/** Arguments which are no JSON do not run; the model is told, and mends them. */
export const InvalidArguments: Story = {
  args: { tools: [weather] },
  parameters: simulate(
    reply({ toolCalls: [{ name: 'get_weather', arguments: '{"city": "Lis' }] }),
    reply({ toolCalls: [weatherIn('Lisbon')] }),
    reply('21 °C.'),
  ),
  async play({ canvasElement }) {
    const canvas = await ask(canvasElement, question)
    await canvas.findByText('21 °C.')
    await waitFor(() => expect(canvas.getByText('Invalid arguments')).toBeVisible())
    await expect(await canvas.findByText('Done')).toBeVisible()
  },
}
