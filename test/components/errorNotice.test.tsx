import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { english, type SwitchModelProps } from '../../src/components/index.js'
import { cut, reply, type SimulatorRequest, status } from '../../src/testing/index.js'
import { renderSimulated } from './support.js'

/** In s: long enough that a slow machine is through with what is done meanwhile. */
const wait = 4

async function fail(code: number, body?: object) {
  const headers = code === 429 ? { 'x-ratelimit-reset': String(wait) } : undefined
  const { user } = renderSimulated({ script: [status(code, { body, headers }), reply('Fine now.')] })
  await user.type(screen.getByRole('textbox'), 'Hello{Enter}')
  const text = await screen.findByText(/\S/, { selector: '.tg-error-text' })
  const notice = text.closest<HTMLElement>('.tg-error') as HTMLElement
  const buttons = within(notice)
    .getAllByRole('button')
    .map((button) => button.textContent)
  return { user, notice, text: text.textContent, buttons }
}

function Other({ error, retry }: SwitchModelProps) {
  return (
    <button type="button" onClick={() => retry('other/model')}>
      Use the other model ({error.code})
    </button>
  )
}

describe('ErrorNotice', () => {
  it.each([
    [401, 'authentication', ['Dismiss']],
    [402, 'credit', ['Dismiss']],
    [403, 'context-length', ['Edit', 'Dismiss']],
    [404, 'not-found', ['Dismiss']],
    [413, 'too-large', ['Edit', 'Dismiss']],
    [400, 'bad-request', ['Edit', 'Dismiss']],
    [500, 'server', ['Try again', 'Dismiss']],
    [503, 'overloaded', ['Try again', 'Dismiss']],
  ] as const)('says what %i means (%s) and what can be done', async (code, name, actions) => {
    const { notice, text, buttons } = await fail(code)
    expect(text).toContain(english.errorText(name))
    expect(buttons).toEqual(actions)
    expect(notice).toHaveAttribute('data-code', name)
    expect(notice).not.toHaveAttribute('role')
  })

  it('says when a busy model can be asked again', async () => {
    const { text } = await fail(429)
    expect(text).toBe(`Too many requests at the moment. It can be tried again in ${wait} s.`)
  })

  it('counts the wait down, and lets nobody try again before', async () => {
    const { user, notice } = await fail(429)
    const button = await within(notice).findByRole('button', { name: 'Try again' })
    expect(button).toHaveAttribute('aria-disabled', 'true')
    await user.click(button)
    expect(notice).toBeInTheDocument()
    await waitFor(() => expect(button).not.toHaveAttribute('aria-disabled'))
    expect(notice.querySelector('.tg-error-text')).toHaveTextContent('Too many requests at the moment.')
    await user.click(button)
    expect(await screen.findByText('Fine now.')).toBeInTheDocument()
  })

  it('tries again by itself where the reader asks for that', async () => {
    const { user, notice } = await fail(429)
    const toggle = await within(notice).findByRole('button', { name: 'Retry automatically' })
    expect(toggle).toHaveAttribute('aria-pressed', 'false')
    await user.click(toggle)
    expect(toggle).toHaveAttribute('aria-pressed', 'true')
    expect(await screen.findByText('Fine now.')).toBeInTheDocument()
    expect(screen.getByRole('log')).toHaveFocus()
  })

  it('does not try again by itself when the conversation went on', async () => {
    const { user, notice } = await fail(429)
    await user.click(await within(notice).findByRole('button', { name: 'Retry automatically' }))
    await user.type(screen.getByRole('textbox'), 'Something else{Enter}')
    expect(await screen.findByText('Fine now.')).toBeInTheDocument()
    await new Promise((resolve) => setTimeout(resolve, 1000 * wait + 500))
    expect(screen.getByText('Something else')).toBeInTheDocument()
    expect(screen.getAllByRole('article')).toHaveLength(4)
  })

  it('does not try again by itself unasked', async () => {
    const { notice } = await fail(429)
    await new Promise((resolve) => setTimeout(resolve, 1000 * wait + 500))
    expect(notice).toBeInTheDocument()
    expect(within(notice).queryByRole('button', { name: 'Retry automatically' })).toBeNull()
  })

  it('offers another model where the app has one, for the errors which it helps with', async () => {
    const models: string[] = []
    const script = ({ body }: SimulatorRequest) => {
      models.push(body.model)
      return models.length === 1 ? status(404) : reply('From the other one.')
    }
    const { user } = renderSimulated({ script }, { components: { SwitchModel: Other } })
    await user.type(screen.getByRole('textbox'), 'Hello{Enter}')
    await user.click(await screen.findByRole('button', { name: 'Use the other model (not-found)' }))
    expect(await screen.findByText('From the other one.')).toBeInTheDocument()
    expect(models.at(-1)).toBe('other/model')
    expect(screen.getByRole('log')).toHaveFocus()
  })

  it('offers no other model where that would not help', async () => {
    const { user } = renderSimulated({ script: [status(401)] }, { components: { SwitchModel: Other } })
    await user.type(screen.getByRole('textbox'), 'Hello{Enter}')
    await screen.findByRole('button', { name: 'Dismiss' })
    expect(screen.queryByRole('button', { name: /other model/ })).toBeNull()
  })

  it('shows the words of the server on demand, without deceiving characters', async () => {
    const { notice } = await fail(400, { error: { message: 'temperature\u202E is wrong' } })
    expect(within(notice).getByText(/temperature is wrong/)).toBeInTheDocument()
  })

  it('tries again without doubling the question', async () => {
    const { user } = await fail(500)
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByText('Fine now.')).toBeInTheDocument()
    expect(screen.getAllByRole('article')).toHaveLength(2)
    expect(screen.getByRole('log')).toHaveFocus()
  })

  it('opens the question for editing', async () => {
    const { user, notice } = await fail(413)
    await user.click(within(notice).getByRole('button', { name: 'Edit' }))
    const editor = await screen.findByRole('textbox', { name: 'Edit your message' })
    expect(editor).toHaveFocus()
    await user.clear(editor)
    await user.type(editor, 'Shorter{Enter}')
    expect(await screen.findByText('Fine now.')).toBeInTheDocument()
  })

  it('goes away when dismissed', async () => {
    const { user, notice } = await fail(500)
    await user.click(within(notice).getByRole('button', { name: 'Dismiss' }))
    expect(notice).not.toBeInTheDocument()
  })

  it('keeps what arrived of a reply that broke off, and offers to try again', async () => {
    const { user } = renderSimulated({ script: [{ ...cut(2), text: 'One two three four' }] })
    await user.type(screen.getByRole('textbox'), 'Hello{Enter}')
    expect(await screen.findByText(english.interrupted, { selector: '.tg-error-text' })).toBeInTheDocument()
    expect(screen.getAllByRole('article').at(-1)).toHaveAttribute('data-status', 'interrupted')
    expect(screen.getByText(/^One/)).toBeInTheDocument()
    expect(screen.getByRole('button', { name: 'Try again' })).toBeInTheDocument()
  })
})
