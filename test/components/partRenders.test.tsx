import { act, screen } from '@testing-library/react'
import { Profiler } from 'react'
import { expect, it } from 'vitest'
import { Message } from '../../src/components/parts/index.js'
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

it('gives the parts of a message one state while its text grows: React looks for readers only of a new one', async () => {
  const states: Message.State[] = []
  function Probe() {
    const { state, last } = Message.useScope()
    if (state.status === 'streaming') states.push(state)
    return <p>{last.message.text}</p>
  }
  function Shown({ messageIds }: { messageIds: readonly string[] }) {
    return (
      <Message.Root messageIds={messageIds}>
        <Probe />
      </Message.Root>
    )
  }
  const { user, streams } = renderStepped({ components: { Message: Shown } })
  await user.type(screen.getByRole('textbox'), 'Why?{Enter}')
  for (const word of ['It', ' grows', ' and', ' grows']) {
    await act(async () => {
      await streams[0]?.text(word)
      await nextFrame()
    })
  }
  expect(await screen.findByText('It grows and grows')).toBeInTheDocument()
  expect(states.length).toBeGreaterThan(2)
  expect(new Set(states).size).toBe(1)
})

it('renders the article itself for a new state only, not for each piece of its text', async () => {
  let renders = 0
  function Shown({ messageIds }: { messageIds: readonly string[] }) {
    return (
      <Message.Root
        messageIds={messageIds}
        render={(props) => {
          renders += 1
          return <article {...props} />
        }}
      >
        <Message.Content />
      </Message.Root>
    )
  }
  const { user, streams } = renderStepped({ components: { Message: Shown } })
  await user.type(screen.getByRole('textbox'), 'Why?{Enter}')
  await act(async () => {
    await streams[0]?.text('It')
    await nextFrame()
  })
  const begun = renders
  for (let piece = 0; piece < 10; piece++) {
    await act(async () => {
      await streams[0]?.text(' grows')
      await nextFrame()
    })
  }
  expect(await screen.findByText(/It( grows){10}/)).toBeInTheDocument()
  expect(renders).toBe(begun)
  expect(screen.getAllByRole('article').at(-1)).toHaveAttribute('data-status', 'streaming')
})

it('renders no part which shows no word of an answer again while that grows', async () => {
  const renders: string[] = []
  const parts = ['Waiting', 'Error', 'Unfinished', 'Branches', 'Copy', 'Regenerate', 'Edit'] as const
  function Shown({ messageIds }: { messageIds: readonly string[] }) {
    return (
      <Message.Root messageIds={messageIds}>
        <Message.Content />
        {parts.map((name) => {
          const Part = Message[name]
          return (
            <Profiler key={name} id={name} onRender={() => renders.push(name)}>
              <Part />
            </Profiler>
          )
        })}
      </Message.Root>
    )
  }
  const { user, streams } = renderStepped({ components: { Message: Shown } })
  await user.type(screen.getByRole('textbox'), 'Why?{Enter}')
  await act(async () => {
    await streams[0]?.text('It')
    await nextFrame()
  })
  expect(new Set(renders)).toEqual(new Set(parts))
  renders.length = 0
  for (const piece of [' grows', ' and', ' grows']) {
    await act(async () => {
      await streams[0]?.text(piece)
      await nextFrame()
    })
  }
  expect(await screen.findByText('It grows and grows')).toBeInTheDocument()
  expect(renders).toEqual([])
})
