import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent, waitFor, within } from 'storybook/test'
import { reply, type SimulatorRequest, silence, status } from '../src/testing/index.js'
import { CompareModels } from './recipes/CompareModels.js'
import source from './recipes/CompareModels.tsx?raw'
import { ask } from './support/ask.js'
import { inFrame } from './support/Stage.js'
import { fast } from './support/simulate.js'

/** Each model says who it is. */
const named = ({ body }: SimulatorRequest) => reply({ text: `I am **${body.model}**, I think.`, reasoning: '' })

const meta: Meta = {
  title: 'Compare models',
  render: () => <CompareModels />,
  parameters: {
    layout: 'fullscreen',
    together: { ...fast, script: named },
    docs: { source: { code: source, language: 'tsx' } },
  },
  decorators: [inFrame],
}
export default meta

async function asked(canvasElement: HTMLElement) {
  const canvas = await ask(canvasElement, 'Who are you?')
  await canvas.findByRole('radiogroup')
  return canvas
}

/** The same prompt goes to both; each reply has its own name, speed and tokens. */
export const TwoModels: StoryObj = {
  async play({ canvasElement }) {
    const canvas = await asked(canvasElement)
    const small = await canvas.findByRole('group', { name: 'gpt-oss-20b' })
    const large = await canvas.findByRole('group', { name: 'DeepSeek-V3.1' })
    await within(small).findByText('openai/gpt-oss-20b', { selector: 'strong' })
    await within(large).findByText('deepseek-ai/DeepSeek-V3.1', { selector: 'strong' })
    await within(small).findByText(/tokens$/, { selector: 'summary bdi' })
    await within(large).findByText(/tokens$/, { selector: 'summary bdi' })
    await expect(await canvas.findByRole('radio', { name: /^gpt-oss-20b/ })).toBeChecked()
    // Each says its readings once: below them nothing repeats those of the one which is picked.
    await waitFor(() => expect(canvas.getAllByText('15 tokens')).toHaveLength(1))
  },
}

/** Both stream at once. */
export const Streaming: StoryObj = {
  parameters: { together: { ...fast, script: [silence(60), silence(60)] } },
  async play({ canvasElement }) {
    const canvas = await asked(canvasElement)
    for (const name of ['gpt-oss-20b', 'DeepSeek-V3.1']) {
      const column = await canvas.findByRole('group', { name })
      await waitFor(() => expect(column).toHaveAttribute('data-status', 'streaming'))
    }
  },
}

/** The reply which is picked is the one which both go on with. */
export const PickedTheOther: StoryObj = {
  async play({ canvasElement }) {
    const canvas = await asked(canvasElement)
    const large = await canvas.findByRole('group', { name: 'DeepSeek-V3.1' })
    await userEvent.click(await within(large).findByRole('button', { name: 'Go on with this one' }))
    await ask(canvasElement, 'Really?')
    await waitFor(() => expect(canvas.getAllByRole('article')).toHaveLength(4))
    await waitFor(() => expect(canvas.getAllByRole('article').at(-1)).toHaveAttribute('data-status', 'complete'))
  },
}

/** One model is overloaded: it says so in its place, the other has answered. */
export const OneFails: StoryObj = {
  parameters: {
    together: {
      ...fast,
      script: (request: SimulatorRequest) =>
        request.body.model === 'openai/gpt-oss-20b' ? named(request) : status(402),
    },
  },
  async play({ canvasElement }) {
    const canvas = await asked(canvasElement)
    const small = await canvas.findByRole('group', { name: 'gpt-oss-20b' })
    await within(small).findByText('openai/gpt-oss-20b', { selector: 'strong' })
    await canvas.findByText('The account behind this chat has no credit left.')
  },
}
