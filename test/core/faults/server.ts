import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { afterEach } from 'vitest'

/** One request as the server sees it, and the ways to answer it badly. */
export interface Exchange {
  headers: IncomingMessage['headers']
  body: Record<string, unknown>
  /** Resolves when the client closed the connection, or the answer was sent whole. */
  closed: Promise<void>
  isClosed(): boolean
  /** Sends the head of an event stream, then this text. Later calls send more. */
  stream(text?: string): void
  answer(status: number, body: unknown, headers?: Record<string, string>): void
  end(): void
  /** Drops the connection with RST. */
  reset(): void
}

export interface FaultServer {
  url: string
  exchanges: Exchange[]
  close(): Promise<void>
}

export type Script = (exchange: Exchange) => unknown

const open = new Set<FaultServer>()

afterEach(async () => {
  await Promise.all([...open].map((server) => server.close()))
})

/** A loopback server: the first request meets the first script, and so on; the last script repeats. */
export async function startServer(...scripts: Script[]): Promise<FaultServer> {
  const exchanges: Exchange[] = []
  const http = createServer(async (request, response) => {
    const exchange = await exchangeOf(request, response)
    exchanges.push(exchange)
    await (scripts[exchanges.length - 1] ?? scripts.at(-1))?.(exchange)
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const { port } = http.address() as AddressInfo
  const server: FaultServer = {
    url: `http://127.0.0.1:${port}/v1`,
    exchanges,
    async close() {
      open.delete(server)
      http.closeAllConnections()
      await new Promise((resolve) => http.close(resolve))
    },
  }
  open.add(server)
  return server
}

async function exchangeOf(request: IncomingMessage, response: ServerResponse): Promise<Exchange> {
  let text = ''
  for await (const piece of request) text += piece
  let isClosed = false
  const closed = new Promise<void>((resolve) => {
    response.on('close', () => {
      isClosed = true
      resolve()
    })
  })
  return {
    headers: request.headers,
    body: text === '' ? {} : JSON.parse(text),
    closed,
    isClosed: () => isClosed,
    stream(piece) {
      if (!response.headersSent) response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders()
      if (piece && !isClosed) response.write(piece)
    },
    answer(status, body, headers = {}) {
      const isText = typeof body === 'string'
      response.writeHead(status, { 'content-type': isText ? 'text/plain' : 'application/json', ...headers })
      response.end(isText ? body : JSON.stringify(body))
    },
    end: () => void response.end(),
    reset: () => void (request.socket as Socket).resetAndDestroy(),
  }
}
