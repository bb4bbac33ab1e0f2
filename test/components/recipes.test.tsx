import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import '@testing-library/jest-dom/vitest'
import { render, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { type Fetch, TogetherProvider } from '../../src/hooks/index.js'
import { type ControlledStream, controlledStream, createSimulator, status } from '../../src/testing/index.js'
import { HooksChat } from '../../stories/recipes/HooksChat.js'
import { PartsChat } from '../../stories/recipes/PartsChat.js'

const recipes = { HooksChat, PartsChat }
const names = ['HooksChat', 'PartsChat'] as const
const read = (path: string) => readFileSync(join(import.meta.dirname, '../..', path), 'utf8')
const linesOf = (code: string) => code.trim().split('\n').length

async function ask(name: (typeof names)[number], fetch: Fetch) {
  const Recipe = recipes[name]
  render(
    <TogetherProvider fetch={fetch} baseUrl="https://relay.test/api" maxRetries={0}>
      <Recipe />
    </TogetherProvider>,
  )
  const user = userEvent.setup()
  await user.type(screen.getByRole('textbox', { name: 'Message' }), 'Why?{Enter}')
  return user
}

describe('The recipes', () => {
  it.each(names)('%s has at most 30 lines', (name) => {
    expect(linesOf(read(`stories/recipes/${name}.tsx`))).toBeLessThanOrEqual(30)
  })

  it('are as short in the guide, which has the same parts of a message', () => {
    const partsOf = (code: string) => [...code.matchAll(/<(Message\.\w+)/g)].map(([, part]) => part)
    const samples = [...read('docs/the-kit.md').matchAll(/```tsx\n(.*?)```/gs)].map(([, code = '']) => code)
    const sample = samples.find((code) => code.includes('<Chat.Root')) ?? ''
    expect(partsOf(sample)).toEqual(expect.arrayContaining(partsOf(read('stories/recipes/PartsChat.tsx'))))
    expect(linesOf(sample)).toBeLessThanOrEqual(30)
  })

  it.each(names)('%s says why there is no answer', async (name) => {
    const simulator = createSimulator({ script: [status(401)] })
    await ask(name, (input, init) => simulator(new Request(input, init)))
    const isHere = name === 'HooksChat' ? '[role="alert"]' : 'article *'
    expect(await screen.findByText(/key/, { selector: isHere })).toBeVisible()
  })

  it('PartsChat shows that it waits, and that an answer was stopped', async () => {
    let stream: ControlledStream | undefined
    const user = await ask('PartsChat', (input, init) => {
      stream = controlledStream()
      return stream.fetch(input as RequestInfo, init)
    })
    const answer = () => within(screen.getAllByRole('article')[1] as HTMLElement)
    expect(await answer().findByText('Waiting for the answer')).toBeVisible()
    await stream?.text('Becau')
    await answer().findByText('Becau')
    await user.keyboard('{Escape}')
    expect(await answer().findByRole('button', { name: 'Try again' })).toBeVisible()
  })
})
