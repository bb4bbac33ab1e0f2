import type { Meta, StoryObj } from '@storybook/react-vite'
import { useEffect, useRef, useState } from 'react'
import { expect, userEvent, waitFor, within } from 'storybook/test'
import { Announcer, type AnnouncerProps, Composer, createAnnouncer, MessageList } from '../src/components/index.js'
import { reply, status } from '../src/testing/index.js'
import { Stage } from './support/Stage.js'

const chunks = ['Air scatters ', 'blue light. ', 'So the sky ', 'is blue.']

/** What assistive technology is told, here for everybody to see below the chat. */
const meta: Meta<typeof Announcer> = {
  component: Announcer,
  args: { announcer: createAnnouncer(), mode: 'full' },
  parameters: {
    together: {
      tokensPerSecond: 4,
      script: [reply({ chunks }), reply({ chunks })],
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

/**
 * Asks twice. After each run something else is announced: whatever was said of a run stands before it. Returns the whole
 * log; `last` is the last announcement of a run.
 */
async function hear(canvasElement: HTMLElement, last: string, lastOfSecond = last): Promise<readonly string[]> {
  const canvas = within(canvasElement)
  const heard = canvas.getByRole('list', { name: 'Announced' })
  // Who runs the stories as tests may not copy.
  const lines = () =>
    [...heard.children].map(({ textContent }) => textContent.replace('Copying is not allowed here', 'Copied'))
  const wasSaid = (text: string, times: number) =>
    waitFor(() => expect(lines().filter((line) => line === text).length).toBeGreaterThanOrEqual(times), patience)
  for (const [place, end] of [last, lastOfSecond].entries()) {
    await userEvent.type(canvas.getByRole('textbox'), 'Why is the sky blue?{Enter}')
    await wasSaid(end, end === last ? place + 1 : 1)
    await userEvent.click((await canvas.findAllByRole('button', { name: 'Copy' }))[0] as HTMLElement)
    await wasSaid('Copied', place + 1)
  }
  return lines()
}

const patience = { timeout: 20_000 }
const begins = 'Assistant is responding'

/** That a run began, once, and its text at its end, if that is short. */
export const Full: Story = {
  async play({ canvasElement }) {
    const text = 'Air scatters blue light. So the sky is blue.'
    const run = [begins, text, 'Copied']
    await expect(await hear(canvasElement, text)).toEqual([...run, ...run])
  },
}

/** Never the text: two announcements for each run. */
export const Summary: Story = {
  args: { mode: 'summary' },
  async play({ canvasElement }) {
    const run = [begins, 'Reply ready, 9 words', 'Copied']
    await expect(await hear(canvasElement, 'Reply ready, 9 words')).toEqual([...run, ...run])
  },
}

/** Each sentence as it comes, the last one together with the end. */
export const Sentences: Story = {
  args: { mode: 'sentences' },
  parameters: {
    together: {
      script: [reply({ chunks, tokensPerSecond: 1.5 }), reply({ chunks, tokensPerSecond: 1.5 })],
    },
  },
  async play({ canvasElement }) {
    const end = 'So the sky is blue. Reply ready, 9 words'
    const run = [begins, 'Air scatters blue light.', end, 'Copied']
    await expect(await hear(canvasElement, end)).toEqual([...run, ...run])
  },
}

/** Nothing but errors, and what waits for a decision: one announcement for each run. */
export const Off: Story = {
  args: { mode: 'off' },
  parameters: { together: { tokensPerSecond: Number.POSITIVE_INFINITY, script: [status(401), status(402)] } },
  async play({ canvasElement }) {
    const [key, credit] = [
      'The service did not accept this site’s key.',
      'The account behind this chat has no credit left.',
    ]
    await expect(await hear(canvasElement, key, credit)).toEqual([key, 'Copied', credit, 'Copied'])
  },
}
