import '@testing-library/jest-dom/vitest'
import { render, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { type ComponentProps, createRef } from 'react'
import { describe, expect, it } from 'vitest'
import { ChatRoot, Choices } from '../../../src/components/index.js'
import { chatWith, type ExampleReply } from '../../../stories/support/choices.js'

const llama = 'meta-llama/Llama-3.3-70B-Instruct-Turbo'
const qwen = 'Qwen/Qwen3-235B-A22B-Instruct-2507-tput'

function renderReplies(replies: readonly ExampleReply[], props: Partial<ComponentProps<typeof Choices>> = {}) {
  const chat = chatWith(replies)
  const messageIds = replies.map((_, place) => `a${place}`)
  render(
    <ChatRoot chat={chat}>
      <Choices messageIds={messageIds} {...props} />
    </ChatRoot>,
  )
  return { chat, user: userEvent.setup() }
}

const headings = () => screen.getAllByRole('heading').map((heading) => heading.textContent)
const names = () => screen.getAllByRole('radio').map((option) => option.getAttribute('aria-label'))

describe('Replies of several requests', () => {
  it('are called by their models, and each shows what it used', () => {
    renderReplies([
      { text: 'Blue', model: llama, tokens: 312 },
      { text: 'Azure', model: qwen, tokens: 40 },
    ])
    expect(headings()).toEqual(['Llama-3.3-70B', 'Qwen3-235B-A22B-2507'])
    expect(names()).toEqual(['Llama-3.3-70B, 312 tokens, stop', 'Qwen3-235B-A22B-2507, 40 tokens, stop'])
    const first = screen.getByRole('group', { name: 'Llama-3.3-70B' })
    expect(within(first).getByText('312 tokens')).toBeInTheDocument()
  })

  it('are numbered where a model answered twice, or is not known', () => {
    renderReplies([
      { text: 'Blue', model: llama },
      { text: 'Azure', model: llama },
      { text: 'Cyan', model: qwen },
      { text: 'Sky', model: '' },
    ])
    expect(headings()).toEqual([
      'Choice 1, Llama-3.3-70B',
      'Choice 2, Llama-3.3-70B',
      'Qwen3-235B-A22B-2507',
      'Choice 4',
    ])
  })

  it('are numbered where all are by one model', () => {
    renderReplies([
      { text: 'Blue', model: llama },
      { text: 'Azure', model: llama },
    ])
    expect(headings()).toEqual(['Choice 1', 'Choice 2'])
  })

  it('have names without characters which deceive', () => {
    renderReplies([
      { text: 'Blue', model: 'a/good\u202Eeman' },
      { text: 'Azure', model: qwen },
    ])
    expect(headings()[0]).not.toContain('\u202E')
  })

  it('are picked as choices are', async () => {
    const { chat, user } = renderReplies([
      { text: 'Blue', model: llama },
      { text: 'Azure', model: qwen },
    ])
    await user.click(screen.getAllByRole('radio')[1] as HTMLElement)
    expect(chat.view().messageIds).toEqual(['q', 'a1'])
  })

  it('are left out when they are gone, and nothing is shown of none', () => {
    renderReplies([{ text: 'Blue' }], { messageIds: ['a0', 'gone'] })
    expect(headings()).toEqual(['Choice 1'])
    renderReplies([{ text: 'Blue' }], { messageIds: [] })
    expect(screen.getAllByRole('radiogroup')).toHaveLength(1)
  })

  it('take a class, a style and a ref', () => {
    const ref = createRef<HTMLDivElement>()
    renderReplies([{ text: 'Blue' }, { text: 'Azure' }], { className: 'mine', style: { color: 'red' }, ref })
    expect(ref.current).toHaveClass('tg-choices', 'mine')
    expect(ref.current).toHaveStyle({ color: 'rgb(255, 0, 0)' })
    expect(ref.current).toHaveAttribute('data-layout', 'columns')
  })
})

describe('Five replies', () => {
  it('scroll sideways in a region with a name', () => {
    Object.defineProperty(HTMLElement.prototype, 'clientWidth', { configurable: true, get: () => 1200 })
    try {
      renderReplies(['a', 'b', 'c', 'd', 'e'].map((text) => ({ text })))
      expect(screen.getByRole('group', { name: 'Choices' })).toHaveAttribute('tabindex', '0')
    } finally {
      Reflect.deleteProperty(HTMLElement.prototype, 'clientWidth')
    }
  })
})
