import { act, render, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { ToolCall } from '../../src/components/index.js'
import {
  createChat,
  createTogetherTransport,
  Tool,
  type ToolCallState,
  type ToolContext,
} from '../../src/hooks/index.js'
import {
  createSimulator,
  reply,
  type SimulatorRequest,
  type SimulatorScript,
  silence,
} from '../../src/testing/index.js'
import { nextFrame, renderSimulated, renderStepped } from './support.js'

const cardOf = (name: string) => screen.getByText(name).closest('details') as HTMLDetailsElement
const field = () => screen.getByRole('textbox', { name: 'Message' })
const spoken = () =>
  [...document.querySelectorAll('[aria-live="assertive"]')].map((region) => region.textContent).join('')

const parameters = { type: 'object', properties: { path: { type: 'string' } }, required: ['path'] } as const

function deleting(execute: (args: { path: string }, context: ToolContext) => unknown = () => 'deleted') {
  return new Tool({ name: 'delete_file', description: 'Deletes', parameters, needsApproval: true, execute })
}

const calling = (...paths: string[]) =>
  reply({ toolCalls: paths.map((path) => ({ name: 'delete_file', arguments: { path } })) })

/** What the model got as the results of its calls. */
function resultsSeen() {
  const seen: string[][] = []
  const script = (answers: ReturnType<typeof reply>[]) => {
    let place = 0
    return ({ body }: SimulatorRequest) => {
      seen.push((body.messages ?? []).filter(({ role }) => role === 'tool').map(({ content }) => String(content)))
      return answers[place++]
    }
  }
  return { seen, script }
}

function chatOver(script: SimulatorScript, execute?: () => unknown) {
  const simulator = createSimulator({ tokensPerSecond: Number.POSITIVE_INFINITY, script })
  const transport = createTogetherTransport({
    baseUrl: 'https://relay.test/api',
    maxRetries: 0,
    fetch: (input, init) => simulator(new Request(input, init)),
  })
  return createChat({ transport, tools: [deleting(execute)] })
}

async function ask(props: Parameters<typeof renderSimulated>[1], script: Parameters<typeof renderSimulated>[0]) {
  const rendered = renderSimulated(script, props)
  await rendered.user.type(field(), 'Clean up{Enter}')
  return rendered
}

describe('A call which needs approval', () => {
  it('opens by itself, shows its arguments and does not run', async () => {
    const execute = vi.fn()
    await ask({ tools: [deleting(execute)] }, { script: [calling('/tmp/old')] })
    const group = await screen.findByRole('group', { name: 'Allow delete_file to run?' })
    expect(cardOf('delete_file')).toHaveAttribute('open')
    expect(within(cardOf('delete_file')).getByText(/"path": "\/tmp\/old"/)).toBeInTheDocument()
    expect(
      within(group)
        .getAllByRole('button')
        .map((each) => each.textContent),
    ).toEqual(['Allow', 'Always allow', 'Reject', 'Give a reason'])
    expect(field()).toHaveFocus()
    expect(execute).not.toHaveBeenCalled()
  })

  it('is announced at once, and leaves the focus alone', async () => {
    await ask({ tools: [deleting()] }, { script: [calling('/a')] })
    await waitFor(() => expect(spoken()).toBe('delete_file needs your approval. Press F8 to review it.'))
    expect(field()).toHaveFocus()
  })

  it('runs when it is allowed; the card closes and keeps the focus', async () => {
    const { user } = await ask({ tools: [deleting()] }, { script: [calling('/a'), reply('Gone.')] })
    await user.click(await screen.findByRole('button', { name: 'Allow' }))
    expect(await screen.findByText('Gone.')).toBeInTheDocument()
    expect(screen.getByText('Done')).toBeInTheDocument()
    expect(cardOf('delete_file')).not.toHaveAttribute('open')
    expect(cardOf('delete_file').querySelector('summary')).toHaveFocus()
  })

  it('is not asked about again once its tool is always allowed', async () => {
    const execute = vi.fn()
    const { user } = await ask(
      { tools: [deleting(execute)] },
      { script: [calling('/a'), calling('/b'), reply('Both gone.')] },
    )
    await user.click(await screen.findByRole('button', { name: 'Always allow' }))
    expect(await screen.findByText('Both gone.')).toBeInTheDocument()
    expect(execute).toHaveBeenCalledTimes(2)
  })

  it('tells the model that it was rejected, and why', async () => {
    const { seen, script } = resultsSeen()
    const { user } = await ask({ tools: [deleting()] }, { script: script([calling('/a'), reply('I leave it.')]) })
    await user.click(await screen.findByRole('button', { name: 'Give a reason' }))
    const reason = screen.getByRole('textbox', { name: 'Reason (optional)' })
    expect(reason).toHaveFocus()
    await user.type(reason, 'I need it{Enter}')
    expect(await screen.findByText('I leave it.')).toBeInTheDocument()
    expect(seen[1]).toEqual(['I need it'])
    expect(screen.getByText('Rejected')).toBeInTheDocument()
    expect(screen.getByRole('group', { name: 'Reason', hidden: true })).toHaveTextContent('I need it')
  })

  it('is rejected without a reason in one step', async () => {
    const { user } = await ask({ tools: [deleting()] }, { script: [calling('/a'), reply('I leave it.')] })
    await user.click(await screen.findByRole('button', { name: 'Reject' }))
    expect(await screen.findByText('I leave it.')).toBeInTheDocument()
  })

  it('keeps Escape in the field of the reason: it closes that, and the run goes on', async () => {
    const { user } = await ask({ tools: [deleting()] }, { script: [calling('/a')] })
    await user.click(await screen.findByRole('button', { name: 'Give a reason' }))
    await user.keyboard('no{Escape}')
    expect(screen.queryByRole('textbox', { name: 'Reason (optional)' })).toBeNull()
    expect(screen.getByRole('button', { name: 'Give a reason' })).toHaveFocus()
    expect(screen.getByText('Needs your approval')).toBeInTheDocument()
  })

  it('is reached by F8 and answered by keys alone', async () => {
    const { user } = await ask({ tools: [deleting()] }, { script: [calling('/a'), reply('Gone.')] })
    const group = await screen.findByRole('group', { name: 'Allow delete_file to run?' })
    await user.keyboard('{F8}')
    await waitFor(() => expect(group).toHaveFocus())
    await user.keyboard('{Enter}') // decides nothing
    expect(screen.getByText('Needs your approval')).toBeInTheDocument()
    await user.tab()
    expect(screen.getByRole('button', { name: 'Allow' })).toHaveFocus()
    await user.keyboard('{Enter}')
    expect(await screen.findByText('Gone.')).toBeInTheDocument()
  })

  it('is reached in a card of the application’s own, too: the focus goes to its message', async () => {
    const components = { ToolCall: () => <p>Mine</p> }
    const { user } = await ask({ tools: [deleting()], components }, { script: [calling('/a')] })
    await screen.findByText('Mine')
    // The card is there while the call still comes; the notice, once it waits.
    const review = await screen.findByRole('button', { name: 'Review' })
    const answer = screen.getAllByRole('article')[1]
    expect(field()).toHaveFocus()
    await user.keyboard('{F8}')
    await waitFor(() => expect(answer).toHaveFocus())
    await user.click(review)
    await waitFor(() => expect(answer).toHaveFocus())
  })

  it('is opened again by the way to it when the reader closed it', async () => {
    const { user } = await ask({ tools: [deleting()] }, { script: [calling('/a')] })
    await screen.findByRole('button', { name: 'Allow' })
    const card = cardOf('delete_file')
    await act(async () => {
      card.open = false
      card.dispatchEvent(new Event('toggle'))
    })
    expect(card).not.toHaveAttribute('open')
    await user.click(screen.getByRole('button', { name: 'Review' }))
    await waitFor(() => expect(card).toHaveAttribute('open'))
    expect(screen.getByRole('group', { name: 'Allow delete_file to run?' })).toHaveFocus()
  })

  it('waits beside others, each with its own buttons, while messages queue', async () => {
    const { user } = await ask({ tools: [deleting()] }, { script: [calling('/a', '/b'), reply('One of two.')] })
    expect(await screen.findByText('2 tools need your approval.')).toBeInTheDocument()
    await user.type(field(), 'And then?{Enter}')
    expect(await screen.findByRole('list', { name: 'Messages waiting' })).toHaveTextContent('And then?')
    await user.click(screen.getAllByRole('button', { name: 'Allow' })[0] as HTMLElement)
    expect(await screen.findByText('A tool needs your approval.')).toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: 'Reject' }))
    expect(await screen.findByText('One of two.')).toBeInTheDocument()
  })

  it('ends with the run: no buttons stay', async () => {
    const { user } = await ask({ tools: [deleting()] }, { script: [calling('/a')] })
    await screen.findByRole('button', { name: 'Allow' })
    await user.click(screen.getByRole('button', { name: 'Stop' }))
    expect(await screen.findByText('Not run')).toBeInTheDocument()
    expect(screen.queryByRole('button', { name: 'Allow' })).toBeNull()
    expect(screen.getByText('Stopped', { selector: 'p' })).toBeInTheDocument()
    expect(screen.queryByText('A tool needs your approval.')).toBeNull()
  })

  it('still waits in an imported conversation, until the thread goes on without it: then F8 leads nowhere', async () => {
    const first = chatOver([calling('/a')])
    void first.sendMessage('Clean up')
    await waitFor(() => expect(first.view().toolCalls[0]?.status).toBe('awaiting-approval'))
    const data = first.export()
    const execute = vi.fn(() => 'deleted')
    const second = chatOver([reply('Gone.'), reply('Something else.')], execute)
    second.import(data)
    const { user } = renderSimulated({}, { chat: second })
    expect(await screen.findByText('A tool needs your approval.')).toBeInTheDocument()
    expect(execute).not.toHaveBeenCalled()
    await user.click(await screen.findByRole('button', { name: 'Allow' }))
    expect(await screen.findByText('Gone.')).toBeInTheDocument()
    act(() => second.import(data))
    expect(screen.getByRole('button', { name: 'Allow' })).toBeInTheDocument()
    await user.type(field(), 'Never mind{Enter}')
    expect(await screen.findByText('Something else.')).toBeInTheDocument()
    expect(screen.queryByRole('button', { name: 'Allow' })).toBeNull()
    expect(screen.queryByText('A tool needs your approval.')).toBeNull()
    expect(screen.getByText('Not run')).toBeInTheDocument()
    expect(cardOf('delete_file')).not.toHaveAttribute('open')
    const moved = vi.fn()
    document.addEventListener('focusin', moved)
    await user.keyboard('{F8}')
    await act(() => import('../../src/components/tool/goToApproval.js'))
    await nextFrame()
    document.removeEventListener('focusin', moved)
    expect(moved).not.toHaveBeenCalled()
  })
})

describe('ToolCall', () => {
  const call: ToolCallState = {
    key: 'a:0',
    messageId: 'a',
    id: 'call_1',
    name: 'get_weather',
    argumentsText: '{"city":"Lisbon"}',
    arguments: { city: 'Lisbon' },
    status: 'ready',
    result: undefined,
    error: null,
    startedAt: null,
    finishedAt: null,
  }

  it('says each state in a word of its own, with a sign of its own', () => {
    const statuses = ['failed', 'invalid', 'rejected', 'aborted', 'done', 'running', 'awaiting-approval'] as const
    const { container } = render(statuses.map((status) => <ToolCall key={status} call={{ ...call, status }} />))
    const words = [...container.querySelectorAll('.tg-tool-status')].map((each) => each.textContent)
    const signs = [...container.querySelectorAll('.tg-tool-summary > svg:first-child')].map((each) => each.innerHTML)
    expect(new Set(words).size).toBe(statuses.length)
    expect(new Set(signs).size).toBe(statuses.length)
  })

  it('offers no decision outside of a chat', () => {
    render(<ToolCall call={{ ...call, status: 'awaiting-approval' }} />)
    expect(screen.queryByRole('button')).toBeNull()
  })

  it('counts the seconds of a call which runs, and keeps how long it took', () => {
    vi.useFakeTimers()
    const startedAt = Date.now()
    const { rerender } = render(<ToolCall call={{ ...call, status: 'running', startedAt }} />)
    expect(screen.queryByText(/ s$/)).toBeNull()
    act(() => vi.advanceTimersByTime(3100))
    expect(screen.getByText('3 s')).toBeInTheDocument()
    rerender(<ToolCall call={{ ...call, status: 'done', startedAt, finishedAt: startedAt + 3400 }} />)
    expect(screen.getByText('3.4 s')).toBeInTheDocument()
    vi.useRealTimers()
  })

  it('shows content parts of a result without their bytes', () => {
    const result = [
      { type: 'text', text: 'A map' },
      { type: 'image', base64Image: 'aGk=' },
    ]
    render(<ToolCall call={{ ...call, status: 'done', result }} />)
    expect(screen.getByRole('group', { name: 'Result', hidden: true })).toHaveTextContent('A map [image]')
  })

  it('writes the hidden characters of arguments out: what is allowed is what is seen', () => {
    const path = 'a\u202Eb\u200Bc\u{E0041}d'
    render(<ToolCall call={{ ...call, arguments: { path } }} />)
    const shown = screen.getByRole('group', { name: 'Arguments', hidden: true }).textContent ?? ''
    expect(shown).toContain('a\\u202eb\\u200bc\\udb40\\udc41d')
    expect(JSON.parse(shown)).toEqual({ path })
  })

  it('tells closed calls of one tool apart, in one line without deceiving characters', () => {
    const { container } = render(<ToolCall call={{ ...call, arguments: { city: 'Lis\u202E\nbon', days: 3 } }} />)
    expect(container.querySelector('.tg-tool-brief')).toHaveAttribute('data-text', 'Lis bon · 3')
  })
})

describe('A tool which runs', () => {
  const endless = () => deleting(() => new Promise(() => {}))
  const always = () => {
    const tool = endless()
    return new Tool({ ...tool, parameters, needsApproval: false, name: 'delete_file', description: 'Deletes' })
  }

  it('is named above the composer, which takes messages meanwhile', async () => {
    const { user } = await ask({ tools: [always()] }, { script: [calling('/a'), silence(0)] })
    expect(await screen.findByText('Running delete_file…')).toBeInTheDocument()
    expect(screen.queryByText(/tok\/s/)).toBeNull()
    await user.type(field(), 'Next{Enter}')
    expect(await screen.findByRole('list', { name: 'Messages waiting' })).toHaveTextContent('Next')
  })

  it('leaves a turn which was stopped to be tried again', async () => {
    const { user } = await ask({ tools: [always()] }, { script: [calling('/a'), reply('Fine now.')] })
    await screen.findByText('Running')
    await user.click(screen.getByRole('button', { name: 'Stop' }))
    expect(screen.getAllByRole('article').at(-1)).toHaveAttribute('data-status', 'stopped')
    expect(screen.queryByRole('button', { name: 'Continue' })).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByText('Fine now.')).toBeInTheDocument()
  })

  it('says that the page has to answer where a tool has no function', async () => {
    const tool = new Tool({ name: 'delete_file', description: 'Deletes', parameters })
    await ask({ tools: [tool] }, { script: [calling('/a')] })
    expect(await screen.findByText('Waiting for a tool…')).toBeInTheDocument()
  })
})

describe('An answer in several steps', () => {
  it('is live from its first word to its last, while tools run, too, but not while a person is asked', async () => {
    let finish: (result: string) => void = () => {}
    const running = new Promise<string>((resolve) => {
      finish = resolve
    })
    const { streams, user } = renderStepped({ tools: [deleting(() => running)] })
    await user.type(field(), 'Clean up{Enter}')
    const answer = () => screen.getAllByRole('article')[1] as HTMLElement
    const seen: (string | null)[] = []
    new MutationObserver(() => seen.push(answer().getAttribute('data-live'))).observe(answer(), {
      attributeFilter: ['data-live'],
    })
    expect(answer()).toHaveAttribute('data-live')
    await act(async () => {
      await streams[0]?.toolCall({ index: 0, id: 'c', name: 'delete_file', arguments: '{"path":"/a"}' })
      await streams[0]?.finish({ finishReason: 'tool_calls' })
    })
    const allow = await screen.findByRole('button', { name: 'Allow' })
    // An approval may wait for long: what is there to be done with the answer can be reached.
    expect(answer()).not.toHaveAttribute('data-live')
    expect(answer()).not.toHaveAttribute('aria-busy')
    await user.click(allow)
    expect(answer()).toHaveAttribute('data-live')
    await act(async () => finish('deleted'))
    await waitFor(() => expect(streams).toHaveLength(2))
    await act(async () => streams[1]?.text('Done.'))
    await screen.findByText('Done.')
    expect(seen).toEqual([null, ''])
    await act(async () => streams[1]?.finish())
    await waitFor(() => expect(answer()).not.toHaveAttribute('data-live'))
    expect(seen).toEqual([null, '', null])
  })

  it('is not live while its other version is written', async () => {
    const { streams, user } = renderStepped()
    await user.type(field(), 'Why?{Enter}')
    await act(async () => {
      await streams[0]?.text('Because.')
      await streams[0]?.finish()
    })
    await user.click(await screen.findByRole('button', { name: 'Ask again' }))
    await act(async () => streams[1]?.text('Well'))
    await screen.findByText('Well')
    await user.click(screen.getByRole('button', { name: 'Previous version' }))
    await screen.findByText('Because.')
    expect(screen.getAllByRole('article')[1]).not.toHaveAttribute('data-live')
  })

  it('is not live, and can be judged, while a tool of its other version runs', async () => {
    const tool = new Tool({ ...deleting(() => new Promise(() => {})), parameters, needsApproval: false })
    const { streams, user } = renderStepped({ tools: [tool], onFeedback: () => {} })
    await user.type(field(), 'Why?{Enter}')
    await act(async () => {
      await streams[0]?.text('Because.')
      await streams[0]?.finish()
    })
    await user.click(await screen.findByRole('button', { name: 'Ask again' }))
    await act(async () => {
      await streams[1]?.toolCall({ index: 0, id: 'c', name: 'delete_file', arguments: '{"path":"/a"}' })
      await streams[1]?.finish({ finishReason: 'tool_calls' })
    })
    await screen.findByText('Running')
    expect(screen.getAllByRole('article')[1]).toHaveAttribute('data-live')
    expect(screen.queryByRole('button', { name: 'Good answer' })).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Previous version' }))
    await screen.findByText('Because.')
    expect(screen.getAllByRole('article')[1]).not.toHaveAttribute('data-live')
    expect(await screen.findByRole('button', { name: 'Good answer' })).toBeInTheDocument()
  })
})
