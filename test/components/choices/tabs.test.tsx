import '@testing-library/jest-dom/vitest'
import { render, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ChatRoot, Choices, TogetherChat } from '../../../src/components/index.js'
import { completeChunk } from '../../../src/core/stream/StreamingChunk.js'
import { type ChatTransport, createChat, Tool } from '../../../src/hooks/index.js'
import { chatWith, together } from '../../../stories/support/choices.js'

// jsdom lays nothing out.
beforeEach(() => {
  Object.defineProperty(HTMLElement.prototype, 'clientWidth', { configurable: true, get: () => 358 })
})
afterEach(() => {
  Reflect.deleteProperty(HTMLElement.prototype, 'clientWidth')
})

const tab = (name: RegExp | string) => screen.getByRole('tab', { name })
const option = (name: RegExp) => screen.getByRole('radio', { name })

function renderTabs() {
  const chat = chatWith(['Red', 'Green', 'Blue'].map((text) => ({ text, createdAt: together })))
  render(
    <ChatRoot chat={chat}>
      <Choices messageIds={['a0', 'a1', 'a2']} />
    </ChatRoot>,
  )
  return { chat, user: userEvent.setup() }
}

describe('Choices in a narrow chat', () => {
  it('are tabs, the picked one in front; all of them are in the document', () => {
    renderTabs()
    expect(screen.getAllByRole('tab').map((each) => each.getAttribute('aria-selected'))).toEqual([
      'true',
      'false',
      'false',
    ])
    const panel = screen.getByRole('tabpanel')
    expect(panel).toHaveTextContent('Red')
    expect(panel).toHaveAccessibleName(/^Choice 1/)
    expect(tab(/^Choice 1/)).toHaveAttribute('aria-controls', panel.id)
    expect(screen.getAllByRole('tabpanel', { hidden: true })).toHaveLength(3)
    expect(screen.getByText('Blue')).toBeInTheDocument()
  })

  it('are looked at without being picked', async () => {
    const { chat, user } = renderTabs()
    await user.click(tab('Choice 3'))
    expect(screen.getByRole('tabpanel')).toHaveTextContent('Blue')
    expect(chat.view().messageIds.at(-1)).toBe('a0')
    await user.click(within(screen.getByRole('tabpanel')).getByRole('button', { name: 'Go on with this one' }))
    expect(chat.view().messageIds.at(-1)).toBe('a2')
    expect(tab('Choice 3 Chosen')).toHaveAttribute('aria-selected', 'true')
  })

  it('are one tab stop, gone through by arrows, Home and End', async () => {
    const { chat, user } = renderTabs()
    await user.tab()
    expect(tab(/^Choice 1/)).toHaveFocus()
    await user.keyboard('{ArrowRight}')
    expect(tab('Choice 2')).toHaveFocus()
    expect(screen.getByRole('tabpanel')).toHaveTextContent('Green')
    await user.keyboard('{End}')
    expect(tab('Choice 3')).toHaveFocus()
    await user.keyboard('{ArrowRight}')
    expect(tab(/^Choice 1/)).toHaveFocus()
    await user.keyboard('{ArrowLeft}{Home}{ArrowDown}')
    expect(tab(/^Choice 1/)).toHaveFocus()
    expect(chat.view().messageIds.at(-1)).toBe('a0')
    await user.tab()
    expect(option(/^Choice 1/)).toHaveFocus()
  })

  it('are picked by arrows too: what is picked comes to the front with the focus', async () => {
    const { chat, user } = renderTabs()
    option(/^Choice 1/).focus()
    await user.keyboard('{ArrowDown}')
    expect(option(/^Choice 2/)).toHaveFocus()
    expect(option(/^Choice 2/)).toBeChecked()
    expect(screen.getByRole('tabpanel')).toHaveTextContent('Green')
    expect(chat.view().messageIds.at(-1)).toBe('a1')
  })

  it('have nothing to scroll apart', () => {
    renderTabs()
    expect(screen.queryByRole('button', { name: 'Scroll apart' })).toBeNull()
  })
})

it('come to the front by F8 where a tool of theirs needs approval', async () => {
  const tool = new Tool({ name: 'look', description: 'Looks', parameters: {}, needsApproval: true, execute: () => '' })
  const transport: ChatTransport = {
    async *stream() {
      const toolCalls = [{ index: 0, id: 'call', toolName: 'look', arguments: '{}', extra: null }]
      yield completeChunk({ toolCalls, meta: { index: 0, finish_reason: 'tool_calls' }, finishReason: 'tool_calls' })
      yield completeChunk({ content: 'Green', meta: { index: 1, finish_reason: 'stop' }, finishReason: 'stop' })
    },
  }
  const chat = createChat({ transport, tools: [tool], generationKwargs: { n: 2 } })
  const user = userEvent.setup()
  render(<TogetherChat chat={chat} />)
  await user.type(screen.getByRole('textbox', { name: 'Message' }), 'Look{Enter}')
  await screen.findByRole('button', { name: 'Review' })
  await user.click(await screen.findByRole('tab', { name: 'Choice 2' }))
  expect(screen.queryByRole('group', { name: 'Allow look to run?' })).toBeNull()
  await user.keyboard('{F8}')
  expect(await screen.findByRole('group', { name: 'Allow look to run?' })).toHaveFocus()
  expect(tab(/^Choice 1/)).toHaveAttribute('aria-selected', 'true')
})
