import { act, screen, waitFor, within } from '@testing-library/react'
import { createRef, StrictMode } from 'react'
import { renderToString } from 'react-dom/server'
import { describe, expect, it, vi } from 'vitest'
import { type MarkdownProps, TogetherChat } from '../../src/components/index.js'
import { ChatMessage } from '../../src/hooks/index.js'
import { reply, status } from '../../src/testing/index.js'
import { nextFrame, renderSimulated, renderStepped } from './support.js'

const conversation = [ChatMessage.fromUser('First question'), ChatMessage.fromAssistant('First answer')]
const articles = () => screen.getAllByRole('article')
const announced = () => [...document.querySelectorAll('[aria-live]:not([role])')].map((region) => region.textContent)

describe('TogetherChat', () => {
  it('asks, streams and settles', async () => {
    const { user, streams } = renderStepped()
    await user.type(screen.getByRole('textbox'), 'Why?{Enter}')
    const [question, answer] = articles()
    expect(question).toHaveAttribute('data-role', 'user')
    expect(answer).toHaveAttribute('data-status', 'pending')
    expect(answer).toHaveAttribute('aria-busy', 'true')
    await act(() => streams[0]?.text('Because **of** it') ?? Promise.resolve())
    await nextFrame()
    expect(articles()[1]).toHaveAttribute('data-status', 'streaming')
    expect(within(answer as HTMLElement).getByText('of').tagName).toBe('STRONG')
    await act(() => streams[0]?.finish() ?? Promise.resolve())
    expect(articles()[1]).toHaveAttribute('data-status', 'complete')
    expect(articles()[1]).not.toHaveAttribute('aria-busy')
    expect(screen.getByText('5 tokens')).toBeInTheDocument()
  })

  it('is a silent log with a name, and articles named by author and time', async () => {
    const { user } = renderSimulated({ script: [reply('Yes.')] })
    await user.type(screen.getByRole('textbox'), 'Why?{Enter}')
    await screen.findByText('Yes.')
    expect(screen.getByRole('log', { name: 'Messages' })).toHaveAttribute('aria-live', 'off')
    expect(articles()[0]).toHaveAccessibleName(/^You, .*\d/)
    expect(articles()[1]).toHaveAccessibleName(/^Assistant, .*\d/)
  })

  it('renders no settled row again while another streams', async () => {
    const renders = new Map<string, number>()
    function Counted({ text }: MarkdownProps) {
      renders.set(text, (renders.get(text) ?? 0) + 1)
      return <p>{text}</p>
    }
    const { user, streams } = renderStepped({ initialMessages: conversation, components: { Markdown: Counted } })
    await user.type(screen.getByRole('textbox'), 'Second question{Enter}')
    const before = renders.get('First answer')
    for (const word of ['One', ' two', ' three', ' four']) {
      await act(() => streams[0]?.text(word) ?? Promise.resolve())
      await nextFrame()
    }
    await act(() => streams[0]?.finish() ?? Promise.resolve())
    expect(screen.getByText('One two three four')).toBeInTheDocument()
    expect(renders.get('First answer')).toBe(before)
    expect(before).toBe(1)
  })

  it('goes through the versions of an answer, and keeps the focus on the button', async () => {
    const { user } = renderSimulated({ script: [reply('Second answer')] }, { initialMessages: conversation })
    await user.click(screen.getByRole('button', { name: 'Ask again' }))
    await screen.findByText('Second answer')
    const previous = screen.getByRole('button', { name: 'Previous version' })
    expect(within(screen.getByRole('group', { name: 'Versions' })).getByText('2 of 2')).toBeInTheDocument()
    await user.click(previous)
    expect(screen.getByText('First answer')).toBeInTheDocument()
    expect(screen.getByText('1 of 2')).toBeInTheDocument()
    expect(previous).toHaveFocus()
    expect(previous).toHaveAttribute('aria-disabled', 'true')
  })

  it('edits a question in its place, and leaves it on Escape', async () => {
    const { user } = renderSimulated({ script: [reply('Other answer')] }, { initialMessages: conversation })
    await user.click(screen.getByRole('button', { name: 'Edit' }))
    const editor = await screen.findByRole('textbox', { name: 'Edit your message' })
    expect(editor).toHaveFocus()
    await user.keyboard('{Escape}')
    expect(screen.queryByRole('textbox', { name: 'Edit your message' })).toBeNull()
    expect(articles()[0]).toHaveFocus()
    await user.click(screen.getByRole('button', { name: 'Edit' }))
    await user.keyboard(' again{Enter}')
    expect(await screen.findByText('Other answer')).toBeInTheDocument()
    expect(screen.getByText('First question again')).toBeInTheDocument()
  })

  it('shows what a model thinks: open meanwhile, then one line', async () => {
    const { user, streams } = renderStepped()
    await user.type(screen.getByRole('textbox'), 'Why?{Enter}')
    await act(() => streams[0]?.reasoning('Hmm, let me see') ?? Promise.resolve())
    await nextFrame()
    expect(screen.getByText('Thinking…').closest('details')).toHaveAttribute('open')
    await act(() => streams[0]?.text('So.') ?? Promise.resolve())
    await nextFrame()
    expect(screen.getByText(/^Thought for \d+ s$/).closest('details')).not.toHaveAttribute('open')
  })

  it('shows a turn with tools as one article', async () => {
    const origin = { toolName: 'get_weather', arguments: { city: 'Lisbon' }, id: 'call_1' }
    renderStepped({
      initialMessages: [
        ChatMessage.fromUser('How is the weather?'),
        ChatMessage.fromAssistant(null, { toolCalls: [origin] }),
        ChatMessage.fromTool('{"temperature":\u202E21}', origin),
        ChatMessage.fromAssistant('21 °C'),
      ],
    })
    expect(articles()).toHaveLength(2)
    expect(await screen.findByText('Done')).toBeInTheDocument()
    expect(screen.getByRole('group', { name: 'Result', hidden: true })).toHaveTextContent('{ "temperature": 21 }')
  })

  it('shows tool calls as they arrive', async () => {
    const { user, streams } = renderStepped()
    await user.type(screen.getByRole('textbox'), 'Weather?{Enter}')
    await act(
      () => streams[0]?.toolCall({ id: 'a', name: 'get_weather', arguments: '{"city":"Lis' }) ?? Promise.resolve(),
    )
    await nextFrame()
    expect(screen.getByText('Preparing')).toBeInTheDocument()
    expect(screen.getByText('{"city":"Lis')).toBeInTheDocument()
    await act(() => streams[0]?.toolCall({ arguments: 'bon"}' }) ?? Promise.resolve())
    await act(() => streams[0]?.finish({ finishReason: 'tool_calls' }) ?? Promise.resolve())
    expect(screen.getByText('Ready')).toBeInTheDocument()
  })

  it('keeps a message which cannot be rendered away from the others', () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    function Broken({ text }: MarkdownProps) {
      if (text === 'First answer') throw new Error('broken')
      return <p>{text}</p>
    }
    renderStepped({ initialMessages: conversation, components: { Markdown: Broken } })
    expect(screen.getByText('This message could not be shown.')).toBeInTheDocument()
    expect(screen.getByText('First question')).toBeInTheDocument()
    vi.restoreAllMocks()
  })

  it('sends a suggestion', async () => {
    const { user } = renderSimulated({ script: [reply('Sure.')] }, { suggestions: [{ label: 'Go', prompt: 'Go on.' }] })
    await user.click(screen.getByRole('button', { name: 'Go' }))
    expect(await screen.findByText('Sure.')).toBeInTheDocument()
    expect(screen.getByText('Go on.')).toBeInTheDocument()
  })

  it('takes words, slots, a class, a style and a ref', () => {
    const ref = createRef<HTMLDivElement>()
    renderStepped({
      ref,
      strings: { composerPlaceholder: 'Frag mich' },
      slots: { header: <h2>Support</h2>, footer: <small>Not advice</small> },
      className: 'mine',
      style: { height: 300 },
    } as Parameters<typeof renderStepped>[0])
    expect(screen.getByPlaceholderText('Frag mich')).toBeInTheDocument()
    expect(screen.getByRole('heading', { name: 'Support' })).toBeInTheDocument()
    expect(ref.current).toHaveClass('tg-root', 'tg-chat', 'mine')
    expect(ref.current?.style.height).toBe('300px')
  })

  it('renders on a server, in StrictMode too', () => {
    const html = renderToString(
      <StrictMode>
        <TogetherChat initialMessages={conversation} />
      </StrictMode>,
    )
    expect(html).toContain('First answer')
    expect(html).toContain('role="log"')
  })
})

describe('The cost of a reply', () => {
  const model = 'meta-llama/Llama-3.3-70B-Instruct-Turbo'
  const cost = () => document.querySelector('[data-reading="cost"]')

  it('is an estimate in its meta line where prices are known', async () => {
    const { user } = renderSimulated(
      { script: [reply('It is so.')] },
      { model, prices: { [model]: { input: 880, output: 880 } } },
    )
    await user.type(screen.getByRole('textbox'), 'Why?{Enter}')
    await waitFor(() => expect(cost()).toHaveTextContent(/^≈ \$0\.0\d+$/))
    expect(cost()).toHaveAttribute('title', 'Estimated cost')
  })

  it('is absent where they are not', async () => {
    const { user } = renderSimulated({ script: [reply('It is so.')] }, { model })
    await user.type(screen.getByRole('textbox'), 'Why?{Enter}')
    await waitFor(() => expect(document.querySelector('[data-reading="finishReason"]')).toBeInTheDocument())
    expect(cost()).toBeNull()
  })
})

describe('Announcements', () => {
  it('are one at the beginning and one at the end of a run', async () => {
    const { user, streams } = renderStepped()
    const heard: string[] = []
    new MutationObserver(() => heard.push(...announced().filter((text) => text !== ''))).observe(document.body, {
      subtree: true,
      characterData: true,
      childList: true,
    })
    await user.type(screen.getByRole('textbox'), 'Why?{Enter}')
    await waitFor(() => expect(announced()).toContain('Assistant is responding'))
    for (const word of ['It ', 'is ', '`so`.']) {
      await act(() => streams[0]?.text(word) ?? Promise.resolve())
      await nextFrame()
    }
    await act(() => streams[0]?.finish() ?? Promise.resolve())
    await waitFor(() => expect(announced()).toContain('It is so.'))
    expect([...new Set(heard)]).toEqual(['Assistant is responding', 'It is so.'])
  })

  it('say only that a long reply is there', async () => {
    const { user } = renderSimulated({ script: [reply('word '.repeat(200))] })
    await user.type(screen.getByRole('textbox'), 'Why?{Enter}')
    await waitFor(() => expect(announced().join()).toContain('Reply ready, 200 words'))
  })

  it('say what a reply of code is', async () => {
    const { user } = renderSimulated({ script: [reply('Look:\n\n```js\na\nb\n```')] })
    await user.type(screen.getByRole('textbox'), 'Why?{Enter}')
    await waitFor(() => expect(announced().join()).toContain('Look: code block, 2 lines'))
  })

  it('say no text of a reply where only a summary is wanted', async () => {
    const { user } = renderSimulated({ script: [reply('It is so.')] }, { announce: 'summary' })
    await user.type(screen.getByRole('textbox'), 'Why?{Enter}')
    await waitFor(() => expect(announced().join()).toContain('Reply ready, 3 words'))
    expect(announced().join()).not.toContain('It is so')
  })

  it('are none of a run where they are off, but of its error', async () => {
    const { user } = renderSimulated({ script: [reply('It is so.'), status(401)] }, { announce: 'off' })
    await user.type(screen.getByRole('textbox'), 'Why?{Enter}')
    await waitFor(() => expect(articles().at(-1)).toHaveAttribute('data-status', 'complete'))
    await new Promise((resolve) => setTimeout(resolve, 400))
    expect(announced().join('')).toBe('')
    await user.type(screen.getByRole('textbox'), 'Why?{Enter}')
    await waitFor(() => expect(announced().join('')).toContain('did not accept'))
  })

  it('read sentence by sentence where that is wanted', async () => {
    const { user, streams } = renderStepped({ announce: 'sentences' })
    const heard = new Set<string>()
    new MutationObserver(() => announced().forEach((text) => void heard.add(text ?? ''))).observe(document.body, {
      subtree: true,
      characterData: true,
      childList: true,
    })
    await act(() => import('../../src/components/announcer/readAloud.js'))
    await user.type(screen.getByRole('textbox'), 'Why?{Enter}')
    await waitFor(() => expect(heard).toContain('Assistant is responding'))
    const write = async (text: string) => {
      await act(() => streams[0]?.text(text) ?? Promise.resolve())
      await nextFrame()
    }
    await write('It is **so**. And')
    await waitFor(() => expect([...heard]).toContain('It is so.'))
    await write(' why not?\n\n```js\na. b\n')
    await waitFor(() => expect([...heard]).toContain('And why not?'))
    await write('```\n\nThe end')
    await act(() => streams[0]?.finish() ?? Promise.resolve())
    await waitFor(() => expect([...heard].at(-1)).toContain('The end'))
    expect([...heard].join(' ')).not.toContain('a. b')
  })

  it('are assertive for an error', async () => {
    const { user } = renderSimulated({ script: [{ kind: 'status', status: 401 }] })
    await user.type(screen.getByRole('textbox'), 'Why?{Enter}')
    const assertive = () =>
      [...document.querySelectorAll('[aria-live="assertive"]')].map((region) => region.textContent)
    await waitFor(() => expect(assertive().join('')).toBe('The service did not accept this site’s key.'))
  })
})
