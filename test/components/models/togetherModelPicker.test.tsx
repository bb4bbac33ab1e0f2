import '@testing-library/jest-dom/vitest'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { TogetherModelPicker } from '../../../src/components/models/index.js'
import { type Fetch, TogetherProvider } from '../../../src/hooks/index.js'
import { createSimulator } from '../../../src/testing/index.js'
import { llama, open, option, picker, shownModels } from './support.js'

const simulator = createSimulator()
const fromSimulator: Fetch = (input, init) => simulator(new Request(input, init))

function renderWith(fetch: Fetch) {
  const onValueChange = vi.fn()
  render(
    <QueryClientProvider client={new QueryClient()}>
      <TogetherProvider fetch={fetch} baseUrl="https://relay.test/api" maxRetries={0}>
        <TogetherModelPicker value={llama} onValueChange={onValueChange} />
      </TogetherProvider>
    </QueryClientProvider>,
  )
  return { user: userEvent.setup(), onValueChange }
}

describe('TogetherModelPicker', () => {
  it('offers the chat models of the server', async () => {
    const { user, onValueChange } = renderWith(fromSimulator)
    expect(await screen.findByText('Llama 3.3 70B Instruct Turbo')).toBeInTheDocument()
    await open(user)
    expect(shownModels()).toHaveLength(8)
    expect(option(/Kimi/)).toHaveTextContent('Moonshot AI 256K context $1.00 in, $3.00 out')
    expect(screen.queryByRole('option', { name: /FLUX/ })).toBeNull()
    await user.click(option(/Kimi/))
    expect(onValueChange).toHaveBeenCalledExactlyOnceWith('moonshotai/Kimi-K2.6')
  })

  it('says what went wrong, and asks again', async () => {
    let isDown = true
    const { user } = renderWith((input, init) =>
      isDown ? Promise.resolve(new Response('{}', { status: 401 })) : fromSimulator(input, init),
    )
    await user.click(picker())
    expect(await screen.findByText('The service did not accept this site’s key.')).toBeInTheDocument()
    isDown = false
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findAllByRole('option')).toHaveLength(8)
    expect(screen.getByRole('combobox')).toHaveFocus()
  })
})
