import { type ReactNode, useEffect, useState } from 'react'
import { TogetherChat } from '../../../src/components/index.js'
import { type Chat, createChat, createTogetherTransport, useComposer } from '../../../src/hooks/index.js'
import { createSimulator, reply, type SimulatorStep, silence } from '../../../src/testing/index.js'
import { everyMessage } from './conversation.js'

/** One chat with everything in it; below it one which is empty, and one which waits for a reply. */
export function Chats(): ReactNode {
  const [[full, empty, busy]] = useState(createChats)
  const composer = useComposer({ chat: full, initialText: 'And in one sentence?' })
  const { attach } = composer
  useEffect(() => {
    const file = new File(['%PDF'], 'minutes.pdf', { type: 'application/pdf' })
    void attach([file, new File([bytesOf(picture())], 'sky.png', { type: 'image/png' })])
  }, [attach])
  useEffect(() => {
    for (const text of ['Hello?', 'Are you still there?']) void busy.sendMessage(text)
  }, [busy])
  return (
    <div style={{ display: 'grid', gridTemplateRows: 'minmax(0, 1fr) 20rem', blockSize: '100vh' }}>
      <TogetherChat chat={full} composer={composer} accept="image/*,.pdf" />
      <div style={{ display: 'grid', gridTemplateColumns: 'repeat(2, minmax(0, 1fr))', minBlockSize: 0 }}>
        <TogetherChat chat={empty} suggestions={['Show me a table', 'Plan a week of dinners for two people']} />
        <TogetherChat chat={busy} />
      </div>
    </div>
  )
}

function createChats(): [full: Chat, empty: Chat, busy: Chat] {
  const full = createChat({ id: 'full', transport: simulated() })
  full.import(everyMessage(picture()))
  const empty = createChat({ id: 'empty', transport: simulated(reply('You are welcome.')) })
  return [full, empty, createChat({ id: 'busy', transport: simulated(silence(0)) })]
}

function simulated(...script: SimulatorStep[]) {
  const simulator = createSimulator({ tokensPerSecond: Number.POSITIVE_INFINITY, script })
  return createTogetherTransport({ fetch: (url, init) => simulator(new Request(url, init)) })
}

/** A PNG as base64. */
function picture(): string {
  const canvas = Object.assign(document.createElement('canvas'), { width: 160, height: 90 })
  const context = canvas.getContext('2d') as CanvasRenderingContext2D
  context.fillStyle = 'steelblue'
  context.fillRect(0, 0, 160, 90)
  return canvas.toDataURL('image/png').replace(/^.*,/, '')
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
}
