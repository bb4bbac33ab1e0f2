import { once } from 'node:events'
import { Agent, type IncomingMessage, request } from 'node:http'
import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { createNodeListener } from '../../src/node/index.js'
import { forThisTest } from '../setup/forThisTest.js'
import { serve } from '../setup/serve.mjs'

const megabytes = 8 * 1024 * 1024

/** A server of this handler. */
async function start(handler: (request: Request) => Promise<Response>): Promise<string> {
  return (await forThisTest(serve(createNodeListener(handler)))).origin
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

  it('answers a request whose Host makes no URL with 400', async () => {
    const origin = await start(async () => new Response('reached'))
    const socket = connect(Number(new URL(origin).port), '127.0.0.1')
    socket.end('GET / HTTP/1.1\r\nHost: a b[\r\nConnection: close\r\n\r\n')
    const [answer] = await once(socket, 'data')
    expect(String(answer)).toMatch(/^HTTP\/1\.1 400 /)
    socket.destroy()
  })

  it('closes the connection when the handler throws, and serves the next', async () => {
    const origin = await start(async ({ url }) => {
      if (url.endsWith('/broken')) throw new Error('broken')
      return new Response('fine')
    })
    await expect(fetch(`${origin}/broken`)).rejects.toThrow()
    expect(await (await fetch(origin)).text()).toBe('fine')
  })
})
