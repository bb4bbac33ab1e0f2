import { act, render, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { Profiler, useState } from 'react'
import { describe, expect, it, vi } from 'vitest'
import {
  type FeedbackEvent,
  Message,
  type MessageProps,
  TogetherChat,
  type TogetherChatProps,
} from '../../src/components/index.js'
import { ChatMessage, createChat } from '../../src/hooks/index.js'
import { reply, type SimulatorRequest, silence } from '../../src/testing/index.js'
import { renderSimulated, renderStepped } from './support.js'

const articles = () => screen.getAllByRole('article')
const button = (name: string) => screen.queryByRole('button', { name })
const spoken = () => [...document.querySelectorAll('[aria-live="polite"]')].map((region) => region.textContent).join('')
const silent = { stream: () => ({ [Symbol.asyncIterator]: () => ({ next: () => new Promise<never>(() => {}) }) }) }
const texts = ['One.', 'Two.', 'Three.', 'Four.']

/** A conversation of a question and its answer. */
const answeredChat = () =>
  createChat({ transport: silent, initialMessages: [ChatMessage.fromUser('Q'), ChatMessage.fromAssistant('A')] })

/** Sends questions, each of which is answered. */
async function converse(props: TogetherChatProps, questions: readonly string[] = ['First?']) {
  const asked: SimulatorRequest[] = []
  const script = (request: SimulatorRequest) => reply(texts[asked.push(request) - 1] ?? 'More.')
  const { user } = renderSimulated({ script }, props)
  for (const [place, question] of questions.entries()) {
    await user.type(screen.getByRole('textbox'), `${question}{Enter}`)
    await screen.findByText(texts[place] ?? '')
  }
  return { user, models: () => asked.map(({ body }) => body.model) }
}

describe('A chat which was asked for nothing more', () => {
  it('offers to copy, to edit and to ask again', async () => {
    await converse({})
    const names = (article: HTMLElement) =>
      within(within(article).getByRole('group', { name: /^Actions/ }))
        .getAllByRole('button')
        .map((each) => each.getAttribute('aria-label'))
    expect(articles().map(names)).toEqual([
      ['Copy', 'Edit'],
      ['Copy', 'Ask again'],
    ])
  })
})

describe('A greeting', () => {
  it('offers no way to ask again: there is no question', async () => {
    const initialMessages = [
      ChatMessage.fromAssistant('Hello!'),
      ChatMessage.fromUser('Q'),
      ChatMessage.fromAssistant('A'),
    ]
    const chat = createChat({ transport: silent, initialMessages })
    render(<TogetherChat chat={chat} models={['test/small']} canDelete />)
    const [greeting, , last] = articles().map((article) => within(article))
    for (const name of ['Ask again', 'Ask again with another model']) {
      expect(await last?.findByRole('button', { name })).toBeInTheDocument()
      expect(greeting?.queryByRole('button', { name })).toBeNull()
    }
    expect(greeting?.getByRole('button', { name: 'Copy' })).toBeInTheDocument()
    expect(greeting?.getByRole('button', { name: 'Delete' })).toBeInTheDocument()
  })
})

describe('Feedback', () => {
  it('is given by a toggle, said to the reader and to the application, and taken back', async () => {
    const given: FeedbackEvent[] = []
    const { user } = await converse({ onFeedback: (feedback) => given.push(feedback) })
    const good = await screen.findByRole('button', { name: 'Good answer' })
    const bad = screen.getByRole('button', { name: 'Bad answer' })
    expect(good).toHaveAttribute('aria-pressed', 'false')
    await user.click(good)
    expect(good).toHaveAttribute('aria-pressed', 'true')
    await waitFor(() => expect(spoken()).toContain('Marked as good'))
    await user.click(bad)
    expect([good, bad].map((each) => each.getAttribute('aria-pressed'))).toEqual(['false', 'true'])
    await user.click(bad)
    expect(bad).toHaveAttribute('aria-pressed', 'false')
    await waitFor(() => expect(spoken()).toContain('Mark taken back'))
    expect(given.map(({ value }) => value)).toEqual(['good', 'bad', null])
    expect(given[0]?.message.message.text).toBe('One.')
    expect(given[0]?.messageId).toBe(given[0]?.message.id)
  })

  it('is asked for an answer, not for a question, and only once it is there', async () => {
    const { user, streams } = renderStepped({ onFeedback: () => {} })
    await user.type(screen.getByRole('textbox'), 'Why?{Enter}')
    await act(async () => streams[0]?.text('It is'))
    await screen.findByText('It is')
    expect(button('Good answer')).toBeNull()
    await act(async () => streams[0]?.finish())
    await screen.findByRole('button', { name: 'Good answer' })
    expect(within(articles()[0] as HTMLElement).queryByRole('button', { name: 'Good answer' })).toBeNull()
  })

  it('stays with its answer while other versions are shown, and shows what was said before', async () => {
    const { user } = await converse({ onFeedback: () => {}, feedbackOf: () => 'bad' })
    const pressed = () =>
      screen.getAllByRole('button', { pressed: true }).map((each) => each.getAttribute('aria-label'))
    await screen.findByRole('button', { name: 'Bad answer' })
    expect(pressed()).toEqual(['Bad answer'])
    await user.click(screen.getByRole('button', { name: 'Good answer' }))
    expect(pressed()).toEqual(['Good answer'])
    await user.click(screen.getByRole('button', { name: 'Ask again' }))
    await screen.findByText('Two.')
    await waitFor(() => expect(pressed()).toEqual(['Bad answer']))
    await user.click(screen.getByRole('button', { name: 'Previous version' }))
    expect(pressed()).toEqual(['Good answer'])
  })

  it('is what the application says of it, once it says something else than before the press', async () => {
    const chat = answeredChat()
    function App() {
      const [said, setSaid] = useState<FeedbackEvent['value']>(null)
      return (
        <>
          {([null, 'good', 'bad'] as const).map((value) => (
            <button key={value} type="button" onClick={() => setSaid(value)}>
              {`The server says ${value}`}
            </button>
          ))}
          <TogetherChat chat={chat} onFeedback={() => {}} feedbackOf={() => said} />
        </>
      )
    }
    render(<App />)
    const user = userEvent.setup()
    const good = await screen.findByRole('button', { name: 'Good answer' })
    const bad = screen.getByRole('button', { name: 'Bad answer' })
    const pressed = () => [good, bad].map((each) => each.getAttribute('aria-pressed') === 'true')
    await user.click(good)
    expect(pressed()).toEqual([true, false]) // at once, before there is an answer
    const server = (value: string) => user.click(screen.getByRole('button', { name: `The server says ${value}` }))
    await server('good')
    expect(pressed()).toEqual([true, false])
    await server('bad')
    expect(pressed()).toEqual([false, true])
    await server('null') // as it was before the press, which is long answered
    expect(pressed()).toEqual([false, false])
    await user.click(bad)
    expect(pressed()).toEqual([false, true])
    await server('good')
    expect(pressed()).toEqual([true, false])
  })

  it('stays what was pressed while the application says nothing new, however often it renders', async () => {
    const chat = answeredChat()
    const app = () => <TogetherChat chat={chat} onFeedback={() => {}} feedbackOf={() => 'bad'} />
    const { rerender } = render(app())
    await userEvent.click(await screen.findByRole('button', { name: 'Good answer' }))
    rerender(app())
    expect(screen.getByRole('button', { name: 'Good answer' })).toHaveAttribute('aria-pressed', 'true')
    rerender(<TogetherChat key="another view" chat={chat} onFeedback={() => {}} feedbackOf={() => 'bad'} />)
    expect(await screen.findByRole('button', { name: 'Good answer' })).toHaveAttribute('aria-pressed', 'true')
  })

  it('is not asked for again while the application renders with the same functions', async () => {
    const given = { chat: answeredChat(), onFeedback: () => {}, feedbackOf: vi.fn(() => null) }
    const { rerender } = render(<TogetherChat {...given} />)
    await screen.findByRole('button', { name: 'Good answer' })
    given.feedbackOf.mockClear()
    rerender(<TogetherChat {...given} />)
    expect(given.feedbackOf).not.toHaveBeenCalled()
  })

  it('renders no message again for an inline function', async () => {
    const renders = vi.fn()
    const components = {
      Markdown({ text }: { text: string }) {
        renders()
        return <p>{text}</p>
      },
    }
    const chat = answeredChat()
    const heard: number[] = []
    function App() {
      const [count, setCount] = useState(0)
      return (
        <>
          <button type="button" onClick={() => setCount(count + 1)}>
            Count
          </button>
          <TogetherChat chat={chat} components={components} onFeedback={() => heard.push(count)} />
        </>
      )
    }
    render(<App />)
    const user = userEvent.setup()
    const good = await screen.findByRole('button', { name: 'Good answer' })
    const before = renders.mock.calls.length
    await user.click(screen.getByRole('button', { name: 'Count' }))
    await user.click(good)
    expect(heard).toEqual([1])
    expect(renders.mock.calls.length).toBe(before)
  })
})

describe('Deletion', () => {
  it('asks first, and gives the focus back to who keeps the message', async () => {
    const { user } = await converse({ canDelete: true })
    const [first] = await screen.findAllByRole('button', { name: 'Delete' })
    await user.click(first as HTMLElement)
    const question = screen.getByRole('group', { name: 'Delete this message?' })
    expect(within(question).getByRole('button', { name: 'Keep' })).toHaveFocus()
    await user.keyboard('{Escape}')
    expect(first).toHaveFocus()
    expect(screen.queryByRole('group', { name: 'Delete this message?' })).toBeNull()
    await user.click(first as HTMLElement)
    await user.click(screen.getByRole('button', { name: 'Keep' }))
    expect(first).toHaveFocus()
    expect(articles()).toHaveLength(2)
  })

  it('names the choice which goes, where others beside it stay', async () => {
    const { user } = renderSimulated({ script: () => reply('One.') }, { canDelete: true, generationKwargs: { n: 2 } })
    await user.type(screen.getByRole('textbox'), 'First?{Enter}')
    await screen.findByRole('radiogroup')
    await user.click(screen.getAllByRole('button', { name: 'Delete' }).at(-1) as HTMLElement)
    const question = await screen.findByRole('group', { name: 'Delete Choice 1?' })
    await user.click(within(question).getByRole('button', { name: 'Delete' }))
    await waitFor(() => expect(screen.queryByRole('radiogroup')).toBeNull())
    expect(articles()).toHaveLength(2)
  })

  it('says so, too, where what follows hangs on another version of the answer', async () => {
    const { user } = await converse({ canDelete: true }, ['First?', 'Second?'])
    await user.click(within(articles()[1] as HTMLElement).getByRole('button', { name: 'Ask again' }))
    await waitFor(() => expect(articles()).toHaveLength(2))
    await waitFor(() => expect(articles()[1]).toHaveAttribute('data-status', 'complete'))
    const question = within(articles()[0] as HTMLElement)
    await user.click(await question.findByRole('button', { name: 'Delete' }))
    expect(question.getByRole('group', { name: 'Delete this and all that follows?' })).toBeInTheDocument()
  })

  it('says so, too, where another version of the answer goes', async () => {
    const { user } = await converse({ canDelete: true }, ['First?'])
    await user.click(within(articles()[1] as HTMLElement).getByRole('button', { name: 'Ask again' }))
    await screen.findByText(/2 of 2/)
    await waitFor(() => expect(articles()[1]).toHaveAttribute('data-status', 'complete'))
    const question = within(articles()[0] as HTMLElement)
    await user.click(await question.findByRole('button', { name: 'Delete' }))
    expect(question.getByRole('group', { name: 'Delete this and all that follows?' })).toBeInTheDocument()
  })

  it('takes a question out with its answer, and says when more goes', async () => {
    const { user } = await converse({ canDelete: true }, ['First?', 'Second?'])
    await waitFor(() => expect(screen.getAllByRole('button', { name: 'Delete' })).toHaveLength(4))
    const inside = (place: number) => within(articles()[place] as HTMLElement)
    await user.click(inside(1).getByRole('button', { name: 'Delete' }))
    expect(inside(1).getByRole('group', { name: 'Delete this and all that follows?' })).toBeInTheDocument()
    await user.click(inside(1).getByRole('button', { name: 'Keep' }))
    await user.click(inside(2).getByRole('button', { name: 'Delete' }))
    const question = inside(2).getByRole('group', { name: 'Delete this message?' })
    await user.click(within(question).getByRole('button', { name: 'Delete' }))
    expect(articles()).toHaveLength(2)
    expect(screen.queryByText('Second?')).toBeNull()
    expect(screen.getByRole('log')).toHaveFocus()
    await waitFor(() => expect(spoken()).toContain('Deleted'))
  })

  it('shows the other version where there is one, and asks nothing about it', async () => {
    const { user } = await converse({ canDelete: true })
    await user.click(screen.getByRole('button', { name: 'Ask again' }))
    await screen.findByText('Two.')
    const answer = within(articles()[1] as HTMLElement)
    await user.click(await answer.findByRole('button', { name: 'Delete' }))
    await user.click(within(answer.getByRole('group', { name: /^Delete/ })).getByRole('button', { name: 'Delete' }))
    expect(await screen.findByText('One.')).toBeInTheDocument()
    expect(screen.queryByRole('group', { name: /^Delete/ })).toBeNull()
  })
})

describe('Another model', () => {
  const models = ['test/Small-8B-Instruct', { id: 'test/large', name: 'Large' }]

  it('is asked through a menu, this once', async () => {
    const { user, models: asked } = await converse({ models, model: 'test/default' })
    const opener = await screen.findByRole('button', { name: 'Ask again with another model' })
    expect(opener).toHaveAttribute('aria-expanded', 'false')
    await user.click(opener)
    const items = within(screen.getByRole('menu')).getAllByRole('menuitem')
    expect(items.map((item) => item.textContent)).toEqual(['Small-8B', 'Large'])
    expect(items[0]).toHaveFocus()
    await user.click(items[1] as HTMLElement)
    expect(screen.queryByRole('menu')).toBeNull()
    expect(opener).toHaveFocus()
    await screen.findByText('Two.')
    await user.click(screen.getByRole('button', { name: 'Ask again' }))
    await screen.findByText('Three.')
    expect(asked()).toEqual(['test/default', 'test/large', 'test/default'])
  })

  it('renders no menu again for a list made anew in each render, and all of them for another list', async () => {
    const commits = vi.fn()
    const components = {
      Message: (props: MessageProps) => (
        <Profiler id="message" onRender={commits}>
          <Message {...props} />
        </Profiler>
      ),
    }
    const chat = answeredChat()
    const app = (name: string) => (
      <TogetherChat
        chat={chat}
        components={components}
        models={['test/small', { id: 'test/large', name }]}
        onFeedback={() => {}}
      />
    )
    const { rerender } = render(app('Large'))
    const opener = await screen.findByRole('button', { name: 'Ask again with another model' })
    const before = commits.mock.calls.length
    rerender(app('Large'))
    rerender(app('Large'))
    expect(commits.mock.calls.length).toBe(before)
    rerender(app('Larger'))
    expect(commits.mock.calls.length).toBe(before + 1)
    await userEvent.click(opener)
    expect(screen.getAllByRole('menuitem').map((item) => item.textContent)).toEqual(['small', 'Larger'])
  })

  it('is found by keys', async () => {
    const { user, models: asked } = await converse({ models })
    const opener = await screen.findByRole('button', { name: 'Ask again with another model' })
    act(() => opener.focus())
    await user.keyboard('{ArrowDown}')
    const [small, large] = screen.getAllByRole('menuitem')
    await user.keyboard('{ArrowDown}')
    expect(large).toHaveFocus()
    await user.keyboard('{ArrowDown}')
    expect(small).toHaveFocus()
    await user.keyboard('l')
    expect(large).toHaveFocus()
    await user.keyboard('{Home}{Escape}')
    expect(screen.queryByRole('menu')).toBeNull()
    expect(opener).toHaveFocus()
    await user.keyboard('{Enter}{End}{Enter}')
    await screen.findByText('Two.')
    expect(asked().at(-1)).toBe('test/large')
  })

  it('is told by its whole id where two have the same short name', async () => {
    const { user } = await converse({ models: ['a/Llama-8B', 'b/Llama-8B-Turbo', 'c/Qwen'] })
    await user.click(await screen.findByRole('button', { name: 'Ask again with another model' }))
    const names = screen.getAllByRole('menuitem').map((item) => item.textContent)
    expect(names).toEqual(['a/Llama-8B', 'b/Llama-8B-Turbo', 'Qwen'])
  })

  it('is in reach while an answer is written', async () => {
    const { user } = renderSimulated({ script: [{ ...silence(2), text: 'One two three' }] }, { models })
    await user.type(screen.getByRole('textbox'), 'Why?{Enter}')
    expect(await screen.findByRole('button', { name: 'Ask again with another model' })).toBeInTheDocument()
  })
})
