import { act, screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import type { ToolCallState } from '../../src/store/index.js'
import { nextFrame, renderStepped } from './support.js'

it('renders no tool card and no reasoning again while the text below grows', async () => {
  const renders: string[] = []
  function Card({ call }: { call: ToolCallState }) {
    renders.push(call.key)
    return <p>{call.name}</p>
  }
  const { user, streams } = renderStepped({ components: { ToolCall: Card } })
  await user.type(screen.getByRole('textbox'), 'Why?{Enter}')
  const stream = streams[0]
  if (!stream) throw new Error('There is no request.')
  await act(async () => {
    await stream.reasoning('Hm.')
    for (const index of [0, 1, 2, 3]) await stream.toolCall({ index, id: `c${index}`, name: 'look', arguments: '{}' })
    await stream.text('It')
    await nextFrame()
  })
  expect(await screen.findAllByText('look')).toHaveLength(4)
  const settled = renders.length
  for (let token = 0; token < 10; token++) {
    await act(async () => {
      await stream.text(' grows')
      await nextFrame()
    })
  }
  expect(await screen.findByText(/It( grows){10}/)).toBeInTheDocument()
  expect(renders.length).toBe(settled)
})
