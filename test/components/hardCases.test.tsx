import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { ChatMessage } from '../../src/hooks/index.js'
import { renderSimulated, renderStepped } from './support.js'

const articleAt = (place: number) => screen.getAllByRole('article')[place] as HTMLElement
const png = 'iVBORw0KGgoAAAANSUhEUg=='

describe('nothing that was written is lost', () => {
  it('when Stop is clicked twice', async () => {
    const { user, streams } = renderStepped()
    const box = screen.getByRole('textbox')
    await user.type(box, 'Why?{Enter}')
    await waitFor(() => expect(streams.length).toBe(1))
    await user.type(box, 'half a thought')
    await user.dblClick(screen.getByRole('button', { name: 'Stop' }))
    expect(box).toHaveValue('half a thought')
    expect(streams.length).toBe(1)
  })

  it('when another message is edited meanwhile', async () => {
    const initialMessages = ['First', 'Second'].flatMap((text) => [
      ChatMessage.fromUser(text),
      ChatMessage.fromAssistant('Yes.'),
    ])
    const { user } = renderSimulated({}, { initialMessages })
    const edit = (place: number) => user.click(within(articleAt(place)).getByRole('button', { name: /edit/i }))
    await edit(0)
    await user.type(await within(articleAt(0)).findByRole('textbox'), ' rewritten')
    await edit(2)
    await edit(0)
    expect(await within(articleAt(0)).findByRole('textbox')).toHaveValue('First rewritten')
  })

  it('of an edited message which has an image', async () => {
    const question = ChatMessage.fromUser(['Look', { type: 'image', base64Image: png }])
    const { user } = renderSimulated({}, { initialMessages: [question, ChatMessage.fromAssistant('I see.')] })
    await user.click(within(articleAt(0)).getByRole('button', { name: /edit/i }))
    await user.type(await within(articleAt(0)).findByRole('textbox'), ' again{Enter}')
    await screen.findByText('Look again')
    expect(articleAt(0).querySelector('img')).not.toBeNull()
  })
})

describe('the focus', () => {
  it('stays in the chat when its suggestion goes away', async () => {
    const { user } = renderSimulated({}, { suggestions: ['Hello'] })
    await user.click(screen.getByRole('button', { name: 'Hello' }))
    expect(document.body).not.toHaveFocus()
  })
})
