import { act, createEvent, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { TogetherChat } from '../../../src/components/index.js'
import { createChat } from '../../../src/hooks/index.js'
import { nextFrame, renderStepped } from '../support.js'

const silent = { stream: () => ({ [Symbol.asyncIterator]: () => ({ next: () => new Promise<never>(() => {}) }) }) }
const field = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message' })
const questions = () => document.querySelectorAll('article[data-role="user"]')

/** A key press with a `keyCode`, which user-event does not set as browsers do. */
function pressEnter(init: KeyboardEventInit & { keyCode?: number } = {}): void {
  const event = createEvent.keyDown(field(), { key: 'Enter', keyCode: 13, ...init })
  fireEvent(field(), event)
}

afterEach(() => vi.unstubAllGlobals())

describe('Composer', () => {
  it('sends on Enter, empties the field and keeps the focus in it', async () => {
    const { user } = renderStepped()
    await user.type(field(), 'Hello{Enter}')
    expect(questions()).toHaveLength(1)
    expect(field()).toHaveValue('')
    expect(field()).toHaveFocus()
  })

  it('makes a line on Shift and Enter', async () => {
    const { user } = renderStepped()
    await user.type(field(), 'a{Shift>}{Enter}{/Shift}b')
    expect(field()).toHaveValue('a\nb')
    expect(questions()).toHaveLength(0)
  })

  it('leaves Enter to an input method, in the order of Chromium and Firefox', async () => {
    const { user } = renderStepped()
    await user.type(field(), 'に')
    fireEvent.compositionStart(field())
    pressEnter({ isComposing: true, keyCode: 229 })
    fireEvent.compositionEnd(field())
    expect(questions()).toHaveLength(0)
    act(() => pressEnter())
    expect(questions()).toHaveLength(1)
  })

  it('leaves Enter to an input method, in the order of Safari', async () => {
    const { user } = renderStepped()
    await user.type(field(), 'に')
    fireEvent.compositionStart(field())
    fireEvent.compositionEnd(field())
    pressEnter({ isComposing: false, keyCode: 229 })
    expect(questions()).toHaveLength(0)
    act(() => pressEnter())
    expect(questions()).toHaveLength(1)
  })

  it('trusts its own flag where a browser says nothing about the composition', async () => {
    const { user } = renderStepped()
    await user.type(field(), 'に')
    fireEvent.compositionStart(field())
    pressEnter({ isComposing: false, keyCode: 13 })
    expect(questions()).toHaveLength(0)
  })

  it('makes a line on Enter where fingers are the only pointer', async () => {
    vi.stubGlobal('matchMedia', (query: string) => ({ matches: query === '(pointer: coarse)' }))
    const { user } = renderStepped()
    await user.type(field(), 'a{Enter}b')
    expect(field()).toHaveValue('a\nb')
  })

  it('does not send white space, and says so', async () => {
    const { user } = renderStepped()
    const button = screen.getByRole('button', { name: 'Send' })
    expect(button).toHaveAttribute('aria-disabled', 'true')
    await user.type(field(), '  {Enter}')
    await user.click(button)
    expect(questions()).toHaveLength(0)
  })

  it('is a named form with a label and a hint', () => {
    renderStepped()
    expect(screen.getByRole('form', { name: 'Write a message' })).toBeInTheDocument()
    expect(field()).toHaveAccessibleDescription(/Enter sends/)
    expect(field()).toHaveAttribute('enterkeyhint', 'send')
  })

  it('sends and stops with the same button', async () => {
    const { user, streams } = renderStepped()
    await user.type(field(), 'Hello')
    const button = screen.getByRole('button', { name: 'Send' })
    await user.click(button)
    expect(screen.getByRole('button', { name: 'Stop' })).toBe(button)
    await act(() => streams[0]?.text('Partial') ?? Promise.resolve())
    await nextFrame()
    await user.click(button)
    expect(button).toHaveAccessibleName('Send')
    expect(screen.getByText('Stopped', { selector: 'p' })).toBeInTheDocument()
    expect(screen.getByText('Partial')).toBeInTheDocument()
    expect(streams[0]?.isCancelled).toBe(true)
  })

  it('does not stop on the second click of a double click', async () => {
    const { user } = renderStepped()
    await user.type(field(), 'Hello')
    await user.dblClick(screen.getByRole('button', { name: 'Send' }))
    expect(screen.getByRole('button', { name: 'Stop' })).toBeInTheDocument()
  })

  it('stops on Escape and keeps the focus', async () => {
    const { user } = renderStepped()
    await user.type(field(), 'Hello{Enter}')
    await user.type(field(), '{Escape}')
    expect(screen.getByRole('button', { name: 'Send' })).toBeInTheDocument()
    expect(field()).toHaveFocus()
  })

  it('shows what waits, and takes it out again', async () => {
    const { user } = renderStepped()
    await user.type(field(), 'One{Enter}')
    await user.type(field(), 'Two{Enter}')
    const queue = within(await screen.findByRole('list', { name: 'Messages waiting' }))
    expect(queue.getByText('Two')).toBeInTheDocument()
    await user.click(queue.getByRole('button', { name: 'Remove “Two”' }))
    expect(screen.queryByRole('list', { name: 'Messages waiting' })).toBeNull()
  })

  it('names the files of a message without a word which waits', async () => {
    const chat = createChat({ transport: silent })
    render(<TogetherChat chat={chat} />)
    act(() => {
      void chat.sendMessage('One')
      void chat.sendMessage({
        parts: [
          { type: 'file', base64Data: 'eA==', mimeType: 'application/pdf', filename: 'report.pdf' },
          { type: 'file', base64Data: 'eA==', mimeType: 'application/pdf' },
          { type: 'image', base64Image: 'eA==', mimeType: 'image/png' },
        ],
      })
    })
    const queue = within(await screen.findByRole('list', { name: 'Messages waiting' }))
    expect(queue.getByText('Image, report.pdf, File')).toBeInTheDocument()
    expect(queue.getByRole('button', { name: 'Remove “Image, report.pdf, File”' })).toBeInTheDocument()
  })

  it('offers to queue with a button, for those who have no Enter key to spare', async () => {
    const { user } = renderStepped()
    await user.type(field(), 'One{Enter}')
    await user.type(field(), 'Two')
    await user.click(screen.getByRole('button', { name: 'Send next' }))
    expect(await screen.findByRole('list', { name: 'Messages waiting' })).toBeInTheDocument()
  })

  it('keeps a draft which the chat refused', async () => {
    const { user } = renderStepped({ whenBusy: 'refuse' })
    await user.type(field(), 'One{Enter}')
    await user.type(field(), 'Two{Enter}')
    expect(field()).toHaveValue('Two')
    expect(screen.getByText('Not sent: an answer is still being written.')).toBeInTheDocument()
  })
})
