import { screen, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { MarkdownProps, MessageProps, ToolCallProps } from '../../src/components/index.js'
import { ChatMessage } from '../../src/hooks/index.js'
import { reply } from '../../src/testing/index.js'
import { renderSimulated } from './support.js'

const conversation = [
  ChatMessage.fromUser('First question'),
  ChatMessage.fromAssistant('First answer'),
  ChatMessage.fromUser('Second question'),
  ChatMessage.fromAssistant('Second answer'),
]
const failed = 'This message could not be shown.'

function BrokenMarkdown({ text }: MarkdownProps) {
  if (text === 'First answer') throw new Error('broken')
  return <p>{text}</p>
}

function BrokenMessage({ messageIds }: MessageProps) {
  if (messageIds[0]?.endsWith('-1')) throw new Error('broken')
  return <article>{messageIds[0]}</article>
}

/** Until the text is whole. */
function HalfBrokenMarkdown({ text }: MarkdownProps) {
  if (!text.endsWith('.')) throw new Error('broken')
  return <p>{text}</p>
}

function BrokenCard(_: ToolCallProps): never {
  throw 'not even an Error'
}

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
})
afterEach(() => {
  vi.restoreAllMocks()
})

describe('Faults while rendering', () => {
  it('R07 a component throws while rendering a message: the others and the input stay usable', async () => {
    const { user } = renderSimulated(
      { script: [reply('Third answer')] },
      { initialMessages: conversation, components: { Markdown: BrokenMarkdown } },
    )
    expect(screen.getAllByText(failed)).toHaveLength(1)
    expect(screen.getByText('First question')).toBeInTheDocument()
    expect(screen.getByText('Second answer')).toBeInTheDocument()
    await user.type(screen.getByRole('textbox'), 'Third question{Enter}')
    expect(await screen.findByText('Third answer')).toBeInTheDocument()
    expect(screen.getByRole('textbox')).toHaveFocus()
    expect(screen.getAllByText(failed)).toHaveLength(1)
  })

  it('R07 stands around a Message of the app too', () => {
    renderSimulated({}, { initialMessages: conversation, components: { Message: BrokenMessage } })
    expect(screen.getAllByText(failed)).toHaveLength(1)
    expect(screen.getAllByRole('article')).toHaveLength(3)
    expect(screen.getByRole('textbox')).toBeInTheDocument()
  })

  it('R07 names the broken message, so that it can be found', () => {
    renderSimulated({}, { initialMessages: conversation, components: { Markdown: BrokenMarkdown } })
    const article = screen.getByText(failed).closest('article') as HTMLElement
    expect(article).toHaveAccessibleName('Assistant')
    expect(within(article).queryByText('First answer')).toBeNull()
  })

  it('R07 tries a message again in its final state', async () => {
    const { user } = renderSimulated(
      { script: [reply('Half of it. And the whole.')] },
      { components: { Markdown: HalfBrokenMarkdown } },
    )
    await user.type(screen.getByRole('textbox'), 'Why?{Enter}')
    expect(await screen.findByText('Half of it. And the whole.')).toBeInTheDocument()
    expect(screen.queryByText(failed)).toBeNull()
  })

  it('R07 holds for a card which throws no Error, with the text of its turn', async () => {
    const origin = { toolName: 'get_weather', arguments: {}, id: 'call_1' }
    const initialMessages = [
      ChatMessage.fromUser('Weather?'),
      ChatMessage.fromAssistant(null, { toolCalls: [origin] }),
      ChatMessage.fromTool('21', origin),
      ChatMessage.fromAssistant('21 °C'),
    ]
    const { user } = renderSimulated(
      { script: [reply('Still here.')] },
      { initialMessages, components: { ToolCall: BrokenCard } },
    )
    expect(screen.getByText('Weather?')).toBeInTheDocument()
    await user.type(screen.getByRole('textbox'), 'And now?{Enter}')
    expect(await screen.findByText('Still here.')).toBeInTheDocument()
  })
})
