import { Agent, type IncomingMessage, request } from 'node:http'
import { llama } from '../setup.js'

/** A client of the relay whose socket the test holds in its hands. */
export interface OpenStream {
  incoming: IncomingMessage
  /** What has arrived since the last time, once it holds this, or at the end. */
  read(until: string): Promise<string>
  /** What has arrived since the last time, at the end of the reply. */
  rest(): Promise<string>
  destroy(): void
}

const agent = new Agent({ keepAlive: false, maxSockets: Number.POSITIVE_INFINITY })

/** Asks a relay for a streamed chat on a connection of its own; resolves with its headers. Nothing is read until asked. */
export function openStream(origin: string, body: object = {}): Promise<OpenStream> {
  const text = JSON.stringify({ model: llama, messages: [{ role: 'user', content: 'Hi' }], stream: true, ...body })
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }
  return new Promise((resolve, reject) => {
    const outgoing = request(`${origin}/v1/chat/completions`, { method: 'POST', agent, headers })
    outgoing.on('error', reject)
    outgoing.on('response', (incoming) => resolve(streamOf(incoming, () => outgoing.destroy())))
    outgoing.end(text)
  })
}

function streamOf(incoming: IncomingMessage, destroy: () => void): OpenStream {
  incoming.setEncoding('utf8').on('error', () => {})
  let received = ''
  const readUntil = async (isEnough: () => boolean) => {
    while (!isEnough()) {
      const text: string | null = incoming.read()
      if (text !== null) received += text
      else if (incoming.readableEnded || incoming.destroyed) break
      else await change(incoming)
    }
    const taken = received
    received = ''
    return taken
  }
  return {
    incoming,
    read: (until) => readUntil(() => received.includes(until)),
    rest: () => readUntil(() => false),
    destroy,
  }
}

/** Until there is more to read, or never will be. */
function change(incoming: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      incoming.off('readable', done).off('close', done)
      resolve()
    }
    incoming.on('readable', done).on('close', done)
  })
}
