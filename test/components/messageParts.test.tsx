import '@testing-library/jest-dom/vitest'
import { act, render, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { createRef, type ReactNode } from 'react'
import { describe, expect, it, vi } from 'vitest'
import { Chat, Composer, Message } from '../../src/components/parts/index.js'
import { type ChatOptions, createChat, createTogetherTransport } from '../../src/hooks/index.js'
import { createSimulator, cut, reply, type SimulatorScript, silence, status } from '../../src/testing/index.js'

/** A chat of unstyled parts over a scripted service, with these in each message. */
async function ask(script: SimulatorScript, children: ReactNode, options: Partial<ChatOptions> = {}) {
  const simulator = createSimulator({ tokensPerSecond: Number.POSITIVE_INFINITY, script })
  const transport = createTogetherTransport({
    baseUrl: 'https://relay.test/api',
    maxRetries: 0,
    fetch: (input, init) => simulator(new Request(input, init)),
  })
  const chat = createChat({ transport, ...options })
  const { container } = render(
    <Chat.Root chat={chat}>
      <Chat.List>
        <Chat.Viewport>
          {({ messageIds }) => <Message.Root messageIds={messageIds}>{children}</Message.Root>}
        </Chat.Viewport>
      </Chat.List>
      <Composer.Root>
        <Composer.Input />
      </Composer.Root>
    </Chat.Root>,
  )
  const user = userEvent.setup()
  await user.type(screen.getByRole('textbox'), 'Why?{Enter}')
  return { user, chat, container }
}

const answer = () => screen.getAllByRole('article').at(-1) as HTMLElement
const inAnswer = () => within(answer())

/** Elements with a class of the kit's, but for what only the kit has. */
const dressed = (element: Element) => [...element.querySelectorAll('[class^="tg-"]')].map(({ className }) => className)

describe('Message.Error', () => {
  it('says what went wrong and offers what helps, without looks', async () => {
    const ref = createRef<HTMLDivElement>()
    const { user } = await ask(
      [status(500), reply('Because.')],
      [<Message.Content key="content" />, <Message.Error key="error" ref={ref} className="mine" />],
    )
    const words = await screen.findByText('The service had a problem of its own.')
    expect(words.parentElement).toBe(ref.current)
    expect(ref.current).toHaveAttribute('data-code', 'server')
    expect(ref.current).toHaveAttribute('data-status', 'error')
    expect(ref.current?.className).toBe('mine')
    await inAnswer().findByRole('button', { name: 'Dismiss' })
    expect(dressed(ref.current as Element)).toEqual([])
    await user.click(inAnswer().getByRole('button', { name: 'Try again' }))
    expect(await screen.findByText('Because.')).toBeInTheDocument()
    expect(ref.current).toBeNull()
  })

  it('goes on with what broke off', async () => {
    const { user } = await ask(
      [{ ...cut(2), text: 'One two three four' }, reply(' and so on.')],
      [<Message.Content key="content" />, <Message.Error key="error" />],
    )
    await user.click(await screen.findByRole('button', { name: 'Continue' }))
    expect(await screen.findByText(/^One.* and so on\.$/)).toBeInTheDocument()
  })

  it('counts down while it has to wait', async () => {
    await ask([status(429, { headers: { 'retry-after': '40' } })], <Message.Error />)
    expect(await screen.findByText(/It can be tried again in \d+ s\./)).toBeInTheDocument()
    expect(screen.getByRole('button', { name: 'Try again' })).toHaveAttribute('aria-disabled', 'true')
    expect((await screen.findByRole('button', { name: 'Retry automatically' })).className).toBe('')
  })

  it('is what a function makes of its state', async () => {
    await ask([status(401)], <Message.Error render={(_, { code }) => <p>It was {code}</p>} />)
    expect(await screen.findByText('It was authentication')).toBeInTheDocument()
  })
})

describe('Message.Waiting', () => {
  it('stands for a reply until it begins', async () => {
    await ask([silence(0)], <Message.Waiting className="mine" />)
    const waiting = await screen.findByText('Waiting for the answer')
    expect(waiting.className).toBe('mine')
    expect(waiting).toHaveAttribute('data-status', 'pending')
    expect(waiting).not.toHaveAttribute('data-retrying')
  })

  it('is nothing beside a text', async () => {
    await ask([reply('Because.')], [<Message.Waiting key="waiting" />, <Message.Content key="content" />])
    await screen.findByText('Because.')
    expect(screen.queryByText('Waiting for the answer')).toBeNull()
  })
})

describe('Message.Branches', () => {
  it('goes through the versions of an answer', async () => {
    const ref = createRef<HTMLDivElement>()
    const { user } = await ask(
      [reply('One.'), reply('Two.')],
      [
        <Message.Content key="content" />,
        <Message.Branches key="branches" ref={ref} />,
        <Message.Regenerate key="again" />,
      ],
    )
    await screen.findByText('One.')
    expect(screen.queryByRole('group', { name: 'Versions' })).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Ask again' }))
    await screen.findByText('Two.')
    const group = screen.getByRole('group', { name: 'Versions' })
    expect(ref.current).toBe(group)
    expect(group).toHaveTextContent('2 of 2')
    expect(group).toHaveAttribute('data-place', '2')
    expect(group).toHaveAttribute('data-count', '2')
    expect(dressed(group)).toEqual([])
    const previous = within(group).getByRole('button', { name: 'Previous version' })
    await user.click(previous)
    expect(await screen.findByText('One.')).toBeInTheDocument()
    expect(previous).toHaveFocus()
    expect(previous).toHaveAttribute('aria-disabled', 'true')
    await user.click(previous)
    expect(screen.getByText('1 of 2')).toBeInTheDocument()
  })
})

describe('Message.Edit', () => {
  const parts = [<Message.Content key="content" />, <Message.Edit key="edit" />]

  it('makes a form of a question, which sends it anew', async () => {
    const { user } = await ask([reply('One.'), reply('Two.')], parts)
    await screen.findByText('One.')
    await user.click(screen.getByRole('button', { name: 'Edit' }))
    const field = await screen.findByRole('textbox', { name: 'Edit your message' })
    expect(field).toHaveFocus()
    expect(field).toHaveValue('Why?')
    expect(dressed(screen.getAllByRole('article')[0] as Element)).toEqual([])
    await user.type(field, ' Really?{Enter}')
    expect(await screen.findByText('Two.')).toBeInTheDocument()
    expect(screen.getByText('Why? Really?')).toBeInTheDocument()
    expect(screen.queryByRole('textbox', { name: 'Edit your message' })).toBeNull()
  })

  it('leaves the question as it was on Escape', async () => {
    const { user } = await ask([reply('One.')], parts)
    await screen.findByText('One.')
    await user.click(screen.getByRole('button', { name: 'Edit' }))
    await user.type(await screen.findByRole('textbox', { name: 'Edit your message' }), 'x{Escape}')
    expect(screen.getByText('Why?')).toBeInTheDocument()
    expect(screen.getAllByRole('article')[0]).toHaveFocus()
  })

  it('is for questions alone', async () => {
    await ask([reply('One.')], parts)
    await screen.findByText('One.')
    expect(inAnswer().queryByRole('button')).toBeNull()
  })
})

describe('Message.Meta', () => {
  it('tells what an answer took, once it is there', async () => {
    const ref = createRef<HTMLDetailsElement>()
    await ask([reply('One.')], <Message.Meta ref={ref} className="mine" />)
    await waitFor(() => expect(answer().querySelector('details')).not.toBeNull())
    expect(answer().querySelector('details')).toHaveClass('mine')
    expect(ref.current?.tagName).toBe('DETAILS')
    expect(inAnswer().getByText('stop', { selector: 'summary *' })).toBeInTheDocument()
    expect(screen.getAllByRole('article')[0]?.querySelector('details')).toBeNull()
  })
})

describe('Chat.Viewport', () => {
  it('follows the end, and has its keys, also where it comes later than its list', async () => {
    const chat = createChat({
      transport: createTogetherTransport(),
      initialMessages: [{ role: 'user', content: [{ text: 'Hello' }] }],
    })
    function Late({ isThere }: { isThere: boolean }) {
      return (
        <Chat.Root chat={chat}>
          <Chat.List data-testid="list">
            {isThere && (
              <Chat.Viewport>
                {({ messageIds }) => (
                  <Message.Root messageIds={messageIds}>
                    <Message.Content />
                  </Message.Root>
                )}
              </Chat.Viewport>
            )}
          </Chat.List>
        </Chat.Root>
      )
    }
    const height = vi.spyOn(Element.prototype, 'scrollHeight', 'get').mockReturnValue(1000)
    const view = vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(100)
    const { rerender } = render(<Late isThere={false} />)
    rerender(<Late isThere />)
    const list = screen.getByRole('log')
    expect(list.scrollTop).toBe(1000)
    act(() => void list.dispatchEvent(new WheelEvent('wheel', { deltaY: -10 })))
    expect(screen.getByTestId('list')).not.toHaveAttribute('data-following')
    rerender(<Late isThere={false} />)
    expect(screen.getByTestId('list')).toHaveAttribute('data-following')
    rerender(<Late isThere />)
    const again = screen.getByRole('log')
    expect(again.scrollTop).toBe(1000)
    act(() => again.focus())
    await waitFor(async () => {
      await userEvent.keyboard('{End}')
      expect(screen.getByRole('article')).toHaveFocus()
    })
    height.mockRestore()
    view.mockRestore()
  })
})
