import '@testing-library/jest-dom/vitest'
import { act, render, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { TogetherChat } from '../../../src/components/index.js'
import { TogetherError } from '../../../src/hooks/index.js'
import { tick } from '../../store/chat.js'
import { comparing } from '../../store/comparing.js'

const busy = () => new TogetherError({ code: 'overloaded', message: 'Busy.', status: 503, retryable: true })
const step = (work: () => unknown) => act(async () => void (await work()))
const column = (name: string) => screen.getByRole('group', { name })
const options = () => screen.getAllByRole('radio').map((option) => option.getAttribute('aria-label'))

/** Models `a`, `b` and `c` are asked, and `b` speaks. */
async function shown() {
  const { chat, streamOf } = comparing(['a', 'b', 'c'])
  const user = userEvent.setup()
  render(<TogetherChat chat={chat} />)
  await step(() => {
    void chat.sendMessage('Why?')
    return tick(20)
  })
  await step(() => streamOf('b').say('I write'))
  await screen.findByRole('radiogroup')
  return { chat, streamOf, user }
}

describe('The column of a model', () => {
  it('waits until its own first word, whoever spoke before, and says when nothing comes any more', async () => {
    const { chat } = await shown()
    expect(column('a')).toHaveAttribute('data-status', 'pending')
    expect(within(column('a')).getByText(/Waiting/)).toBeInTheDocument()
    expect(within(column('b')).queryByText(/Waiting/)).toBeNull()
    expect(await within(column('b')).findByText('Still working…')).toBeInTheDocument()
    await step(() => chat.stop())
  })

  it('is complete with its own end, and shows what it used, while another one is being written', async () => {
    const { chat, streamOf } = await shown()
    await step(async () => {
      await streamOf('a').say('Done')
      await streamOf('a').finish(7)
    })
    expect(column('a')).toHaveAttribute('data-status', 'complete')
    expect(await within(column('a')).findByText('7 tokens')).toBeInTheDocument()
    expect(options()).toEqual(['a, 7 tokens, stop', 'b, being written', 'c, not begun'])
    await step(() => chat.stop())
  })

  it('says that it failed at once, and offers to try again when that ends nobody else', async () => {
    const { streamOf } = await shown()
    await step(() => streamOf('a').fail(busy()))
    expect(column('a')).toHaveAttribute('data-status', 'error')
    expect(within(column('a')).getByText(/overloaded|busy/i)).toBeInTheDocument()
    expect(within(column('a')).queryByRole('button', { name: 'Try again' })).toBeNull()
    await step(async () => {
      await streamOf('b').finish()
      await streamOf('c').fail(busy())
    })
    expect(within(column('a')).getByRole('button', { name: 'Try again' })).toBeInTheDocument()
  })

  it('tries again in its own place: the others stay where they are, and what is picked stays picked', async () => {
    const { streamOf, user } = await shown()
    await step(async () => {
      await streamOf('b').finish()
      await streamOf('a').fail(busy())
      await streamOf('c').fail(busy())
    })
    expect(screen.getByRole('radio', { name: /^b/ })).toBeChecked()
    await user.click(within(column('a')).getByRole('button', { name: 'Try again' }))
    await step(() => tick(20))
    expect(within(column('a')).getByText(/Waiting/)).toBeInTheDocument()
    expect(within(column('b')).getByText('I write')).toBeInTheDocument()
    expect(within(column('c')).getByRole('button', { name: 'Try again' })).toBeInTheDocument()
    await step(async () => {
      await streamOf('a').say('Now a')
      await streamOf('a').finish(9)
    })
    expect(screen.getAllByRole('radio')).toHaveLength(3)
    expect(await within(column('a')).findByText('9 tokens')).toBeInTheDocument()
    expect(screen.getByRole('radio', { name: /^b/ })).toBeChecked()
  })

  it('stays as it is when the first one is dismissed: what was pressed stays pressed', async () => {
    const { streamOf, user } = await shown()
    await step(async () => {
      await streamOf('b').finish()
      await streamOf('a').fail(busy())
      await streamOf('c').fail(new TogetherError({ ...busy(), message: 'Busy.', retryAfterMs: 60_000 }))
    })
    await user.click(screen.getByRole('button', { name: 'Scroll apart' }))
    await user.click(await within(column('c')).findByRole('button', { name: 'Retry automatically' }))
    await user.click(within(column('a')).getByRole('button', { name: 'Dismiss' }))
    expect(screen.getAllByRole('radio')).toHaveLength(2)
    const pressed = screen.getAllByRole('button', { pressed: true }).map((button) => button.textContent)
    expect(pressed).toEqual(['Scroll apart', 'Retry automatically'])
  })
})
