import { act, createEvent, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { ComposerRoot } from '../../../src/components/composer/ComposerRoot.js'
import { ChatRoot } from '../../../src/components/index.js'
import { type ChatTransport, createChat } from '../../../src/hooks/index.js'
import { nextFrame, renderStepped } from '../support.js'

// jsdom's blobs cannot be read this way yet.
Blob.prototype.arrayBuffer ??= function (this: Blob) {
  const reader = new FileReader()
  return new Promise((resolve) => {
    reader.onload = () => resolve(reader.result as ArrayBuffer)
    reader.readAsArrayBuffer(this)
  })
}

const bytes = atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==')
const png = Uint8Array.from(bytes, (char) => char.charCodeAt(0))
const photo = (name = 'cat.png') => new File([png], name, { type: 'image/png' })
const field = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message' })
const input = () => document.querySelector<HTMLInputElement>('input[type="file"]') as HTMLInputElement
const list = () => within(screen.getByRole('list', { name: 'Attachments' }))
/** What shows them is loaded with the first. */
const shownList = async () => within(await screen.findByRole('list', { name: 'Attachments' }))
const notes = () => document.querySelector('.tg-composer')?.textContent ?? ''

const silent: ChatTransport = { stream: async function* () {} }

/** What a drop or a paste carries. */
function carried(files: readonly File[], types: readonly string[] = ['Files']) {
  return { files, types, items: [], getData: () => '' }
}

/** jsdom has no drag events, and so no element to which one goes on. */
function leave(from: Element, to: Element): void {
  const event = createEvent.dragLeave(from, { dataTransfer: carried([]) })
  fireEvent(from, Object.assign(event, { relatedTarget: to }))
}

/** A file whose bytes come when the test says so. */
function slowFile() {
  let read = () => {}
  const file = new File(['Words'], 'words.txt', { type: 'text/plain' })
  const ready = new Promise<void>((resolve) => {
    read = resolve
  })
  file.arrayBuffer = () => ready.then(() => new TextEncoder().encode('Words').buffer as ArrayBuffer)
  return { file, read }
}

describe('Attachments', () => {
  it('are offered only where files are accepted', () => {
    const { unmount } = renderStepped()
    expect(screen.queryByRole('button', { name: 'Attach files' })).toBeNull()
    unmount()
    renderStepped({ accept: 'image/*' })
    expect(screen.getByRole('button', { name: 'Attach files' })).toBeInTheDocument()
  })

  it('are shown, sent with the text, and gone with the draft', async () => {
    const { user, streams } = renderStepped({ accept: 'image/*' })
    await user.upload(input(), photo())
    expect(await (await shownList()).findByRole('img')).toBeInTheDocument()
    await user.type(field(), 'What is this?{Enter}')
    expect(screen.queryByRole('list', { name: 'Attachments' })).toBeNull()
    await waitFor(() => expect(streams).toHaveLength(1))
    const sent = within(document.querySelector('article[data-role="user"]') as HTMLElement)
    expect(sent.getByRole('img')).toBeInTheDocument()
    expect(sent.getByText('What is this?')).toBeInTheDocument()
  })

  it('can be sent without a word', async () => {
    const { user } = renderStepped({ accept: 'image/*' })
    await user.upload(input(), photo())
    await (await shownList()).findByRole('img')
    await user.click(screen.getByRole('button', { name: 'Send' }))
    expect(document.querySelectorAll('article[data-role="user"] img')).toHaveLength(1)
  })

  it('can be taken out again, and the focus goes to the field', async () => {
    const { user } = renderStepped({ accept: 'image/*' })
    await user.upload(input(), [photo('one.png'), photo('two.png')])
    await user.click(await (await shownList()).findByRole('button', { name: 'Remove one.png' }))
    expect(list().getAllByRole('listitem')).toHaveLength(1)
    expect(field()).toHaveFocus()
    await waitFor(() => expect(document.body).toHaveTextContent('one.png removed'))
  })

  it('come by paste and by drop, and only those which are accepted', async () => {
    renderStepped({ accept: 'image/*' })
    const paste = createEvent.paste(field(), { clipboardData: carried([photo('pasted.png')]) })
    fireEvent(field(), paste)
    expect(paste.defaultPrevented).toBe(true)
    const form = screen.getByRole('form', { name: 'Write a message' })
    fireEvent.dragOver(form, { dataTransfer: carried([]) })
    expect(form).toHaveAttribute('data-dragging')
    const script = new File(['x'], 'x.exe', { type: 'application/octet-stream' })
    fireEvent.drop(form, { dataTransfer: carried([photo('dropped.png'), script]) })
    expect(form).not.toHaveAttribute('data-dragging')
    await waitFor(() => expect(list().getAllByRole('img')).toHaveLength(2))
    expect(list().getAllByRole('listitem')).toHaveLength(2)
  })

  it('are taken wherever on the chat they are dropped', async () => {
    renderStepped({ accept: 'image/*' })
    const form = screen.getByRole('form', { name: 'Write a message' })
    const messages = screen.getByRole('log')
    fireEvent.dragOver(messages, { dataTransfer: carried([]) })
    expect(form).toHaveAttribute('data-dragging')
    leave(messages, form)
    expect(form).toHaveAttribute('data-dragging')
    leave(messages, document.body)
    expect(form).not.toHaveAttribute('data-dragging')
    fireEvent.drop(messages, { dataTransfer: carried([photo('dropped.png')]) })
    await waitFor(() => expect(list().getAllByRole('img')).toHaveLength(1))
  })

  it.each(['', 'image/*'])('which are dropped never take the page away, where "%s" is accepted', async (accept) => {
    renderStepped({ accept })
    const script = new File(['x'], 'x.exe', { type: 'application/octet-stream' })
    for (const target of [field(), screen.getByRole('log')]) {
      const drags = [createEvent.dragOver, createEvent.drop].map((create) =>
        create(target, { dataTransfer: carried([script]) }),
      )
      for (const event of drags) {
        fireEvent(target, event)
        expect(event.defaultPrevented).toBe(true)
      }
    }
    expect(screen.queryByRole('list', { name: 'Attachments' })).toBeNull()
    await waitFor(() => expect(document.body).toHaveTextContent('x.exe cannot be attached'))
  })

  it('are refused by the pointer already where none is accepted, and text is dropped as everywhere', () => {
    renderStepped()
    const files = { ...carried([]), dropEffect: 'copy' }
    fireEvent.dragOver(field(), { dataTransfer: files })
    expect(files.dropEffect).toBe('none')
    expect(screen.getByRole('form')).not.toHaveAttribute('data-dragging')
    const text = createEvent.drop(field(), { dataTransfer: carried([], ['text/plain']) })
    fireEvent(field(), text)
    expect(text.defaultPrevented).toBe(false)
  })

  it('are left to an application which takes the drop itself', async () => {
    render(
      <ChatRoot chat={createChat({ transport: silent })}>
        <ComposerRoot accept="image/*" onDrop={(event) => event.preventDefault()} />
      </ChatRoot>,
    )
    const x = new File(['x'], 'x.exe', { type: 'application/octet-stream' })
    fireEvent.drop(screen.getByRole('form'), { dataTransfer: carried([x]) })
    await nextFrame()
    expect(document.body).not.toHaveTextContent('cannot be attached')
  })

  it('are no longer marked as dragged over the chat once something in it takes them, or they leave it there', () => {
    render(
      <ChatRoot chat={createChat({ transport: silent })}>
        <section
          aria-label="Own"
          onDragLeave={(event) => event.preventDefault()}
          onDrop={(event) => event.preventDefault()}
        />
        <ComposerRoot accept="image/*" />
      </ChatRoot>,
    )
    const form = screen.getByRole('form')
    const own = screen.getByRole('region', { name: 'Own' })
    fireEvent.dragOver(own, { dataTransfer: carried([]) })
    expect(form).toHaveAttribute('data-dragging')
    fireEvent.drop(own, { dataTransfer: carried([photo()]) })
    expect(form).not.toHaveAttribute('data-dragging')
    fireEvent.dragOver(own, { dataTransfer: carried([]) })
    leave(own, document.body)
    expect(form).not.toHaveAttribute('data-dragging')
    expect(screen.queryByRole('list', { name: 'Attachments' })).toBeNull()
  })

  it('leave text to the field which comes with a picture of it', () => {
    renderStepped({ accept: 'image/*' })
    const paste = createEvent.paste(field(), {
      clipboardData: carried([photo()], ['text/plain', 'text/html', 'Files']),
    })
    fireEvent(field(), paste)
    expect(paste.defaultPrevented).toBe(false)
  })

  it('do not send before they are read, and say why one cannot be', async () => {
    const { user } = renderStepped({ accept: 'image/*,.txt' })
    await user.type(field(), 'Look')
    await user.upload(input(), new File([], 'empty.txt', { type: 'text/plain' }))
    await waitFor(() => expect(notes()).toContain('empty.txt cannot be attached'))
    expect(screen.queryByRole('list', { name: 'Attachments' })).toBeNull()
    expect(field()).toHaveValue('Look')
    await user.type(field(), '!')
    expect(notes()).not.toContain('cannot be attached')
  })

  it('send a message once they are read which was sent before that', async () => {
    const { user, streams } = renderStepped({ accept: '.txt' })
    const { file, read } = slowFile()
    await user.upload(input(), file)
    await user.type(field(), 'Look{Enter}')
    expect(field()).toHaveValue('Look')
    read()
    await waitFor(() => expect(streams).toHaveLength(1))
    expect(field()).toHaveValue('')
  })

  it.each([
    ['it was changed', () => userEvent.type(field(), '!')],
    ['a file was taken out', async () => userEvent.click((await shownList()).getByRole('button'))],
  ])('do not send a message by themselves when %s meanwhile', async (_what, change) => {
    const { user, streams } = renderStepped({ accept: '.txt' })
    const { file, read } = slowFile()
    await user.upload(input(), file)
    await user.type(field(), 'Look{Enter}')
    await change()
    read()
    await nextFrame()
    await waitFor(() => expect(document.querySelector('.tg-attached[aria-busy]')).toBeNull())
    await nextFrame()
    expect(streams).toHaveLength(0)
    expect(field().value).toContain('Look')
  })

  it('are no more than the chat allows', async () => {
    const { user } = renderStepped({ accept: 'image/*', attachments: { maxFiles: 1 } })
    await user.upload(input(), photo('one.png'))
    await (await shownList()).findByRole('img')
    await user.upload(input(), photo('two.png'))
    await waitFor(() => expect(notes()).toContain('two.png cannot be attached'))
    expect(list().getAllByRole('listitem')).toHaveLength(1)
  })

  it('stay with a draft which the chat refused', async () => {
    const { user, streams } = renderStepped({ accept: 'image/*', whenBusy: 'refuse' })
    await user.type(field(), 'One{Enter}')
    await act(() => streams[0]?.text('Partial') ?? Promise.resolve())
    await user.upload(input(), photo())
    await (await shownList()).findByRole('img')
    await user.type(field(), 'Two{Enter}')
    expect(field()).toHaveValue('Two')
    expect(list().getAllByRole('listitem')).toHaveLength(1)
  })
})
