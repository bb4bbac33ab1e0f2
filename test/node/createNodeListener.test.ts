import { once } from 'node:events'
import { Agent, type IncomingMessage, request } from 'node:http'
import { connect, type Socket } from 'node:net'
import { describe, expect, it } from 'vitest'
import { createNodeListener, type NodeListenerOptions } from '../../src/node/index.js'
import { forThisTest } from '../setup/forThisTest.js'
import { serve } from '../setup/serve.mjs'

const megabytes = 8 * 1024 * 1024

/** A server of this handler. */
async function start(
  handler: (request: Request) => Promise<Response>,
  options: NodeListenerOptions = {},
): Promise<string> {
  return (await forThisTest(serve(createNodeListener(handler, options)))).origin
}

/** A connection of its own, which has sent this. */
async function sending(origin: string, text: string): Promise<Socket> {
  const socket = connect(Number(new URL(origin).port), '127.0.0.1').on('error', () => {})
  await forThisTest({ close: () => socket.destroy() })
  socket.write(text)
  return socket
}

/** Sends a body over the agent's connection, and gives the status once all of it was taken and the answer was read. */
async function post(origin: string, agent: Agent, body: Buffer): Promise<number | undefined> {
  const sending = request(origin, { method: 'POST', agent, headers: { 'content-length': body.length } })
  const sent = once(sending, 'finish')
  sending.end(body)
  const [response] = (await once(sending, 'response')) as [IncomingMessage]
  await Promise.all([sent, once(response.resume(), 'end')])
  return response.statusCode
}

describe('createNodeListener', { timeout: 30_000 }, () => {
  it.each<[string, (request: Request) => Promise<unknown>]>([
    ['was not read', async () => {}],
    [
      'was given up half-way',
      async ({ body }) => {
        const reader = body?.getReader()
        await reader?.read()
        await reader?.cancel()
      },
    ],
    ['was read', (received) => received.arrayBuffer()],
  ])('takes the whole of a body which %s, and the next request on its connection', async (_, read) => {
    const origin = await start(async (received) => {
      await read(received)
      return new Response('no', { status: 401 })
    })
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    await forThisTest({ close: () => agent.destroy() })
    expect(await post(origin, agent, Buffer.alloc(megabytes))).toBe(401)
    expect(await post(origin, agent, Buffer.from('next'))).toBe(401)
  })

  it.each(['a b[', 'a/chat/completions?', 'a?', 'a#', 'user:word@a', 'a\\b'])(
    'answers a request whose Host is more than a host with 400: %s',
    async (host) => {
      const origin = await start(async () => new Response('reached'))
      const socket = await sending(origin, `GET /healthz HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)
      const [answer] = await once(socket, 'data')
      expect(String(answer)).toMatch(/^HTTP\/1\.1 400 /)
    },
  )

  it.each(['a', 'a.test:8080', '[::1]:80', '127.0.0.1'])('takes the host from a Host like %s', async (host) => {
    const origin = await start(async ({ url }) => new Response(url))
    const socket = await sending(origin, `GET /x HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)
    const [answer] = await once(socket, 'data')
    expect(String(answer)).toContain(new URL('/x', `http://${host}`).href)
  })

  it('serves a request for an upgrade as if it were none', async () => {
    const origin = await start(async ({ method, url }) => new Response(`${method} ${new URL(url).pathname}`))
    const head = 'GET /models HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n'
    const socket = await sending(origin, `${head}Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n`)
    const [answer] = await once(socket, 'data')
    expect(String(answer)).toMatch(/^HTTP\/1\.1 200 .*GET \/models/s)
  })

  it('answers 500 when the handler throws, tells the error, and serves the next', async () => {
    const errors: unknown[] = []
    const error = new Error('broken')
    const origin = await start(
      async ({ url }) => {
        if (url.endsWith('/broken')) throw error
        return new Response('fine')
      },
      { onError: (each) => errors.push(each) },
    )
    const response = await fetch(`${origin}/broken`, { method: 'POST', body: Buffer.alloc(megabytes) })
    expect([response.status, await response.text()]).toEqual([500, ''])
    expect(errors).toEqual([error])
    expect(await (await fetch(origin)).text()).toBe('fine')
  })

  it('closes the connection when a body breaks after its head, and tells the error', async () => {
    const errors: unknown[] = []
    const error = new Error('broken')
    const body = new ReadableStream({
      async pull(controller) {
        await new Promise(setImmediate)
        controller.error(error)
      },
    })
    const origin = await start(async () => new Response(body), { onError: (each) => errors.push(each) })
    await expect(fetch(origin).then((response) => response.text())).rejects.toThrow()
    expect(errors).toEqual([error])
  })

  it('survives an onError which throws', async () => {
    const failing = async () => {
      throw new Error('broken')
    }
    const origin = await start(failing, {
      onError: () => {
        throw new Error('disk full')
      },
    })
    expect([(await fetch(origin)).status, (await fetch(origin)).status]).toEqual([500, 500])
  })

  it('closes the connection of a client which takes nothing of its reply, and cancels the body', async () => {
    const errors: unknown[] = []
    let cancelled = () => {}
    const isCancelled = new Promise<void>((resolve) => {
      cancelled = resolve
    })
    const flood = () =>
      new ReadableStream<Uint8Array>({
        pull: (controller) => controller.enqueue(new Uint8Array(64 * 1024)),
        cancel: () => cancelled(),
      })
    const options = { stalledMs: 100, onError: (error: unknown) => errors.push(error) }
    const origin = await start(async () => new Response(flood()), options)
    const socket = await sending(origin, 'GET / HTTP/1.1\r\nHost: a\r\n\r\n')
    socket.pause()
    await isCancelled
    await once(socket.resume(), 'close')
    expect(errors).toEqual([])
  })

  it('waits for a handler and a body which take longer than that', async () => {
    const waiting = ['head', 'body']
    const listener = createNodeListener(
      async () => {
        await quiet()
        return new Response(
          new ReadableStream<Uint8Array>({
            async pull(controller) {
              await quiet()
              controller.enqueue(Buffer.from(waiting.shift() ?? ''))
              if (waiting.length === 0) controller.close()
            },
          }),
        )
      },
      { stalledMs: 20 },
    )
    let connection: Socket | undefined
    const quiet = () => connection && once(connection, 'timeout')
    const { origin } = await forThisTest(
      serve((incoming, outgoing) => {
        connection = incoming.socket
        void listener(incoming, outgoing)
      }),
    )
    expect(await (await fetch(origin)).text()).toBe('headbody')
  })
})
