import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent, waitFor, within } from 'storybook/test'
import { Composer } from '../src/components/index.js'
import { Composer as Parts } from '../src/components/parts/index.js'
import { silence } from '../src/testing/index.js'
import { expectFits, longWord } from './support/fits.js'
import { sky } from './support/images.js'
import { Stage } from './support/Stage.js'

const meta: Meta<typeof Composer> = {
  component: Composer,
  render: (args) => (
    <Stage style={{ padding: '1rem' }}>
      <Composer {...args} />
    </Stage>
  ),
}
export default meta

type Story = StoryObj<typeof Composer>

export const Empty: Story = {
  async play({ canvasElement }) {
    const button = within(canvasElement).getByRole('button', { name: 'Send' })
    await expect(button).toHaveAttribute('aria-disabled', 'true')
    await userEvent.click(button)
    await expect(button).toHaveAccessibleName('Send')
  },
}

export const Grows: Story = {
  async play({ canvasElement }) {
    const field = within(canvasElement).getByRole('textbox')
    const before = field.getBoundingClientRect().height
    await userEvent.type(field, 'One{Shift>}{Enter}{/Shift}Two{Shift>}{Enter}{/Shift}Three')
    await waitFor(() => expect(field.getBoundingClientRect().height).toBeGreaterThan(before * 2))
  },
}

export const StopsByEscape: Story = {
  parameters: { together: { script: [silence(3)] } },
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    const field = canvas.getByRole('textbox')
    await userEvent.type(field, 'Hello{Enter}')
    await canvas.findByRole('button', { name: 'Stop' })
    await userEvent.type(field, '{Escape}')
    await waitFor(() => expect(canvas.getByRole('button', { name: 'Send' })).toBeVisible())
    await waitFor(() => expect(field).toHaveFocus())
  },
}

export const KeepsARefusedDraft: Story = {
  parameters: { together: { script: [silence(3)] } },
  render: (args) => (
    <Stage style={{ padding: '1rem' }} options={{ whenBusy: 'refuse' }}>
      <Composer {...args} />
    </Stage>
  ),
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    const field = canvas.getByRole('textbox')
    await userEvent.type(field, 'Hello{Enter}')
    await userEvent.type(field, 'And then?{Enter}')
    await canvas.findByText('Not sent: an answer is still being written.')
    await expect(field).toHaveValue('And then?')
  },
}

const picture = () =>
  new File([Uint8Array.from(atob(sky), (byte) => byte.charCodeAt(0))], 'sky.png', { type: 'image/png' })
const notes = () => new File(['Some notes'], 'notes.txt', { type: 'text/plain' })

/** Chosen by the button, pasted, or dropped: each can be taken out again. */
export const Attached: Story = {
  args: { accept: 'image/*,.txt' },
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    await userEvent.upload(canvasElement.querySelector('input[type="file"]') as HTMLInputElement, [picture(), notes()])
    const list = within(await canvas.findByRole('list', { name: 'Attachments' }))
    await waitFor(() => expect(list.getAllByRole('listitem')).toHaveLength(2))
    await expect(await list.findByRole('button', { name: 'Remove notes.txt' })).toBeVisible()
    await expect(await list.findByRole('img')).toBeVisible()
    await waitFor(() =>
      expect(canvas.getByRole('button', { name: 'Send' })).not.toHaveAttribute('aria-disabled', 'true'),
    )
  },
}

export const Pasted: Story = {
  args: { accept: 'image/*' },
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    const clipboardData = new DataTransfer()
    clipboardData.items.add(picture())
    const paste = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
    canvas.getByRole('textbox').dispatchEvent(paste)
    await expect(await canvas.findByRole('img')).toBeVisible()
    await expect(await canvas.findByRole('button', { name: 'Remove sky.png' })).toBeVisible()
    await expect(paste.defaultPrevented).toBe(true)
  },
}

/** While a file is dragged over it. Dropped it is attached. */
export const Dragging: Story = {
  args: { accept: 'image/*' },
  async play({ canvasElement }) {
    const form = within(canvasElement).getByRole('form')
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(picture())
    for (const type of ['dragenter', 'dragover'])
      form.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }))
    await waitFor(() => expect(form).toHaveAttribute('data-dragging'))
  },
}

export const Dropped: Story = {
  ...Dragging,
  async play(context) {
    await Dragging.play?.(context)
    const canvas = within(context.canvasElement)
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(picture())
    canvas.getByRole('form').dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }))
    await canvas.findByRole('button', { name: 'Remove sky.png' })
    await waitFor(() => expect(canvas.getByRole('form')).not.toHaveAttribute('data-dragging'))
  },
}

/** Too large, empty, or one too many: said above the text, which stays. */
export const RefusesAFile: Story = {
  args: { accept: '.txt' },
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    const empty = new File([], 'empty.txt', { type: 'text/plain' })
    await userEvent.upload(canvasElement.querySelector('input[type="file"]') as HTMLInputElement, empty)
    await expect(await canvas.findByText(/^empty\.txt cannot be attached/, { selector: '.tg-note' })).toBeVisible()
  },
}

/** Enter takes the word of an input method; it sends nothing. */
export const Composing: Story = {
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    const field = canvas.getByRole('textbox')
    await userEvent.type(field, 'にほんご')
    field.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }))
    const enter = { key: 'Enter', keyCode: 229, isComposing: true, bubbles: true, cancelable: true }
    field.dispatchEvent(new KeyboardEvent('keydown', enter))
    await expect(field).toHaveValue('にほんご')
    await expect(canvas.getByRole('button', { name: 'Send' })).toBeVisible()
  },
}

export const NamesFilesWhichWait: Story = {
  parameters: { together: { script: [silence(3)] } },
  render: (args) => (
    <Stage style={{ padding: '1rem' }} send="Hello">
      {(chat) => (
        <>
          <Composer {...args} />
          <button
            type="button"
            onClick={() =>
              void chat.sendMessage({
                parts: [{ type: 'file', base64Data: 'eA==', mimeType: 'application/pdf', filename: 'report.pdf' }],
              })
            }
          >
            Send a file
          </button>
        </>
      )}
    </Stage>
  ),
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    await canvas.findByRole('button', { name: 'Stop' })
    await userEvent.click(canvas.getByRole('button', { name: 'Send a file' }))
    const queue = within(await canvas.findByRole('list', { name: 'Messages waiting' }))
    await expect(await queue.findByText('report.pdf')).toBeVisible()
  },
}

/** Without looks: what a page with its own styles begins from. */
export const Unstyled: Story = {
  render: () => (
    <Stage style={{ padding: '1rem' }}>
      <Parts.Root>
        <Parts.Problem />
        <Parts.Attachments />
        <Parts.Input />
        <Parts.Send />
        <Parts.Hint style={{ display: 'block' }} />
      </Parts.Root>
    </Stage>
  ),
  async play({ canvasElement }) {
    const field = within(canvasElement).getByRole('textbox')
    await waitFor(() => expect(field).toHaveAccessibleDescription(/Enter sends/))
    await expect(within(canvasElement).getByText(/Enter sends/)).toBeVisible()
  },
}

export const LongWords: Story = {
  async play({ canvasElement }) {
    const field = within(canvasElement).getByRole('textbox')
    await userEvent.click(field)
    await userEvent.paste(longWord)
    await expect(field.scrollWidth).toBeLessThanOrEqual(field.clientWidth)
    await expectFits(canvasElement)
  },
}

/** A draft has the direction of its own words, the buttons that of the page. */
export const RightToLeft: Story = {
  globals: { direction: 'rtl' },
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    const field = canvas.getByRole('textbox')
    await userEvent.type(field, 'اكتب فقرة قصيرة')
    await expect(getComputedStyle(field).direction).toBe('rtl')
    await expect(canvas.getByRole('button', { name: 'Send' }).getBoundingClientRect().right).toBeLessThanOrEqual(
      field.getBoundingClientRect().left + 1,
    )
  },
}
