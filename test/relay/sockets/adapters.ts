// What hosts of the relay tell it when a client goes away: some abort the request, some cancel the reply, some do both.
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { createNodeListener } from '../../../src/node/index.js'

type Handler = (request: Request) => Promise<Response>
type Reader = ReadableStreamDefaultReader<Uint8Array>

/** Listeners by what they tell. */
export const adapters: Record<string, (handler: Handler) => RequestListener> = {
  'the signal of the request': (handler) => async (incoming, outgoing) => {
    const client = new AbortController()
    outgoing.on('close', () => client.abort())
    await send(await handler(requestOf(incoming, { signal: client.signal })), outgoing)
  },
  'the cancel of the stream': (handler) => async (incoming, outgoing) => {
    const response = await handler(requestOf(incoming))
    await send(response, outgoing, (reader) => outgoing.on('close', () => void reader.cancel()))
  },
  'both, as our own adapter does': createNodeListener,
}

function requestOf(incoming: IncomingMessage, init: RequestInit = {}): Request {
  const { url, method = 'GET', headers } = incoming
  const body = Readable.toWeb(incoming) as ReadableStream<Uint8Array>
  const all = { method, headers: headers as Record<string, string>, body, duplex: 'half', ...init }
  return new Request(`http://localhost${url}`, all)
}

async function send(response: Response, outgoing: ServerResponse, onReader?: (reader: Reader) => void): Promise<void> {
  outgoing.writeHead(response.status, Object.fromEntries(response.headers)).flushHeaders()
  const reader = response.body?.getReader()
  if (!reader) return void outgoing.end()
  onReader?.(reader)
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) outgoing.write(read.value)
  } catch {
    return // the client is gone
  }
  outgoing.end()
}
