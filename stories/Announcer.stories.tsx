import type { Meta, StoryObj } from '@storybook/react-vite'
import { useEffect, useRef, useState } from 'react'
import { expect, userEvent, waitFor, within } from 'storybook/test'
import { Announcer, type AnnouncerProps, Composer, createAnnouncer, MessageList } from '../src/components/index.js'
import { reply, status } from '../src/testing/index.js'
import { Stage } from './support/Stage.js'

/** What assistive technology is told, here for everybody to see below the chat. */
const meta: Meta<typeof Announcer> = {
  component: Announcer,
  args: { announcer: createAnnouncer(), mode: 'full' },
  parameters: {
    together: {
      tokensPerSecond: 8,
      script: [reply({ chunks: ['Air scatters ', 'blue light. ', 'So the sky ', 'is blue.'] })],
    },
  },
  render: ({ mode }) => <Heard mode={mode} />,
}
export default meta

type Story = StoryObj<typeof Announcer>

/** Notes what the live regions take on, one line for each announcement. */
function Heard({ mode }: Pick<AnnouncerProps, 'mode'>) {
  const place = useRef<HTMLDivElement>(null)
  const [lines, setLines] = useState<readonly string[]>([])
  useEffect(() => {
    const regions = place.current?.querySelector('[data-announcer]')
    if (!regions) return
    const observer = new MutationObserver((changes) => {
      const said = changes.flatMap(({ target }) => target.textContent || [])
      setLines((before) => [...before, ...said])
    })
    observer.observe(regions, { subtree: true, childList: true, characterData: true })
    return () => observer.disconnect()
  }, [])
  return (
    <div ref={place}>
      <Stage announce={mode}>
        <MessageList />
        <Composer />
      </Stage>
      <h2 id="heard">Announced</h2>
      <ol aria-labelledby="heard">{lines.map((line, count) => renderLine(line, count))}</ol>
    </div>
  )
}

function renderLine(line: string, key: number) {
  return <li key={key}>{line}</li>
}

async function ask(canvasElement: HTMLElement) {
  const canvas = within(canvasElement)
  await userEvent.type(canvas.getByRole('textbox'), 'Why is the sky blue?{Enter}')
  return within(canvas.getByRole('list', { name: 'Announced' }))
}

const lines = (list: ReturnType<typeof within>) =>
  list.queryAllByRole('listitem').map((item: HTMLElement) => item.textContent)

/** That a run began, once, and its text at its end, if that is short. */
export const Full: Story = {
  async play({ canvasElement }) {
    const heard = await ask(canvasElement)
    await heard.findByText('Assistant is responding')
    await heard.findByText('Air scatters blue light. So the sky is blue.', {}, { timeout: 4000 })
    await expect(lines(heard)).toHaveLength(2)
  },
}

/** Never the text. */
export const Summary: Story = {
  args: { mode: 'summary' },
  async play({ canvasElement }) {
    const heard = await ask(canvasElement)
    await heard.findByText('Reply ready, 9 words', {}, { timeout: 4000 })
  },
}

/** Each sentence as it comes. */
export const Sentences: Story = {
  args: { mode: 'sentences' },
  parameters: {
    together: {
      script: [reply({ chunks: ['Air scatters ', 'blue light. ', 'So the sky ', 'is blue.'], tokensPerSecond: 2.5 })],
    },
  },
  async play({ canvasElement }) {
    const heard = await ask(canvasElement)
    await heard.findByText('Air scatters blue light.', {}, { timeout: 4000 })
  },
}

/** Nothing but errors, and what waits for a decision. */
export const Off: Story = {
  args: { mode: 'off' },
  parameters: { together: { tokensPerSecond: Number.POSITIVE_INFINITY, script: [status(401)] } },
  async play({ canvasElement }) {
    const heard = await ask(canvasElement)
    await heard.findByText('The service did not accept this site’s key.')
    await waitFor(() => expect(lines(heard)).toHaveLength(1))
  },
}
