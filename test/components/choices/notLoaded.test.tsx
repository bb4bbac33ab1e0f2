import { act, screen, waitFor } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import type { ControlledStream } from '../../../src/testing/index.js'
import { load } from '../heldLoads.js'
import { nextFrame, renderStepped } from '../support.js'
import { say } from './support.js'

vi.mock('../../../src/components/kit/createLoaded.js', async (original) =>
  (await import('../heldLoads.js')).heldLoads(original),
)

async function asked() {
  const rendered = renderStepped({ generationKwargs: { n: 2 } })
  await rendered.user.type(screen.getByRole('textbox'), 'Name a colour{Enter}')
  await act(async () => {
    await say(rendered.streams[0] as ControlledStream, 'Red', 'Green')
    await nextFrame()
  })
  return rendered
}

it('leaves the choices to the picker of versions where the view cannot be loaded, and tries again', async () => {
  load.mockImplementation(() => {
    throw new Error('offline')
  })
  const { user, unmount } = await asked()
  await waitFor(() => expect(load).toHaveBeenCalled())
  expect(screen.getByRole('group', { name: 'Versions' })).toHaveTextContent('1 of 2')
  expect(screen.queryByRole('radiogroup')).toBeNull()
  await user.click(screen.getByRole('button', { name: 'Next version' }))
  expect(screen.getByText('Green')).toBeInTheDocument()
  expect(screen.getByText('2 of 2')).toBeInTheDocument()
  unmount()
  load.mockImplementation(() => {})
  await asked()
  expect(await screen.findByRole('radiogroup')).toBeInTheDocument()
})
