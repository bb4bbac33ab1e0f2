import { act, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { type Chat, createChat, createTogetherTransport } from '../../../src/hooks/index.js'
import { type ControlledStream, controlledStream } from '../../../src/testing/index.js'
import { nextFrame, renderChat } from '../support.js'
import { end, finish, say } from './support.js'

const field = () => screen.getByRole('textbox', { name: 'Message' })
const option = (place: number) => screen.getAllByRole('radio')[place - 1] as HTMLInputElement
const column = (name: string) => screen.getByRole('group', { name })
const spoken = () => [...document.querySelectorAll('[aria-live="polite"]')].map((region) => region.textContent).join('')
const texts = (chat: Chat) => chat.view().messages.map(({ message }) => message.text)

/** The drop-in over a chat whose requests the test steps and reads. */
function steppedView(n: number) {
  const streams: ControlledStream[] = []
  const bodies: { messages: { role: string; content: string }[] }[] = []
  const transport = createTogetherTransport({
    baseUrl: 'https://relay.test/api',
    maxRetries: 0,
    fetch: async (input, init) => {
      const stream = controlledStream()
      streams.push(stream)
      bodies.push(JSON.parse(String(init.body)))
      return stream.fetch(input as RequestInfo, init)
    },
  })
  const chat = createChat({ transport, generationKwargs: { n } })
  return { chat, streams, bodies, ...renderChat(() => Promise.reject(new Error('not used')), { chat }) }
}

async function step(go: () => Promise<void>) {
  await act(async () => {
    await go()
    await nextFrame()
  })
}

async function answer(stream: ControlledStream | undefined, ...said: readonly string[]) {
  if (!stream) throw new Error('There is no request.')
  await step(() => say(stream, ...said))
  await step(async () => {
    await end(stream, [...said.keys()])
    await finish(stream)
  })
}

async function three() {
  const view = steppedView(3)
  await view.user.type(field(), 'Name a colour{Enter}')
  await answer(view.streams[0], 'Red', 'Green', 'Blue')
  await screen.findByRole('radiogroup')
  return view
}

describe('A choice', () => {
  it('is picked by its button, which stays and keeps the focus', async () => {
    const { user, chat } = await three()
    const button = within(column('Choice 2')).getByRole('button', { name: 'Go on with this one' })
    await user.click(button)
    expect(option(2)).toBeChecked()
    expect(button).toHaveFocus()
    expect(button).toHaveTextContent('Chosen')
    expect(button).toHaveAttribute('aria-disabled', 'true')
    expect(texts(chat)).toEqual(['Name a colour', 'Green'])
    await waitFor(() => expect(spoken()).toContain('Choice 2 of 3 chosen'))
  })

  it('is picked by arrows, which move and pick, round at the ends', async () => {
    const { user, chat } = await three()
    act(() => option(1).focus())
    await user.keyboard('{ArrowRight}')
    expect(option(2)).toHaveFocus()
    expect(texts(chat).at(-1)).toBe('Green')
    await user.keyboard('{ArrowDown}{ArrowDown}')
    expect(option(1)).toHaveFocus()
    expect(texts(chat).at(-1)).toBe('Red')
    await user.keyboard('{ArrowUp}')
    expect(option(3)).toHaveFocus()
    expect(option(3)).toBeChecked()
  })

  it('is picked by its name', async () => {
    const { user } = await three()
    await user.click(screen.getByText('Choice 3'))
    expect(option(3)).toBeChecked()
  })

  it('is announced once, and not at all where it was picked already', async () => {
    const { user } = await three()
    await waitFor(() => expect(spoken()).toMatch(/Red$/))
    await user.click(within(column('Choice 1')).getByRole('button', { name: 'Chosen' }))
    await user.click(within(column('Choice 3')).getByRole('button', { name: 'Go on with this one' }))
    await waitFor(() => expect(spoken()).toBe('Choice 3 of 3 chosen'))
  })

  it('is one tab stop with the others', async () => {
    const { user } = await three()
    await user.click(screen.getByText('Choice 2'))
    expect(option(2)).toHaveFocus()
    expect(new Set(screen.getAllByRole('radio').map((each) => each.getAttribute('name'))).size).toBe(1)
  })

  it('can be picked while all stream: they go on, and the next message follows the picked one', async () => {
    const { user, chat, streams, bodies } = steppedView(2)
    await user.type(field(), 'Name a colour{Enter}')
    const [stream] = streams as [ControlledStream]
    await step(() => say(stream, 'Red', 'Green'))
    await screen.findByRole('radiogroup')
    await user.click(within(column('Choice 2')).getByRole('button', { name: 'Go on with this one' }))
    await step(() => say(stream, ' wine', ' tea'))
    expect(column('Choice 1')).toHaveTextContent('Red wine')
    expect(texts(chat)).toEqual(['Name a colour', 'Green tea'])
    await step(async () => {
      await end(stream, [0, 1])
      await finish(stream)
    })
    expect(option(2)).toBeChecked()
    await user.type(field(), 'Why?{Enter}')
    await waitFor(() => expect(bodies).toHaveLength(2))
    expect(bodies[1]?.messages.map(({ content }) => content)).toEqual(['Name a colour', 'Green tea', 'Why?'])
  })
})

describe('After the thread went on', () => {
  async function goneOn() {
    const view = await three()
    await view.user.click(screen.getByText('Choice 2'))
    await view.user.type(field(), 'Why?{Enter}')
    await answer(view.streams[1], 'Because')
    await screen.findByRole('button', { name: '3 choices' })
    return view
  }

  it('only the picked one stays, with a way to the others', async () => {
    await goneOn()
    expect(screen.queryByRole('radiogroup')).toBeNull()
    expect(screen.getByText('Green')).toBeInTheDocument()
    expect(screen.queryByText('Red')).toBeNull()
    expect(screen.getByRole('button', { name: '3 choices' })).toHaveAttribute('aria-expanded', 'false')
    expect(screen.queryByRole('group', { name: 'Versions' })).toBeNull()
  })

  it('the others open and close in their place, and the button keeps the focus', async () => {
    const { user } = await goneOn()
    const toggle = screen.getByRole('button', { name: '3 choices' })
    await user.click(toggle)
    expect(toggle).toHaveAttribute('aria-expanded', 'true')
    expect(toggle).toHaveFocus()
    expect(option(2)).toBeChecked()
    expect(screen.getByText('Because')).toBeInTheDocument()
    await user.click(toggle)
    expect(screen.queryByRole('radiogroup')).toBeNull()
    expect(toggle).toHaveFocus()
  })

  it('another one goes back to its branch, and the first comes back with all that followed', async () => {
    const { user, chat } = await goneOn()
    await user.click(screen.getByRole('button', { name: '3 choices' }))
    await user.click(screen.getByText('Choice 3'))
    expect(texts(chat)).toEqual(['Name a colour', 'Blue'])
    expect(option(3)).toHaveFocus()
    await user.keyboard('{ArrowUp}')
    expect(texts(chat)).toEqual(['Name a colour', 'Green', 'Why?', 'Because'])
  })

  it('the focus moves to the answer where it was in the choices which close', async () => {
    const { user, chat, streams } = await three()
    await user.click(screen.getByText('Choice 2'))
    await act(async () => void chat.sendMessage('Why?'))
    await answer(streams[1], 'Because')
    expect(screen.queryByRole('radiogroup')).toBeNull()
    expect(screen.getAllByRole('article')[1]).toHaveFocus()
  })
})

describe('An answer which was asked for again', () => {
  it('has its requests as versions, and shows the choices of each', async () => {
    const { user, chat, streams } = await three()
    await user.click(screen.getByText('Choice 2'))
    await act(async () => void chat.regenerate({}, { generationKwargs: { n: 2 } }))
    await answer(streams[1], 'Pink', 'Grey')
    const versions = screen.getByRole('group', { name: 'Versions' })
    expect(versions).toHaveTextContent('2 of 2')
    expect(screen.getAllByRole('radio')).toHaveLength(2)
    expect(column('Choice 2')).toHaveTextContent('Grey')
    await user.click(within(versions).getByRole('button', { name: 'Previous version' }))
    expect(versions).toHaveTextContent('1 of 2')
    expect(screen.getAllByRole('radio')).toHaveLength(3)
    expect(column('Choice 3')).toHaveTextContent('Blue')
  })

  it('with one reply beside the choices goes through both', async () => {
    const { user, chat, streams } = await three()
    await act(async () => void chat.regenerate({}, { generationKwargs: { n: 1 } }))
    await answer(streams[1], 'Pink')
    expect(screen.queryByRole('radiogroup')).toBeNull()
    expect(screen.getByText('2 of 2')).toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: 'Previous version' }))
    expect(await screen.findAllByRole('radio')).toHaveLength(3)
    expect(screen.getByText('1 of 2')).toBeInTheDocument()
  })
})
