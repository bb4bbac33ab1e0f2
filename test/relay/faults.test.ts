// The relay's faults, caused over real sockets: every title begins with the id of its fault in test/fixtures/faults.json.
// P06, the end of a process, is in test/cli/server.test.ts.
import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { connect } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createTogetherRelay, type RelayLimits } from '../../src/relay/index.js'
import { forThisTest } from '../setup/forThisTest.js'
import { serve } from '../setup/serve.mjs'
import { key, llama, refusalFrom } from './setup.js'
import { adapters } from './sockets/adapters.js'
import { openStream } from './sockets/openStream.js'
import { postChat } from './sockets/postChat.js'
import { serveHandler } from './sockets/serveHandler.js'
import { beginEvents, eventOf, serveUpstream } from './sockets/serveUpstream.js'
import { startRelayProcess } from './sockets/startRelayProcess.js'

const MiB = 2 ** 20
const generous = { concurrent: 10_000, perMinute: 100_000 }

function relayTo(upstreamUrl: string, limits: Partial<RelayLimits> = {}) {
  return createTogetherRelay({
    apiKey: key,
    allowedModels: [llama],
    public: true,
    upstreamUrl,
    limits: { ...generous, ...limits },
  })
}

/** An upstream whose replies the test writes, and a relay before it, both on sockets. */
async function start({
  limits,
  answer,
}: {
  limits?: Partial<RelayLimits>
  answer?: (reply: ServerResponse) => void
} = {}) {
  const upstream = await forThisTest(serveUpstream(answer))
  const { origin } = await forThisTest(serveHandler(relayTo(upstream.url, limits)))
  return { upstream, origin }
}

/** Writes as fast as it is taken, until so many bytes were sent or the connection is closed; counts what was sent. */
async function flood(reply: ServerResponse, bytes: number, onSent: (bytes: number) => void): Promise<void> {
  const event = Buffer.from(eventOf('x'.repeat(16 * 1024)))
  const closed = once(reply, 'close')
  beginEvents(reply)
  for (let sent = 0; sent < bytes && !reply.closed; sent += event.byteLength) {
    onSent(event.byteLength)
    if (!reply.write(event)) await Promise.race([once(reply, 'drain'), closed])
  }
  reply.end('data: [DONE]\n\n')
}

describe('a client which goes away', () => {
  it.each(Object.entries(adapters))(
    'P01 100 destroyed clients: the upstream is closed within 1 s, through %s',
    { retry: 2 },
    async (_, listenerFor) => {
      const upstream = await forThisTest(
        serveUpstream((reply) => {
          beginEvents(reply)
          reply.write(eventOf('Hel'))
          const timer = setInterval(() => reply.write(eventOf('lo')), 50)
          reply.on('close', () => clearInterval(timer))
        }),
      )
      const { origin } = await forThisTest(serve(listenerFor(relayTo(upstream.url))))
      const clients = await Promise.all(Array.from({ length: 100 }, () => openStream(origin)))
      await Promise.all(clients.map((client) => client.read('Hel')))
      expect(upstream.open()).toBe(100)
      const destroyedAt = performance.now()
      for (const client of clients) client.destroy()
      await expect.poll(upstream.open, { timeout: 10_000, interval: 10 }).toBe(0)
      expect(upstream.closedAt).toHaveLength(100)
      expect(Math.max(...upstream.closedAt) - destroyedAt).toBeLessThan(1000)
    },
  )

  it('P01 is noticed before the first byte, too', { retry: 2 }, async () => {
    const { upstream, origin } = await start()
    const client = new AbortController()
    const response = postChat(origin, {}, { signal: client.signal }).catch(() => null)
    await expect.poll(() => upstream.replies.length, { timeout: 10_000 }).toBe(1)
    const abortedAt = performance.now()
    client.abort()
    await expect.poll(upstream.open, { timeout: 10_000, interval: 10 }).toBe(0)
    expect(Number(upstream.closedAt[0]) - abortedAt).toBeLessThan(1000)
    expect(await response).toBeNull()
  })
})

describe('clients which read slowly', () => {
  it('P02 100 paused clients with 50 MB behind each: at most 128 MB more, and nothing is lost', {
    timeout: 120_000,
  }, async () => {
    const perClient = 50 * MiB
    let isWarm = false
    let sent = 0
    const upstream = await forThisTest(
      serveUpstream((reply) => {
        void flood(reply, isWarm ? perClient : MiB, (more) => {
          sent += more
        })
      }),
    )
    const limits = { ...generous, outputBytes: 2 * perClient }
    const relay = await forThisTest(startRelayProcess({ options: { upstreamUrl: upstream.url, limits } }))
    const warm = await openStream(relay.origin)
    await warm.rest()
    const before = await relay.rss()
    isWarm = true
    sent = 0
    const clients = await Promise.all(Array.from({ length: 100 }, () => openStream(relay.origin)))
    onTestFinished(() => {
      for (const client of clients) client.destroy()
    })
    await settled(() => sent)
    const grown = (await relay.rss()) - before
    console.log(`P02: ${Math.round(grown / MiB)} MiB more for 100 clients, ${Math.round(sent / MiB)} MiB sent of 5,000`)
    expect(sent).toBeLessThan((100 * perClient) / 2) // the rest waits with the upstream
    expect(grown).toBeLessThan(128 * MiB)
    const text = (await clients[0]?.rest()) ?? ''
    expect(text.length).toBeGreaterThanOrEqual(perClient)
    expect(text.endsWith('data: [DONE]\n\n')).toBe(true)
  })

  /** Until a number has not changed for a second. */
  async function settled(read: () => number): Promise<void> {
    let last = -1
    await expect
      .poll(
        () => {
          const isSame = read() === last
          last = read()
          return isSame
        },
        { timeout: 60_000, interval: 1000 },
      )
      .toBe(true)
  }
})

describe('an upstream which fails', () => {
  const quick = { limits: { totalMs: 1000 } }
  const hang = () => {}
  const reset = (reply: ServerResponse) => reply.socket?.resetAndDestroy()
  const close = (reply: ServerResponse) => reply.destroy()

  it('P03 refuses connections: 502', async () => {
    const upstream = await serveUpstream()
    await upstream.close()
    const { origin } = await forThisTest(serveHandler(relayTo(upstream.url)))
    expect(await refusalFrom(await postChat(origin))).toMatchObject({ status: 502, code: 'upstream_unreachable' })
  })

  it.each([301, 302, 303, 307, 308])('P03 points elsewhere with %i: 502, and nobody is asked there', async (status) => {
    let asked = 0
    const elsewhere = await forThisTest(
      serve((_, response) => {
        asked += 1
        response.writeHead(200, { 'content-type': 'text/event-stream' }).end('data: [DONE]\n\n')
      }),
    )
    const { origin } = await start({
      answer: (reply) => void reply.writeHead(status, { location: `${elsewhere.origin}/v1/chat/completions` }).end(),
    })
    expect(await refusalFrom(await postChat(origin))).toMatchObject({ status: 502, code: 'upstream_redirect' })
    expect(asked).toBe(0)
  })

  it.each([true, false])('P03 hangs before its headers: 504 (stream: %s)', async (stream) => {
    const { upstream, origin } = await start(quick)
    const refusal = await refusalFrom(await postChat(origin, { stream }))
    expect(refusal).toMatchObject({ status: 504, code: 'upstream_timeout' })
    await expect.poll(upstream.open).toBe(0)
  })

  it.each([true, false])('P03 is reset before its headers: 502 (stream: %s)', async (stream) => {
    const { origin } = await start({ answer: reset })
    const refusal = await refusalFrom(await postChat(origin, { stream }))
    expect(refusal).toMatchObject({ status: 502, code: 'upstream_unreachable' })
  })

  it.each([
    ['hangs: 504', quick, hang, { status: 504, code: 'upstream_timeout' }],
    ['is reset: 502', {}, reset, { status: 502, code: 'upstream_broken' }],
    ['is closed: 502', {}, close, { status: 502, code: 'upstream_broken' }],
  ])('P03 in the middle of a whole reply it %s', async (_, options, fail, expected) => {
    const { origin } = await start({
      ...options,
      answer(reply) {
        reply.writeHead(200, { 'content-type': 'application/json' })
        reply.write('{"id":"x","choices":[')
        setImmediate(() => fail(reply))
      },
    })
    expect(await refusalFrom(await postChat(origin, { stream: false }))).toMatchObject(expected)
  })

  it.each([
    ['hangs', quick, hang, 'upstream_timeout'],
    ['is reset', {}, reset, 'upstream_broken'],
    ['is closed', {}, close, 'upstream_broken'],
  ])(
    'P03 in the middle of an event it %s: whole events, an error event, and the end',
    async (_, options, fail, code) => {
      const { upstream, origin } = await start({
        ...options,
        answer(reply) {
          beginEvents(reply)
          reply.write(`${eventOf('Hel')}data: {"half`)
        },
      })
      const client = await openStream(origin)
      expect(await client.read('\n\n')).toBe(eventOf('Hel'))
      upstream.replies.forEach(fail)
      expect(onlyErrorIn(await client.rest())).toEqual({ code, message: expect.any(String) })
      expect(client.incoming.complete).toBe(true)
      await expect.poll(upstream.open).toBe(0)
    },
  )

  it.each([
    ['hangs', quick, hang, 'upstream_timeout'],
    ['is reset', {}, reset, 'upstream_broken'],
    ['is closed', {}, close, 'upstream_broken'],
  ])(
    'P03 between its headers and its first event it %s: an error event, and the end',
    async (_, options, fail, code) => {
      const { upstream, origin } = await start({ ...options, answer: beginEvents })
      const client = await openStream(origin)
      upstream.replies.forEach(fail)
      expect(onlyErrorIn(await client.rest())).toEqual({ code, message: expect.any(String) })
      expect(client.incoming.complete).toBe(true)
    },
  )

  /** The error of a text which is one event, and nothing else. */
  function onlyErrorIn(text: string): unknown {
    const [, data = ''] = /^data: (.*)\n\n$/.exec(text) ?? []
    return JSON.parse(data || '{}').error
  }
})

describe('a proxy which buffers', () => {
  it('P04 is told not to, and the first token is forwarded within 20 ms', { retry: 2 }, async () => {
    const { upstream, origin } = await start({ answer: beginEvents })
    const waits: number[] = []
    for (let stream = 0; stream < 10; stream += 1) {
      const client = await openStream(origin) // the head is there before the first token
      expect(client.incoming.headers).toMatchObject({
        'x-accel-buffering': 'no',
        'cache-control': 'no-store, no-transform',
        'content-type': 'text/event-stream; charset=utf-8',
      })
      expect(client.incoming.headers).not.toHaveProperty('content-encoding')
      const startedAt = performance.now()
      upstream.replies.at(-1)?.write(eventOf('Hel'))
      expect(await client.read('\n\n')).toBe(eventOf('Hel'))
      waits.push(performance.now() - startedAt)
      client.destroy()
    }
    const [median = Number.NaN] = waits.sort((one, other) => one - other).slice(waits.length / 2)
    console.log(`P04: the first token after ${median.toFixed(1)} ms, at most ${waits.at(-1)?.toFixed(1)} ms`)
    expect(median).toBeLessThan(20)
  })
})

describe('a request for an upgrade', () => {
  const body = JSON.stringify({ model: llama, messages: [{ role: 'user', content: 'Hi' }] })
  const post = `POST /v1/chat/completions HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n`

  it.each([
    ['websocket', 'GET /v1/models HTTP/1.1\r\n', '', '[]'],
    ['h2c', post, body, '{"choices":[]}'],
  ])('to %s is answered as if it were none, and nothing of it goes upstream', async (protocol, head, text, answer) => {
    const headers: object[] = []
    const upstream = await forThisTest(
      serve((request, reply) => {
        headers.push(request.headers)
        reply.writeHead(200, { 'content-type': 'application/json' }).end(answer)
      }),
    )
    const { origin } = await forThisTest(serveHandler(relayTo(upstream.origin)))
    const socket = connect(Number(new URL(origin).port), '127.0.0.1')
    await forThisTest({ close: () => socket.destroy() })
    socket.write(`${head}Host: a\r\nConnection: Upgrade\r\nUpgrade: ${protocol}\r\n\r\n${text}`)
    let received = ''
    for await (const data of socket) {
      received += data
      if (received.includes(answer)) break
    }
    expect(received).toMatch(/^HTTP\/1\.1 200 /)
    expect(received).not.toMatch(/upgrade/i)
    expect(headers).toHaveLength(1)
    expect(headers[0]).not.toHaveProperty('upgrade')
  })
})

describe('an upstream which does not stop', () => {
  it('P05 1 GB: 16 MiB pass, then an error event, and the upstream is closed', { timeout: 60_000 }, async () => {
    let sent = 0
    const { upstream, origin } = await start({
      answer(reply) {
        void flood(reply, 1024 * MiB, (bytes) => {
          sent += bytes
        })
      },
    })
    const client = await openStream(origin)
    const text = await client.rest()
    const events = text.split('\n\n')
    expect(JSON.parse(events.at(-2)?.slice('data: '.length) ?? '').error.code).toBe('output_too_large')
    expect(events.at(-1)).toBe('')
    expect(client.incoming.complete).toBe(true)
    expect(text.length).toBeLessThan(16 * MiB + 1024)
    expect(text.length).toBeGreaterThan(15 * MiB)
    await expect.poll(upstream.open, { timeout: 10_000 }).toBe(0)
    expect(sent).toBeLessThan(64 * MiB)
  })
})

describe('a burst', () => {
  it('P07 1,000 requests at 10 a minute: 429 with retry-after, and 10 calls of the upstream', async () => {
    const { upstream, origin } = await start({
      limits: { perMinute: 10 },
      answer: (reply) => reply.writeHead(200, { 'content-type': 'application/json' }).end('{"choices":[]}'),
    })
    const answers: [status: number, wait: number][] = []
    const client = async () => {
      for (let count = 0; count < 20; count += 1) {
        const response = await postChat(origin, { stream: false })
        await response.text()
        answers.push([response.status, Number(response.headers.get('retry-after'))])
      }
    }
    await Promise.all(Array.from({ length: 50 }, client))
    const refused = answers.filter(([status]) => status === 429)
    expect(answers.filter(([status]) => status === 200)).toHaveLength(10)
    expect(refused).toHaveLength(990)
    for (const [, wait] of refused) expect(wait).toBeGreaterThanOrEqual(1)
    for (const [, wait] of refused) expect(wait).toBeLessThanOrEqual(60)
    expect(upstream.replies).toHaveLength(10)
  })
})
