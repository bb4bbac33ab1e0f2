import '@testing-library/jest-dom/vitest'
import { render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { LogprobText } from '../../../src/components/index.js'
import { ChatMessage } from '../../../src/hooks/index.js'

const logprobs = {
  tokens: ['The', ' lake', '\n', '\u202ex'],
  token_logprobs: [Math.log(0.95), Math.log(0.5), Math.log(0.2), null],
  top_logprobs: [{ The: Math.log(0.95) }, { ' lake': Math.log(0.5), ' sea': Math.log(0.25) }, null, null],
}

function focused(): Element {
  return document.activeElement ?? document.body
}

describe('LogprobText', () => {
  it('is one tab stop in which the arrow keys move', async () => {
    const user = userEvent.setup()
    render(<LogprobText logprobs={logprobs} />)
    await user.tab()
    expect(focused()).toHaveTextContent('The')
    await user.keyboard('{ArrowRight}')
    expect(focused()).toHaveTextContent('lake')
    expect(focused()).toHaveAccessibleDescription('␣lake 50 % Other candidates ␣sea 25 %')
    await user.keyboard('{ArrowDown}')
    expect(focused()).toHaveAccessibleDescription('⏎ 20 %')
    await user.keyboard('{End}')
    expect(focused()).toHaveAccessibleDescription('x Probability not known')
    await user.tab()
    expect(focused()).toBe(document.body)
    await user.tab({ shift: true })
    expect(focused()).toHaveTextContent('x')
  })

  it('marks each token by its probability', () => {
    const { container } = render(<LogprobText logprobs={logprobs} />)
    const marks = [...container.querySelectorAll<HTMLElement>('[data-place]')].map(({ dataset }) => dataset.confidence)
    expect(marks).toEqual(['high', 'low', 'very-low', 'unknown'])
    expect(screen.getByRole('list', { name: 'How likely each token was' })).toHaveTextContent('under 30 %not known')
  })

  it('shows the facts of the token under the pointer', async () => {
    render(<LogprobText logprobs={logprobs} />)
    await userEvent.hover(screen.getByText('lake'))
    expect(screen.getByText('␣sea')).toBeInTheDocument()
  })

  it('is the plain text of a message without logprobs, or with those of another text', () => {
    const { container, rerender } = render(<LogprobText message={{ message: ChatMessage.fromAssistant('A\u202eB') }} />)
    expect(container.firstElementChild).toHaveAttribute('data-state', 'plain')
    expect(container).toHaveTextContent(/^AB$/)
    rerender(<LogprobText message={{ message: ChatMessage.fromAssistant('Other', { meta: { logprobs } }) }} />)
    expect(container).toHaveTextContent(/^Other$/)
    rerender(<LogprobText />)
    expect(container).toHaveTextContent(/^$/)
  })

  it('shows the tokens of a message as its text', () => {
    const text = 'The lake\n\u202ex'
    render(<LogprobText message={{ message: ChatMessage.fromAssistant(text, { meta: { logprobs } }) }} />)
    expect(screen.getByRole('group').textContent).toBe('The lake\nx')
  })

  it('changes two of 5,000 tokens when the focus moves', async () => {
    const many = { tokens: Array.from({ length: 5000 }, (_, place) => `${place} `), token_logprobs: [] }
    const { container } = render(<LogprobText logprobs={many} />)
    await userEvent.tab()
    const changed = new Set<string | null>()
    const observer = new MutationObserver((records) => {
      for (const { target } of records) changed.add(target.textContent)
    })
    observer.observe(screen.getByRole('group'), { subtree: true, childList: true, attributes: true })
    await userEvent.keyboard('{End}')
    await Promise.resolve()
    observer.disconnect()
    expect([...changed].sort()).toEqual(['0 ', '4999 '])
    expect(container.querySelectorAll('[tabindex="0"]')).toHaveLength(1)
  })
})
