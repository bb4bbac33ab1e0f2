import { screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { ChatMessage } from '../../../src/hooks/index.js'
import { reply, silence } from '../../../src/testing/index.js'
import { renderSimulated, renderStepped } from '../support.js'

const conversation = [ChatMessage.fromUser('First question'), ChatMessage.fromAssistant('First answer')]
const field = () => screen.getByRole('textbox', { name: 'Message' })

describe('A message', () => {
  it('names the group of its actions, and all of them can be focused', async () => {
    const { user } = renderSimulated({ script: [reply('Because.')] })
    await user.type(field(), 'Why?{Enter}')
    await screen.findByText('Because.')
    for (const [place, article] of screen.getAllByRole('article').entries()) {
      const label = article.getAttribute('aria-label')
      expect(label).toMatch(place === 0 ? /^You, / : /^Assistant, /)
      const group = within(article).getByRole('group', { name: `Actions: ${label}` })
      const buttons = within(group).getAllByRole('button')
      expect(buttons.map((button) => button.getAttribute('aria-label'))).toEqual([
        'Copy',
        place === 0 ? 'Edit' : 'Ask again',
      ])
      for (const button of buttons) expect(button).toHaveProperty('tabIndex', 0)
    }
  })

  it('keeps the name of its copy button when it was used', async () => {
    const { user } = renderStepped({ initialMessages: conversation })
    const [copy] = screen.getAllByRole('button', { name: 'Copy' }) as [HTMLElement]
    await user.click(copy)
    expect(copy).toHaveAccessibleName('Copy')
    expect(copy).toHaveFocus()
  })
})

describe('The composer', () => {
  it('takes text while an answer comes, and its button can be focused while there is nothing to send', async () => {
    const { user } = renderSimulated({ script: [silence(0)] })
    const button = screen.getByRole('button', { name: 'Send' })
    expect(button).toHaveAttribute('aria-disabled', 'true')
    expect(button).toBeEnabled()
    await user.tab()
    while (document.activeElement !== button) await user.tab()
    await user.type(field(), 'Why?{Enter}')
    expect(screen.getByRole('button', { name: 'Stop' })).toBe(button)
    await user.type(field(), 'The next one')
    expect(field()).toHaveValue('The next one')
    expect(field()).toBeEnabled()
  })
})
