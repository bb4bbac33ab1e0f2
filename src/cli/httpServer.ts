import { once } from 'node:events'
import type { Server, ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

/** The end of a server, which waits for what is under way. */
export interface Ending {
  /** Takes no more connections, and cuts off what still runs after `graceMs`; called again, at once. */
  end(graceMs: number): void
  /** How many replies were cut off, once the last connection has closed. */
  ended: Promise<number>
}

/** Sets the times which a server on the internet needs, and follows its replies to their end. Before it listens. */
export function protect(server: Server): Ending {
  server.headersTimeout = 20_000
  server.requestTimeout = 60_000
  server.keepAliveTimeout = 65_000 // longer than load balancers keep theirs (60 s), or they send into a closed one
  const sockets = new Set<Socket>()
  const running = new Set<ServerResponse>()
  let isEnding = false
  let cutOff = 0
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  server.prependListener('request', (_, response: ServerResponse) => {
    running.add(response)
    if (isEnding) response.setHeader('connection', 'close')
    response.once('close', () => {
      running.delete(response)
      if (isEnding) setImmediate(() => server.closeIdleConnections())
    })
  })
  const ended = new Promise<number>((resolve) => server.once('close', () => resolve(cutOff)))
  const cut = () => {
    cutOff += running.size
    server.closeAllConnections()
  }
  return {
    ended,
    end(graceMs) {
      if (isEnding) return cut()
      isEnding = true
      server.close()
      // Those which browsers and balancers open ahead of a request do not count as idle.
      for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy()
      const timer = setTimeout(cut, graceMs)
      void ended.then(() => clearTimeout(timer))
    },
  }
}

/** Where a server listens, or why it does not. */
export type Listening = { isListening: true; url: string } | { isListening: false; code: string }

/** Starts to listen; port 0 takes any free one. */
export async function listen(server: Server, port: number, host: string): Promise<Listening> {
  server.listen(port, host)
  try {
    await once(server, 'listening') // rejects with the server's error
    return { isListening: true, url: urlOf(server.address() as AddressInfo) }
  } catch (error) {
    return { isListening: false, code: (error as NodeJS.ErrnoException).code ?? 'unknown' }
  }
}

function urlOf({ address, family, port }: AddressInfo): string {
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`
}
