import { useLayoutEffect } from 'react'
import { createRoot } from 'react-dom/client'
import {
  type ChatState,
  createChat,
  createTogetherTransport,
  type Fetch,
  Tool,
  useTogetherChat,
} from '../../../src/hooks/index.js'

export interface StreamedReplyOptions {
  baseUrl: string
  /** How long each render keeps the page busy, in ms. */
  busyMs?: number
  /** Answers in the page instead, with so many events in one chunk. */
  eventsInOneChunk?: number
}

/** What one publication of the store told. */
export interface Publication {
  phase: string
  /** The texts of all replies, in characters. */
  characters: number
  tools: string[]
}

/** A conversation whose publications and commits are recorded. */
export function streamedReply({ baseUrl, busyMs = 0, eventsInOneChunk }: StreamedReplyOptions) {
  const fetch = eventsInOneChunk === undefined ? {} : { fetch: burst(eventsInOneChunk) }
  const lookUp = new Tool({
    name: 'look_up',
    description: 'Looks up a word',
    parameters: { type: 'object', properties: { word: { type: 'string' } } },
    execute: async () => 'found',
  })
  const transport = createTogetherTransport({ baseUrl, ...fetch })
  const chat = createChat({ transport, tools: [lookUp] })
  const publications: Publication[] = []
  const commits: number[] = []
  chat.store.subscribe((state) => publications.push(publicationOf(state)))

  function Reply() {
    const { messages } = useTogetherChat({ chat })
    const text = messages.map(({ message }) => (message.role === 'assistant' ? message.text : '')).join('')
    stayBusy(busyMs)
    useLayoutEffect(() => {
      commits.push(text.length)
    })
    return <p>{text}</p>
  }

  createRoot(document.getElementById('app') as HTMLElement).render(<Reply />)
  return {
    send: (text: string) => chat.sendMessage(text).then(({ message, status }) => ({ text: message.text, status })),
    text: () => document.querySelector('#app p')?.textContent ?? '',
    publications: () => publications,
    /** The length of the text in each commit. */
    commits: () => commits,
  }
}

function publicationOf({ run, tree, toolCalls }: ChatState): Publication {
  const replies = [...tree.nodes.values()].filter(({ message }) => message.role === 'assistant')
  return {
    phase: run.phase,
    characters: replies.reduce((sum, { message }) => sum + (message.text?.length ?? 0), 0),
    tools: toolCalls.map(({ status }) => status),
  }
}

function stayBusy(ms: number): void {
  const end = performance.now() + ms
  while (performance.now() < end);
}

/** A reply of `count` events of one token, which arrive at the same time. */
function burst(count: number): Fetch {
  const choice = (content: string, reason: string | null) => ({ index: 0, delta: { content }, finish_reason: reason })
  const event = (place: number) =>
    `data: ${JSON.stringify({ id: '1', choices: [choice(`${place} `, place === count - 1 ? 'stop' : null)] })}\n\n`
  const bytes = new TextEncoder().encode(
    `${Array.from({ length: count }, (_, place) => event(place)).join('')}data: [DONE]\n\n`,
  )
  return async () => {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(bytes)
        controller.close()
      },
    })
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
  }
}
