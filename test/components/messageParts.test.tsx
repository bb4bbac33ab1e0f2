import '@testing-library/jest-dom/vitest'
import { act, render, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { createRef, type ReactNode } from 'react'
import { describe, expect, it, vi } from 'vitest'
import type { MessageMetaProps } from '../../src/components/index.js'
import { Chat, Composer, Message } from '../../src/components/parts/index.js'
import { ChatMessage, type ChatOptions, createChat, createTogetherTransport } from '../../src/hooks/index.js'
import { createSimulator, cut, reply, type SimulatorScript, silence, status } from '../../src/testing/index.js'

/** A chat of unstyled parts over a scripted service, with these in each message. */
async function ask(
  script: SimulatorScript,
  children: ReactNode,
  options: Partial<ChatOptions> = {},
  props: Omit<Chat.RootProps, 'chat'> = {},
) {
  const simulator = createSimulator({ tokensPerSecond: Number.POSITIVE_INFINITY, script })
  const transport = createTogetherTransport({
    baseUrl: 'https://relay.test/api',
    maxRetries: 0,
    fetch: (input, init) => simulator(new Request(input, init)),
  })
  const chat = createChat({ transport, ...options })
  const { container } = render(
    <Chat.Root chat={chat} {...props}>
      <Chat.List>
        <Chat.Viewport>
          {({ messageIds }) => <Message.Root messageIds={messageIds}>{children}</Message.Root>}
        </Chat.Viewport>
      </Chat.List>
      <Composer.Root>
        <Composer.Input />
        <Composer.Send />
      </Composer.Root>
    </Chat.Root>,
  )
  const user = userEvent.setup()
  await user.type(screen.getByRole('textbox'), 'Why?{Enter}')
  return { user, chat, container }
}

const answer = () => screen.getAllByRole('article').at(-1) as HTMLElement
const inAnswer = () => within(answer())

const spoken = () => [...document.querySelectorAll('[aria-live="polite"]')].map((region) => region.textContent).join('')

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

describe('Message.Regenerate', () => {
  it('is there for what answers a question, not for a greeting', async () => {
    const initialMessages = [ChatMessage.fromAssistant('Hello!')]
    await ask([reply('Because.')], [<Message.Content key="content" />, <Message.Regenerate key="again" />], {
      initialMessages,
    })
    await screen.findByText('Because.')
    const again = screen
      .getAllByRole('article')
      .map((each) => within(each).queryByRole('button', { name: 'Ask again' }))
    expect(again.map((button) => button !== null)).toEqual([false, false, true])
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

describe('Message.Unfinished', () => {
  const parts = [<Message.Content key="content" />, <Message.Unfinished key="unfinished" className="mine" />]
  const begun = 'One two three four'

  it('says that a reply was stopped, and goes on with it, without looks', async () => {
    const ref = createRef<HTMLDivElement>()
    const { user } = await ask(
      [{ ...silence(2), text: begun }, reply(' and so on.')],
      [<Message.Content key="content" />, <Message.Unfinished key="unfinished" ref={ref} className="mine" />],
    )
    await screen.findByText(/^One/)
    expect(ref.current).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Stop' }))
    const words = await inAnswer().findByText('Stopped')
    expect(words.parentElement).toBe(ref.current)
    expect(ref.current?.className).toBe('mine')
    expect(ref.current).toHaveAttribute('data-reason', 'stopped')
    expect(ref.current).toHaveAttribute('data-status', 'stopped')
    expect(dressed(ref.current as Element)).toEqual([])
    expect(inAnswer().getByRole('button', { name: 'Try again' })).toBeInTheDocument()
    await user.click(inAnswer().getByRole('button', { name: 'Continue' }))
    expect(await screen.findByText(/^One.* and so on\.$/)).toBeInTheDocument()
    expect(ref.current).toBeNull()
    expect(screen.getByRole('log')).toHaveFocus()
  })

  it('only goes on where a reply reached its length limit', async () => {
    await ask([reply({ text: begun, finishReason: 'length' })], parts)
    const words = await inAnswer().findByText('The answer reached its length limit.')
    expect(words.parentElement).toHaveAttribute('data-reason', 'length')
    expect(
      within(words.parentElement as HTMLElement)
        .getAllByRole('button')
        .map((each) => each.textContent),
    ).toEqual(['Continue'])
  })

  it('leaves an error to Message.Error, and comes once that was dismissed', async () => {
    const { chat } = await ask([{ ...cut(2), text: begun }], parts)
    await screen.findByText(/^One/)
    await waitFor(() => expect(answer()).toHaveAttribute('data-status', 'interrupted'))
    expect(answer().querySelector('.mine')).toBeNull()
    act(() => chat.clearError())
    await waitFor(() => expect(answer().querySelector('.mine')).toHaveAttribute('data-reason', 'stopped'))
  })

  it('is what a function makes of its state, and has words of your own', async () => {
    await ask(
      [reply({ text: begun, finishReason: 'length' })],
      <Message.Unfinished render={(props, { reason }) => <p {...props}>It ended by {reason}</p>} />,
    )
    expect(await screen.findByText('It ended by length')).toHaveAttribute('data-reason', 'length')
  })
})

describe('Message.Feedback', () => {
  const toggles = [
    <Message.Feedback key="good" value="good" className="mine" />,
    <Message.Feedback key="bad" value="bad">
      👎
    </Message.Feedback>,
  ]

  it('is one of two toggles, told to the reader and to the application', async () => {
    const onFeedback = vi.fn()
    const { user } = await ask([reply('One.')], toggles, {}, { onFeedback })
    const good = await screen.findByRole('button', { name: 'Good answer' })
    const bad = screen.getByRole('button', { name: 'Bad answer' })
    expect([good.className, good.textContent, bad.textContent]).toEqual(['mine', 'Good answer', '👎'])
    expect(good).toHaveAttribute('data-value', 'good')
    expect(good).toHaveAttribute('data-role', 'assistant')
    await user.click(good)
    expect(good).toHaveAttribute('aria-pressed', 'true')
    expect(good).toHaveAttribute('data-pressed')
    await waitFor(() => expect(spoken()).toContain('Marked as good'))
    await user.click(bad)
    expect(good).toHaveAttribute('aria-pressed', 'false')
    expect(good).not.toHaveAttribute('data-pressed')
    await user.click(bad)
    expect(bad).toHaveAttribute('aria-pressed', 'false')
    expect(onFeedback.mock.calls.map(([{ value }]) => value)).toEqual(['good', 'bad', null])
  })

  it('is asked of answers alone, once they are there, where the chat asks for it', async () => {
    const { user } = await ask([{ ...silence(2), text: 'One two three' }], toggles, {}, { onFeedback: () => {} })
    await waitFor(() => expect(answer()).toHaveAttribute('data-status', 'streaming'))
    expect(screen.queryByRole('button', { name: 'Good answer' })).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Stop' }))
    expect(await screen.findAllByRole('button', { name: 'Good answer' })).toHaveLength(1)
    expect(inAnswer().getByRole('button', { name: 'Good answer' })).toBeInTheDocument()
  })

  it('is not there where only another thing is offered', async () => {
    await ask([reply('One.')], [...toggles, <Message.Delete key="delete" />], {}, { canDelete: true })
    await screen.findAllByRole('button', { name: 'Delete' })
    expect(screen.queryByRole('button', { name: 'Good answer' })).toBeNull()
  })

  it('leaves it to a handler of yours to prevent it', async () => {
    const onFeedback = vi.fn()
    const toggle = <Message.Feedback value="good" onClick={(event) => event.preventDefault()} />
    const { user } = await ask([reply('One.')], toggle, {}, { onFeedback })
    await user.click(await screen.findByRole('button', { name: 'Good answer' }))
    expect(onFeedback).not.toHaveBeenCalled()
  })
})

describe('Message.Delete', () => {
  const content = <Message.Content key="content" />

  it('asks first, and gives the focus back to who keeps the message, without looks', async () => {
    const { user } = await ask(
      [reply('One.')],
      [content, <Message.Delete key="delete" className="mine" />],
      {},
      { canDelete: true },
    )
    await screen.findByText('One.')
    const button = await inAnswer().findByRole('button', { name: 'Delete' })
    expect(button.className).toBe('mine')
    expect(button).toHaveAttribute('aria-expanded', 'false')
    await user.click(button)
    expect(button).toHaveAttribute('aria-expanded', 'true')
    expect(button).toHaveAttribute('data-asking')
    const question = inAnswer().getByRole('group', { name: 'Delete this message?' })
    expect(within(question).getByRole('button', { name: 'Keep' })).toHaveFocus()
    expect(question.className).toBe('')
    expect(dressed(question)).toEqual([])
    expect([...question.querySelectorAll('[class]')]).toEqual([])
    await user.keyboard('{Escape}')
    expect(button).toHaveFocus()
    expect(screen.queryByRole('group')).toBeNull()
    expect(screen.getAllByRole('article')).toHaveLength(2)
  })

  it('deletes, says so, and hands the focus to the list', async () => {
    const { user } = await ask([reply('One.')], [content, <Message.Delete key="delete" />], {}, { canDelete: true })
    await screen.findByText('One.')
    await user.click(await inAnswer().findByRole('button', { name: 'Delete' }))
    await user.click(within(screen.getByRole('group')).getByRole('button', { name: 'Delete' }))
    expect(screen.getAllByRole('article')).toHaveLength(1)
    expect(screen.getByRole('log')).toHaveFocus()
    await waitFor(() => expect(spoken()).toContain('Deleted'))
  })

  it('asks with an element of yours, or with what a function makes of its state', async () => {
    const ask2 = (question: Message.DeleteProps['question']) =>
      ask(
        [reply('One.'), reply('Two.')],
        [content, <Message.Delete key="delete" question={question} />],
        {},
        { canDelete: true },
      )
    const { user, chat } = await ask2((props, { hasMore }) => (
      <section {...props} className="mine">
        {hasMore ? 'Two go' : 'One goes'}
        {props.children}
      </section>
    ))
    await screen.findByText('One.')
    await act(() => chat.sendMessage('More?'))
    await screen.findByText('Two.')
    const [first, , third] = await screen.findAllByRole('button', { name: 'Delete' })
    await user.click(first as HTMLElement)
    const question = screen.getByRole('group', { name: 'Delete this and all that follows?' })
    expect(question).toHaveClass('mine')
    expect(question).toHaveAttribute('data-more')
    expect(question).toHaveTextContent('Two go')
    await user.click(within(question).getByRole('button', { name: 'Keep' }))
    await user.click(third as HTMLElement)
    expect(screen.getByRole('group', { name: 'Delete this message?' })).toHaveTextContent('One goes')
  })

  it('is not there where messages are not to be deleted', async () => {
    const parts = [<Message.Feedback key="good" value="good" />, <Message.Delete key="delete" />]
    await ask([reply('One.')], parts, {}, { onFeedback: () => {} })
    await screen.findByRole('button', { name: 'Good answer' })
    expect(screen.queryByRole('button', { name: 'Delete' })).toBeNull()
  })
})

describe('Message.Meta', () => {
  it('tells what an answer took, once it is there, without looks', async () => {
    const ref = createRef<HTMLDetailsElement>()
    await ask([reply('One.')], <Message.Meta ref={ref} className="mine" />)
    await waitFor(() => expect(answer().querySelector('details')).not.toBeNull())
    const details = answer().querySelector('details') as HTMLDetailsElement
    expect(ref.current).toBe(details)
    expect(details.className).toBe('mine')
    expect(details).toHaveAttribute('data-status', 'complete')
    expect([...details.querySelectorAll('[class]')]).toEqual([])
    expect(inAnswer().getByText('stop', { selector: 'summary *' }).parentElement).toHaveAttribute(
      'data-reading',
      'finishReason',
    )
    expect(details.querySelector('summary')?.textContent).toMatch(/ tokens \S+ stop $/) // words do not run together
    expect(within(details).getByText('Finish reason', { selector: 'dt' })).toBeInTheDocument()
    expect(screen.getAllByRole('article')[0]?.querySelector('details')).toBeNull()
  })

  it('is the component which the chat was given for it', async () => {
    const components = { MessageMeta: ({ className }: MessageMetaProps) => <p className={className}>My readings</p> }
    await ask([reply('One.')], <Message.Meta className="mine" />, {}, { components })
    expect((await screen.findByText('My readings')).className).toBe('mine')
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
