import { screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { english } from '../../src/components/index.js'
import { cut, reply, status } from '../../src/testing/index.js'
import { renderSimulated } from './support.js'

async function fail(code: number, body?: object) {
  const { user } = renderSimulated({ script: [status(code, body ? { body } : {}), reply('Fine now.')] })
  await user.type(screen.getByRole('textbox'), 'Hello{Enter}')
  const text = await screen.findByText(/\S/, { selector: '.tg-error-text' })
  const notice = text.closest<HTMLElement>('.tg-error') as HTMLElement
  const buttons = within(notice)
    .getAllByRole('button')
    .map((button) => button.textContent)
  return { user, notice, text: text.textContent, buttons }
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
    expect(text).toBe('Too many requests at the moment. It can be tried again in 1 s.')
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
    const editor = screen.getByRole('textbox', { name: 'Edit your message' })
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
