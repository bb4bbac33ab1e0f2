import type { Meta, StoryObj } from '@storybook/react-vite'
import type { FormEvent } from 'react'
import { expect, userEvent, waitFor, within } from 'storybook/test'
import { useTogetherGenerate } from '../src/hooks/index.js'
import { reply, status } from '../src/testing/index.js'

/** One prompt, two proposals: `useTogetherGenerate` in a form of an app's own. */
function NameForm() {
  const {
    generate,
    replies,
    status: state,
    error,
    stop,
  } = useTogetherGenerate({
    systemPrompt: 'You find names. Answer with the name alone.',
    generationKwargs: { n: 2, max_tokens: 32 },
  })
  const isBusy = state === 'pending' || state === 'streaming'

  function onSubmit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    void generate(String(new FormData(event.currentTarget).get('subject')))
  }

  return (
    <form onSubmit={onSubmit} style={{ display: 'grid', gap: '0.75rem', maxInlineSize: '24rem' }}>
      <label style={{ display: 'grid', gap: '0.25rem' }}>
        A name for
        <input name="subject" required={true} defaultValue="a cat" style={{ font: 'inherit', padding: '0.5rem' }} />
      </label>
      <div style={{ display: 'flex', gap: '0.5rem' }}>
        <button type="submit">Propose</button>
        <button type="button" onClick={stop} disabled={!isBusy}>
          Stop
        </button>
      </div>
      <output aria-busy={isBusy} style={{ whiteSpace: 'pre-line' }}>
        {replies.map((text, place) => `${place + 1}. ${text}`).join('\n')}
      </output>
      {error && <p role="alert">{error.code === 'rate-limit' ? 'Too many requests. Wait a moment.' : error.message}</p>}
    </form>
  )
}

const meta: Meta<typeof NameForm> = {
  title: 'GenerateForm',
  component: NameForm,
  decorators: [
    (Story) => (
      <div className="tg-root" style={{ padding: '1rem' }}>
        <Story />
      </div>
    ),
  ],
}
export default meta

type Story = StoryObj<typeof NameForm>

export const TwoProposals: Story = {
  parameters: { together: { tokensPerSecond: Number.POSITIVE_INFINITY, script: [reply('Miezi')] } },
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    await userEvent.click(canvas.getByRole('button', { name: 'Propose' }))
    await waitFor(() => expect(canvas.getByRole('status')).toHaveTextContent('1. Miezi 2. Miezi'))
    await waitFor(() => expect(canvas.getByRole('status')).toHaveAttribute('aria-busy', 'false'))
  },
}

export const Refused: Story = {
  parameters: { together: { script: [status(401)] } },
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    await userEvent.click(canvas.getByRole('button', { name: 'Propose' }))
    await expect(await canvas.findByRole('alert')).toHaveTextContent(/key/)
  },
}

export const Stops: Story = {
  parameters: { together: { tokensPerSecond: 5 } },
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    await userEvent.click(canvas.getByRole('button', { name: 'Propose' }))
    await waitFor(() => expect(canvas.getByRole('status')).toHaveTextContent(/1\. \S/))
    await userEvent.click(canvas.getByRole('button', { name: 'Stop' }))
    await waitFor(() => expect(canvas.getByRole('status')).toHaveAttribute('aria-busy', 'false'))
    await expect(canvas.queryByRole('alert')).toBeNull()
  },
}
