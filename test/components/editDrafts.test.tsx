import '@testing-library/jest-dom/vitest'
import { render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { TogetherChat } from '../../src/components/index.js'
import { type Chat, createChat } from '../../src/store/index.js'

const chatWith = (): Chat =>
  createChat({
    transport: { async *stream() {} },
    initialMessages: [{ role: 'user', content: [{ text: 'Why?' }], meta: {}, name: null }],
  })

async function edit(): Promise<HTMLTextAreaElement> {
  await userEvent.click(screen.getByRole('button', { name: /^Edit/ }))
  return screen.findByRole<HTMLTextAreaElement>('textbox', { name: /Edit/ })
}

describe('What was written in an edit', () => {
  it('is there again when the chat is shown again, and gone once it was left', async () => {
    const chat = chatWith()
    const { unmount } = render(<TogetherChat chat={chat} />)
    await userEvent.type(await edit(), ' And how')
    unmount()
    render(<TogetherChat chat={chat} />)
    const field = await edit()
    expect(field).toHaveValue('Why? And how')
    expect(field.selectionStart).toBe('Why? And how'.length)
    await userEvent.type(field, '{Escape}')
    expect(await edit()).toHaveValue('Why?')
  })

  it('is no other chat’s', async () => {
    const { unmount } = render(<TogetherChat chat={chatWith()} />)
    await userEvent.type(await edit(), ' And how')
    unmount()
    render(<TogetherChat chat={chatWith()} />)
    expect(await edit()).toHaveValue('Why?')
  })
})
