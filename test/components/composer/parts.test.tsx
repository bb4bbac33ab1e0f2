import '@testing-library/jest-dom/vitest'
import { act, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { createRef, type ReactNode, useState } from 'react'
import { describe, expect, it, vi } from 'vitest'
import { ChatRoot, TogetherChat } from '../../../src/components/index.js'
import { Composer } from '../../../src/components/parts/index.js'
import { createChat, type UseComposerResult, useComposer } from '../../../src/hooks/index.js'

// jsdom's blobs cannot be read this way yet.
Blob.prototype.arrayBuffer ??= function (this: Blob) {
  const reader = new FileReader()
  return new Promise((resolve) => {
    reader.onload = () => resolve(reader.result as ArrayBuffer)
    reader.readAsArrayBuffer(this)
  })
}

const silent = { stream: () => ({ [Symbol.asyncIterator]: () => ({ next: () => new Promise<never>(() => {}) }) }) }
const newChat = () => createChat({ transport: silent })
const sent = (chat: ReturnType<typeof newChat>) => chat.view().messages.map(({ message }) => message.text)

describe('The parts of a composer', () => {
  it('make a composer of your own elements, which behaves as the kit’s', async () => {
    const chat = newChat()
    render(
      <ChatRoot chat={chat}>
        <Composer.Root className="mine">
          <Composer.Input className="field" placeholder="Ask away" />
          <Composer.Send render={(props, state) => <button {...props} data-mine={state.isBusy} />}>Go</Composer.Send>
        </Composer.Root>
      </ChatRoot>,
    )
    const user = userEvent.setup()
    const field = screen.getByRole('textbox', { name: 'Message' })
    expect(field).toHaveAttribute('placeholder', 'Ask away')
    expect(screen.getByRole('form')).toHaveAttribute('data-empty')
    expect(screen.getByRole('form').className).toBe('mine')
    await user.type(field, 'Hello{Enter}')
    expect(sent(chat)).toContain('Hello')
    const button = screen.getByRole('button', { name: 'Stop' })
    expect(button).toHaveTextContent('Go')
    expect(button).toHaveAttribute('data-mine', 'true')
    await user.click(button)
    expect(chat.view().status).toBe('ready')
  })

  it('keep what their user gives: refs, styles, handlers which may prevent ours', async () => {
    const chat = newChat()
    const onKeyDown = vi.fn((event: React.KeyboardEvent) => event.preventDefault())
    const ref = createRef<HTMLTextAreaElement>()
    const inner = createRef<HTMLButtonElement>()
    render(
      <ChatRoot chat={chat}>
        <Composer.Root style={{ color: 'red' }}>
          <Composer.Input ref={ref} onKeyDown={onKeyDown} />
          <Composer.Send render={<button type="button" ref={inner} className="inner" />} className="outer" />
        </Composer.Root>
      </ChatRoot>,
    )
    expect(ref.current).toBe(screen.getByRole('textbox'))
    expect(inner.current?.className.split(' ').sort()).toEqual(['inner', 'outer'])
    expect(screen.getByRole('form')).toHaveStyle({ color: 'rgb(255, 0, 0)' })
    await userEvent.type(screen.getByRole('textbox'), 'x{Enter}')
    expect(onKeyDown).toHaveBeenCalled()
    expect(sent(chat)).toEqual([])
  })

  it('describe the text box where there is a hint, and only there', () => {
    function Shown({ children }: { children?: ReactNode }) {
      return (
        <ChatRoot chat={chat}>
          <Composer.Root>
            <Composer.Input />
            {children}
          </Composer.Root>
        </ChatRoot>
      )
    }
    const chat = newChat()
    const field = () => screen.getByRole('textbox', { name: 'Message' })
    const { rerender } = render(<Shown />)
    expect(field()).not.toHaveAttribute('aria-describedby')
    rerender(
      <Shown>
        <Composer.Hint hidden />
      </Shown>,
    )
    expect(field()).toHaveAccessibleDescription(/Enter sends/)
    rerender(
      <Shown>
        <Composer.Hint id="mine">Write, then Enter</Composer.Hint>
      </Shown>,
    )
    expect(field()).toHaveAttribute('aria-describedby', 'mine')
    expect(field()).toHaveAccessibleDescription('Write, then Enter')
    rerender(<Shown />)
    expect(field()).not.toHaveAttribute('aria-describedby')
  })

  it('show files and what went wrong without the kit’s looks', async () => {
    const chat = createChat({ transport: silent, attachments: { maxFiles: 1 } })
    const held: { composer?: UseComposerResult } = {}
    function Held() {
      held.composer = useComposer({ chat })
      return null
    }
    render(
      <ChatRoot chat={chat}>
        <Held />
        <Composer.Root data-testid="form">
          <Composer.Problem className="problem" />
          <Composer.Attachments className="files" />
          <Composer.Input />
        </Composer.Root>
      </ChatRoot>,
    )
    const file = (name: string) => new File(['x'], name, { type: 'text/plain' })
    await act(async () => void (await held.composer?.attach([file('a.txt'), file('b.txt')])))
    const list = screen.getByRole('list', { name: 'Attachments' })
    expect(list).toHaveTextContent('a.txt')
    expect(list.className).toBe('files')
    const problem = screen.getByText(/^b\.txt cannot be attached/)
    expect(problem.className).toBe('problem')
    expect(problem).toHaveAttribute('data-code', 'too-large')
    expect(screen.getByTestId('form').querySelector('[class^="tg-"]')).toBeNull()
    await userEvent.click(screen.getByRole('button', { name: 'Remove a.txt' }))
    expect(screen.queryByRole('list', { name: 'Attachments' })).toBeNull()
    expect(screen.getByRole('textbox')).toHaveFocus()
  })

  it('say where they belong when they stand alone', () => {
    const error = vi.spyOn(console, 'error').mockImplementation(() => {})
    expect(() => render(<Composer.Input />)).toThrow('put it into <Composer.Root>')
    error.mockRestore()
  })
})

describe('useComposer', () => {
  it('lets the application hold the draft', async () => {
    const chat = newChat()
    function App() {
      const composer = useComposer({ chat, initialText: 'A draft' })
      const [seen, setSeen] = useState('')
      return (
        <>
          <button type="button" onClick={() => composer.setText('From a template')}>
            Template
          </button>
          <button type="button" onClick={() => setSeen(composer.text)}>
            Read
          </button>
          <output>{seen}</output>
          <TogetherChat chat={chat} composer={composer} />
        </>
      )
    }
    render(<App />)
    const user = userEvent.setup()
    const field = screen.getByRole('textbox', { name: 'Message' })
    expect(field).toHaveValue('A draft')
    await user.click(screen.getByRole('button', { name: 'Template' }))
    expect(field).toHaveValue('From a template')
    await user.type(field, '!')
    await user.click(screen.getByRole('button', { name: 'Read' }))
    expect(screen.getByRole('status', { name: '' })).toHaveTextContent('From a template!')
    await act(async () => user.type(field, '{Enter}'))
    expect(sent(chat)).toContain('From a template!')
    expect(field).toHaveValue('')
  })
})

describe('A draft', () => {
  function held(chat: ReturnType<typeof newChat>) {
    let composer: UseComposerResult | undefined
    function Holder() {
      composer = useComposer({ chat })
      return null
    }
    render(<Holder />)
    if (!composer) throw new Error('nothing was rendered')
    return composer
  }

  it('is sent as it is, not as it was when it was rendered', () => {
    const chat = newChat()
    const composer = held(chat)
    act(() => composer.setText('From a template'))
    act(() => expect(composer.submit()).toBe(true))
    expect(sent(chat)).toContain('From a template')
  })

  it('sends no text without the file which was attached to it', async () => {
    const chat = newChat()
    const composer = held(chat)
    act(() => composer.setText('Look'))
    let reading: Promise<unknown> = Promise.resolve()
    act(() => {
      reading = composer.attach([new File(['x'], 'a.txt', { type: 'text/plain' })])
    })
    act(() => expect(composer.submit()).toBe(false))
    await act(async () => void (await reading))
    expect(sent(chat)).toEqual([])
  })

  it('stays with its chat', () => {
    const [one, other] = [newChat(), newChat()]
    const composer = held(one)
    act(() => composer.setText('For one'))
    const { rerender } = render(<TogetherChat chat={one} />)
    expect(screen.getByRole('textbox')).toHaveValue('For one')
    rerender(<TogetherChat chat={other} />)
    expect(screen.getByRole('textbox')).toHaveValue('')
    rerender(<TogetherChat chat={one} />)
    expect(screen.getByRole('textbox')).toHaveValue('For one')
  })
})
