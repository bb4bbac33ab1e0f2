import '@testing-library/jest-dom/vitest'
import { act, fireEvent, render, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { Profiler } from 'react'
import { describe, expect, it } from 'vitest'
import { ChatRoot, UsageMeter, type UsageMeterProps } from '../../../src/components/index.js'
import { type Chat, createChat, createTogetherTransport, type Usage } from '../../../src/hooks/index.js'
import { controlledStream } from '../../../src/testing/index.js'
import { nextFrame } from '../support.js'
import { chatWith, model, prices, request, requests } from './requests.js'

function show(chat: Chat, props: UsageMeterProps = {}) {
  const renders = { count: 0 }
  const { container } = render(
    <ChatRoot chat={chat}>
      <Profiler id="meter" onRender={() => renders.count++}>
        <UsageMeter {...props} />
      </Profiler>
    </ChatRoot>,
  )
  const line = () => [...container.querySelectorAll('[data-reading]')].map(({ textContent }) => textContent)
  return { container, renders, line }
}

async function open(): Promise<void> {
  await userEvent.click(document.querySelector('summary') as HTMLElement)
  await screen.findByText('Requests')
}

describe('UsageMeter', () => {
  it('says tokens, cost and context in one line', () => {
    const { line } = show(chatWith(requests(3), prices), { contextLength: 200 })
    expect(line()).toEqual(['330 tokens', 'about $0.00036', '55 % of the context'])
    const meter = screen.getByRole('meter', { name: 'Context used' })
    expect(meter).toHaveAttribute('aria-valuenow', '110')
    expect(meter).toHaveAttribute('aria-valuetext', '110 of 200 tokens')
  })

  it('leaves out what is not known, and never shows 0', async () => {
    const { container, line } = show(chatWith(requests(2)))
    expect(line()).toEqual(['220 tokens'])
    await open()
    expect(screen.queryByText('Cached tokens')).toBeNull()
    expect(container.textContent).not.toMatch(/\$|estimate/)
    expect(screen.queryByRole('meter')).toBeNull()
  })

  it('says that nothing was used yet', () => {
    const { container, line } = show(chatWith([]), { contextLength: 100 })
    expect(line()).toEqual([])
    expect(screen.getByText('Nothing used yet')).toBeInTheDocument()
    expect(container.querySelector('.tg-usage')).toHaveAttribute('data-empty')
  })

  it('says "at least" where a request was stopped', async () => {
    const { line } = show(chatWith([...requests(1), request(2, null, { chunks: 5 })], prices))
    expect(line()).toEqual(['at least 115 tokens', 'at least $0.00013'])
    await open()
    expect(screen.getByText(/more was used than is known/)).toBeInTheDocument()
    expect(screen.getByText(/is an estimate/)).toBeInTheDocument()
  })

  it('warns in words', () => {
    const chat = chatWith(requests(1))
    expect(show(chat, { contextLength: 130 }).line()[1]).toBe('85 % of the context, filling up')
    expect(show(chat, { contextLength: 112 }).line()[1]).toBe('98 % of the context, nearly full')
    expect(show(chat, { contextLength: 50 }).line()[1]).toBe('220 % of the context, nearly full')
  })

  it('fills the context by the fullest of several models which were asked at once', () => {
    const part = (prompt_tokens: number) => ({ model, usage: { prompt_tokens, completion_tokens: 10 }, chunks: 10 })
    const compared = (...by_model: NonNullable<Usage['by_model']>) =>
      request(2, { prompt_tokens: 300, completion_tokens: 30, by_model })
    const meter = () => screen.getAllByRole('meter', { name: 'Context used' }).at(-1)
    const silent = { model, usage: null, chunks: 5 }
    show(chatWith([...requests(1), compared(part(90), part(120), silent)]), { contextLength: 200 })
    expect(meter()).toHaveAttribute('aria-valuenow', '130')
    show(chatWith([...requests(1), compared(silent, silent)]), { contextLength: 200 })
    expect(meter()).toHaveAttribute('aria-valuenow', '110')
  })

  it('takes prices of its own', () => {
    const { line } = show(chatWith(requests(1)), { prices: { [model]: { input: 10, output: 10 } } })
    expect(line()).toEqual(['110 tokens', 'about $0.0011'])
  })

  it('shows each turn in a plot and in a table with the same numbers', async () => {
    show(chatWith([...requests(2), request(3, { prompt_tokens: 1300, completion_tokens: 1 })], prices))
    await open()
    expect(screen.getByRole('img')).toHaveAccessibleName(
      'Tokens of 3 turns as bars. Most in turn 3: 1,300 prompt and 1 completion token. The cost rises to about $0.0015.',
    )
    const rows = within(screen.getByRole('table')).getAllByRole('row')
    expect(rows.map(({ textContent }) => textContent)).toEqual([
      'TurnPromptCompletionCost so far',
      'Turn 110010about $0.00012',
      'Turn 210010about $0.00024',
      'Turn 31,3001about $0.0015',
    ])
  })

  it('says the values of a bar by the slider over it', async () => {
    show(chatWith(requests(3), prices))
    await open()
    const chooser = screen.getByRole('slider', { name: 'Turn' })
    const last = 'Turn 3: 100 prompt and 10 completion tokens, about $0.00036 so far'
    expect(chooser).toHaveAttribute('aria-valuetext', last)
    fireEvent.change(chooser, { target: { value: '1' } })
    const first = 'Turn 1: 100 prompt and 10 completion tokens, about $0.00012 so far'
    expect(chooser).toHaveAttribute('aria-valuetext', first)
    expect(screen.getByText(first)).toBeInTheDocument()
  })

  it('counts a turn with several requests once', async () => {
    show(chatWith([...requests(2), request(2, { prompt_tokens: 1, completion_tokens: 1 }, { id: 'again' })]))
    await open()
    expect(within(screen.getByRole('table')).getAllByRole('row')[2]).toHaveTextContent('Turn 210111')
  })

  it('renders when a request ends, and for no token before', async () => {
    const stream = controlledStream()
    const transport = createTogetherTransport({ fetch: stream.fetch as never, baseUrl: 'https://relay.test/api' })
    const chat = createChat({ transport, prices })
    const { renders, line } = show(chat)
    act(() => void chat.sendMessage('Hi'))
    await act(() => stream.text('One'))
    await nextFrame()
    const before = renders.count
    for (let token = 0; token < 10; token++) {
      await act(() => stream.text(' more'))
      await nextFrame()
    }
    expect(renders.count).toBe(before)
    await act(() => stream.finish())
    await nextFrame()
    expect(renders.count).toBe(before + 1)
    expect(line()).toEqual(['15 tokens', 'about $0.00002'])
  })
})
