import '@testing-library/jest-dom/vitest'
import { act, render, screen, waitFor, within } from '@testing-library/react'
import { type UserEvent, userEvent } from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { GenerateBox, type GenerateBoxProps } from '../../../src/components/generate/GenerateBox.js'
import { GenerateView } from '../../../src/components/generate/GenerateView.js'
import { type Fetch, TogetherProvider } from '../../../src/hooks/index.js'
import {
  controlledStream,
  createSimulator,
  reply,
  type SimulatorOptions,
  silence,
  status,
  type WireBody,
} from '../../../src/testing/index.js'
import { nextFrame } from '../support.js'

function show(fetch: Fetch, props: GenerateBoxProps): { user: UserEvent; container: HTMLElement } {
  const box = (
    <TogetherProvider fetch={fetch} baseUrl="https://relay.test/api" maxRetries={0}>
      <GenerateBox {...props} />
    </TogetherProvider>
  )
  return { user: userEvent.setup(), ...render(box) }
}

function showSimulated(options: SimulatorOptions = {}, props: GenerateBoxProps = {}) {
  const bodies: WireBody[] = []
  const simulator = createSimulator({ tokensPerSecond: Number.POSITIVE_INFINITY, ...options })
  const fetch: Fetch = async (input, init) => {
    const request = new Request(input, init)
    bodies.push(await request.clone().json())
    return simulator(request)
  }
  return { bodies, ...show(fetch, props) }
}

const counted = /^\d+ tokens?$/
const prompt = () => screen.getByRole('textbox', { name: 'Prompt' })

/** What was said at once. */
function alarm(): string {
  return [...document.querySelectorAll('[aria-live="assertive"]')].map(({ textContent }) => textContent).join('')
}

describe('GenerateBox', () => {
  it('shows a result with its meta, and keeps the prompt', async () => {
    const onResult = vi.fn()
    const { user, container } = showSimulated({ script: [reply('**Mina**')] }, { title: 'Names', onResult })
    expect(screen.getByRole('form', { name: 'Names' })).toBeInTheDocument()
    await user.type(prompt(), 'A name{Enter}')
    const result = await screen.findByRole('article', { name: 'Result' })
    await waitFor(() => expect(container.querySelector('.tg-generate')).toHaveAttribute('data-status', 'success'))
    expect(within(result).getByText('Mina').tagName).toBe('STRONG')
    expect(within(result).getByText(counted)).toBeInTheDocument()
    expect(prompt()).toHaveValue('A name')
    expect(onResult).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ replies: ['**Mina**'] }))
  })

  it('shows n results, and says their usage once', async () => {
    const { user } = showSimulated({ script: [reply('Mina')] }, { generationKwargs: { n: 3 } })
    await user.type(prompt(), 'A name{Enter}')
    expect(await screen.findAllByRole('article', { name: /^Result \d of 3$/ })).toHaveLength(3)
    const together = await screen.findByRole('group', { name: 'All results together' })
    expect(screen.getAllByText(counted)).toEqual([within(together).getByText(counted)])
  })

  it('is busy while it is written, and stops by Escape', async () => {
    const stream = controlledStream()
    const { user, container } = show((input, init) => stream.fetch(input as RequestInfo, init), {})
    await user.type(prompt(), 'A name{Enter}')
    const results = await screen.findByRole('group', { name: 'Results' })
    expect(results).toHaveAttribute('aria-busy', 'true')
    expect(within(results).getByText('Waiting for the answer')).toBeInTheDocument()
    await act(() => stream.text('Mi'))
    await nextFrame()
    const result = await screen.findByRole('article')
    expect(result).toHaveAttribute('aria-busy', 'true')
    await user.keyboard('{Escape}')
    await waitFor(() => expect(results).not.toHaveAttribute('aria-busy'))
    expect(container.querySelector('.tg-generate')).toHaveAttribute('data-status', 'idle')
    expect(screen.getByRole('article')).toHaveTextContent('Mi')
    expect(prompt()).toHaveFocus()
  })

  it('sends the same prompt once while it is answered', async () => {
    const { user, bodies } = showSimulated({ script: [silence(2)] })
    await user.type(prompt(), 'A name{Enter}{Enter}')
    await screen.findByRole('article')
    expect(bodies).toHaveLength(1)
    await user.type(prompt(), '!{Enter}')
    await waitFor(() => expect(bodies).toHaveLength(2))
  })

  it('says what went wrong, and sends the prompt again', async () => {
    const { user, bodies } = showSimulated({ script: [status(503), reply('Mina')] })
    await user.type(prompt(), 'A name{Enter}')
    const retry = await screen.findByRole('button', { name: 'Try again' })
    await waitFor(() => expect(alarm()).toBe('The model is overloaded at the moment.'))
    expect(prompt()).toHaveValue('A name')
    await user.click(retry)
    expect(await screen.findByRole('article')).toHaveTextContent('Mina')
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull()
    expect(prompt()).toHaveFocus()
    expect(bodies.map(({ messages }) => messages?.at(-1)?.content)).toEqual(['A name', 'A name'])
  })

  it('offers nothing where trying again does not help', async () => {
    const { user } = showSimulated({ script: [status(401)] })
    await user.type(prompt(), 'A name{Enter}')
    await screen.findByText('The service did not accept this site’s key.', { selector: 'p' })
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull()
  })

  it('speaks at the end, once for all results', async () => {
    const { user } = showSimulated({ script: [reply('Two words')] }, { generationKwargs: { n: 2 } })
    await user.type(prompt(), 'A name{Enter}')
    const regions = document.querySelector('[data-announcer]')
    await waitFor(() => expect(regions).toHaveTextContent(/^(Assistant is responding. )?2 results ready, 4 words$/))
  })

  it('says nothing of a result which was there before the view', async () => {
    const generation = {
      ...{ replies: ['An old result'], meta: [{}], objects: [], object: undefined },
      ...{
        status: 'success' as const,
        error: null,
        stop() {},
        reset() {},
        generate: () => new Promise<never>(() => {}),
      },
    }
    const { rerender } = render(<GenerateView generation={generation} />)
    rerender(<GenerateView generation={{ ...generation, status: 'pending', replies: [], meta: [] }} />)
    const regions = () => [...document.querySelectorAll('[aria-live]')].map(({ textContent }) => textContent).join('')
    await waitFor(() => expect(regions()).not.toBe(''))
    expect(regions()).toBe('Assistant is responding')
  })

  it('shows an object as JSON, or as it is told to', async () => {
    const script = [reply('{"name":"Mina"}'), reply('{"name":"Mina"}')]
    const responseFormat = { type: 'json_object' }
    const plain = showSimulated({ script }, { responseFormat })
    await plain.user.type(prompt(), 'A cat{Enter}')
    expect(await screen.findByRole('group', { name: 'Code, json' })).toHaveTextContent('{ "name": "Mina" }')
    plain.container.remove()
    const renderObject = (object: unknown) => <b>{(object as { name?: string }).name}</b>
    const shown = showSimulated({ script }, { responseFormat, renderObject })
    await shown.user.type(within(shown.container).getByRole('textbox'), 'A cat{Enter}')
    expect((await within(shown.container).findByText('Mina', { selector: 'b' })).tagName).toBe('B')
  })

  it('sends a system prompt which was written, else the given one', async () => {
    const { user, bodies } = showSimulated({}, { hasSystemPrompt: true, systemPrompt: 'Be long.' })
    await user.type(prompt(), 'One{Enter}')
    await waitFor(() => expect(bodies[0]?.messages?.[0]?.content).toBe('Be long.'))
    await user.type(screen.getByLabelText('System prompt', { selector: 'textarea' }), 'Be brief.')
    await user.type(prompt(), ' more{Enter}')
    await waitFor(() => expect(bodies[1]?.messages?.[0]?.content).toBe('Be brief.'))
  })

  it('takes words, components and controls of yours', async () => {
    const Markdown = ({ text }: { text: string }) => <i>{text}</i>
    const props = { strings: { generate: 'Los' }, components: { Markdown: Markdown as never }, children: <u>More</u> }
    const { user } = showSimulated({ script: [reply('Mina')] }, props)
    expect(screen.getByRole('button', { name: 'Los' })).toBeInTheDocument()
    expect(screen.getByText('More')).toBeInTheDocument()
    await user.type(prompt(), 'A name{Enter}')
    expect(await screen.findByText('Mina', { selector: 'i' })).toBeInTheDocument()
  })
})
