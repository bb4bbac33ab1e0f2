import { screen, waitFor } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { ChatMessage } from '../../src/hooks/index.js'
import { cut, reply, type SimulatorRequest, type SimulatorScript, silence } from '../../src/testing/index.js'
import { renderSimulated } from './support.js'

const begun = 'One two three four'
const button = (name: string) => screen.queryByRole('button', { name })

async function ask(script: SimulatorScript) {
  const { user } = renderSimulated({ script })
  await user.type(screen.getByRole('textbox'), 'Count{Enter}')
  return user
}

describe('A reply which broke off', () => {
  it('goes on where it ended: the text stays, and no question is doubled', async () => {
    const last: (string | undefined)[] = []
    const steps = [{ ...cut(2), text: begun }, reply(' and so on.')]
    const user = await ask(({ body }: SimulatorRequest) => {
      last.push(body.messages?.at(-1)?.role)
      return steps[last.length - 1]
    })
    await screen.findByText('The answer broke off.', { selector: '.tg-error-text' })
    await user.click(screen.getByRole('button', { name: 'Continue' }))
    expect(await screen.findByText(/^One.* and so on\.$/)).toBeInTheDocument()
    expect(last).toEqual(['user', 'assistant'])
    expect(screen.getAllByRole('article')).toHaveLength(2)
    expect(button('Continue')).toBeNull()
    expect(screen.getByRole('log')).toHaveFocus()
  })

  it('offers both ways on after its error was dismissed', async () => {
    const user = await ask([{ ...cut(2), text: begun }])
    await user.click(await screen.findByRole('button', { name: 'Dismiss' }))
    expect(screen.getByText('Stopped', { selector: 'p' })).toBeInTheDocument()
    expect(button('Continue')).toBeInTheDocument()
    expect(button('Try again')).toBeInTheDocument()
  })

  it('only offers to try again when not a word had come', async () => {
    await ask([cut(0)])
    await screen.findByText('The answer broke off.', { selector: '.tg-error-text' })
    expect(button('Continue')).toBeNull()
    expect(button('Try again')).toBeInTheDocument()
  })

  it('offers nothing to go on with once the thread did', async () => {
    const user = await ask([{ ...cut(2), text: begun }, reply('Yes.')])
    await screen.findByRole('button', { name: 'Continue' })
    await user.type(screen.getByRole('textbox'), 'Are you there?{Enter}')
    await screen.findByText('Yes.')
    expect(button('Continue')).toBeNull()
  })
})

describe('A reply which was stopped', () => {
  it('goes on, or is tried again beside it', async () => {
    const user = await ask([{ ...silence(2), text: begun }, reply(' and so on.')])
    await screen.findByText(/^One/)
    await user.click(screen.getByRole('button', { name: 'Stop' }))
    expect(button('Try again')).toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: 'Continue' }))
    expect(await screen.findByText(/^One.* and so on\.$/)).toBeInTheDocument()
    expect(screen.queryByText('Stopped', { selector: 'p' })).toBeNull()
  })

  it('has another version once it was tried again', async () => {
    const user = await ask([{ ...silence(2), text: begun }, reply('From the beginning.')])
    await screen.findByText(/^One/)
    await user.click(screen.getByRole('button', { name: 'Stop' }))
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByText('From the beginning.')).toBeInTheDocument()
    expect(screen.getByText('2 of 2')).toBeInTheDocument()
  })
})

describe('A reply which reached its length limit', () => {
  it('says so, and goes on', async () => {
    const user = await ask([reply({ text: begun, finishReason: 'length' }), reply(' and so on.')])
    await screen.findByText('The answer reached its length limit.')
    expect(button('Try again')).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Continue' }))
    await waitFor(() => expect(screen.queryByText('The answer reached its length limit.')).toBeNull())
  })

  it('is told from one which ended, in a conversation of another session too', () => {
    const meta = { finish_reason: 'length' }
    renderSimulated(
      {},
      { initialMessages: [ChatMessage.fromUser('Count'), ChatMessage.fromAssistant(begun, { meta })] },
    )
    expect(button('Continue')).toBeInTheDocument()
  })
})
