import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent, waitFor, within } from 'storybook/test'
import { reply, status } from '../src/testing/index.js'
import { BookingForm } from './recipes/BookingForm.js'
import bookingSource from './recipes/BookingForm.tsx?raw'
import { BrandChat } from './recipes/BrandChat.js'
import brandSource from './recipes/BrandChat.tsx?raw'
import { BubbleChat } from './recipes/BubbleChat.js'
import bubbleSource from './recipes/BubbleChat.tsx?raw'
import brandStyles from './recipes/brand.css?raw'
import bubbleStyles from './recipes/bubbles.css?raw'
import { HooksChat } from './recipes/HooksChat.js'
import hooksSource from './recipes/HooksChat.tsx?raw'
import './recipes/chat.css'
import { PartsChat } from './recipes/PartsChat.js'
import partsSource from './recipes/PartsChat.tsx?raw'
import { published } from './recipes/published.js'
import { WeatherChat } from './recipes/WeatherChat.js'
import weatherSource from './recipes/WeatherChat.tsx?raw'
import { WriterChat } from './recipes/WriterChat.js'
import writerSource from './recipes/WriterChat.tsx?raw'
import { ask } from './support/ask.js'
import { inFrame } from './support/Stage.js'
import { fast } from './support/simulate.js'
import { weatherIn } from './support/tools.js'

const meta: Meta = {
  title: 'Recipes',
  parameters: {
    layout: 'fullscreen',
    together: { ...fast, script: [reply('It is *so*.'), reply('Still so.')] },
    docs: { description: { component: 'Whole chats and forms to begin from, each in a file or two.' } },
  },
  decorators: [inFrame],
}
export default meta

const shows = (code: string, styles?: Readonly<Record<string, string>>) => ({
  docs: { source: { code: published(code, styles), language: 'tsx' } },
})

/** A whole chat of one's own in 30 lines, from the hooks alone. */
export const FromTheHooks: StoryObj = {
  render: () => <HooksChat />,
  parameters: shows(hooksSource),
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    await ask(canvasElement, 'Why?')
    await canvas.findByText('It is *so*.')
    await expect(canvas.getByText('Why?')).toHaveAttribute('data-role', 'user')
  },
}

/** The same from the unstyled parts, with everything that the kit knows about keys, scrolling and screen readers. */
export const FromTheParts: StoryObj = {
  render: () => <PartsChat />,
  parameters: {
    ...shows(partsSource),
    together: { ...fast, script: [reply('It is *so*.'), reply('Still so.'), status(401)] },
  },
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    await ask(canvasElement, 'Why?')
    await expect((await canvas.findByText('so')).tagName).toBe('EM')
    await userEvent.click(await canvas.findByRole('button', { name: 'Ask again' }))
    await canvas.findByText('Still so.')
    await expect(canvas.getByRole('log')).toHaveAccessibleName('Messages')
    await userEvent.click(await canvas.findByRole('button', { name: 'Ask again' }))
    await canvas.findByText(/did not accept this site’s key/, { selector: 'article *' })
  },
}

/** Messages in clothes of your own: the kit's message inside of yours. */
export const Bubbles: StoryObj = {
  render: () => <BubbleChat />,
  parameters: shows(bubbleSource, { 'bubbles.css': bubbleStyles }),
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    await userEvent.click(canvas.getByRole('button', { name: 'What is a relay?' }))
    await canvas.findByText('so')
    const [question, answer] = await canvas.findAllByRole('article')
    await expect(question).toHaveClass('tg-message', 'said-message')
    await waitFor(() => expect(answer).toHaveAttribute('data-status', 'complete'))
    await expect(await canvas.findByRole('button', { name: 'Ask again' })).toBeInTheDocument()
  },
}

/** A card for the results of one tool. */
export const ToolCard: StoryObj = {
  render: () => <WeatherChat />,
  parameters: {
    ...shows(weatherSource),
    together: { ...fast, script: [reply({ toolCalls: [weatherIn('Lisbon')] }), reply('A day for the beach.')] },
  },
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    await userEvent.click(canvas.getByRole('button', { name: 'How is the weather in Lisbon?' }))
    await canvas.findByText('A day for the beach.')
    await expect(await canvas.findByRole('region', { name: 'Weather in Lisbon' })).toHaveTextContent('21 °C')
  },
}

/** Another composer, which still has the draft, the keys and the button of the kit's. */
export const OwnComposer: StoryObj = {
  render: () => <WriterChat />,
  parameters: shows(writerSource),
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    const field = canvas.getByRole('textbox', { name: 'Message' })
    await userEvent.click(canvas.getByRole('button', { name: 'Translate' }))
    await waitFor(() => expect(field).toHaveFocus())
    await userEvent.type(field, 'Bom dia')
    await expect(await canvas.findByText(/31 characters/)).toBeVisible()
    await userEvent.keyboard('{Enter}')
    await canvas.findByText('so')
    await waitFor(() => expect(field).toHaveValue(''))
  },
}

/** A brand in 15 tokens. */
export const DarkBrand: StoryObj = {
  render: () => <BrandChat />,
  parameters: shows(brandSource, { 'brand.css': brandStyles }),
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    await userEvent.click(canvas.getByRole('button', { name: 'What grows in the shade?' }))
    await canvas.findByText('so')
    const root = canvasElement.querySelector('.tg-root') as HTMLElement
    await expect(getComputedStyle(root).backgroundColor).toBe('rgb(16, 33, 27)')
  },
}

/** Structured output: the fields fill while the model writes, and a person corrects them. */
export const FormFromAText: StoryObj = {
  render: () => <BookingForm />,
  parameters: {
    ...shows(bookingSource),
    together: { ...fast, script: [reply('{"city": "Lisbon", "nights": 3, "breakfast": true}')] },
  },
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    await userEvent.type(canvas.getByRole('textbox', { name: /Where to/ }), 'Three nights in Lisbon, with breakfast')
    await userEvent.click(canvas.getByRole('button', { name: 'Fill in' }))
    await canvas.findByText('Filled in. Is it right?')
    await expect(canvas.getByRole('textbox', { name: 'City' })).toHaveValue('Lisbon')
    await expect(canvas.getByRole('checkbox', { name: 'With breakfast' })).toBeChecked()
    const nights = canvas.getByRole('spinbutton', { name: 'Nights' })
    await userEvent.clear(nights)
    await userEvent.type(nights, '4')
    await expect(nights).toHaveValue(4)
  },
}
