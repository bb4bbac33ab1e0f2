import { describe, expect, it, onTestFinished } from 'vitest'
import { serveRelay } from '../../src/cli/serveRelay.js'
import { patientFetch } from '../../src/node/index.js'
import { key, llama } from '../relay/setup.js'
import { openStream } from '../relay/sockets/openStream.js'
import { beginEvents, eventOf, serveUpstream } from '../relay/sockets/serveUpstream.js'
import { forThisTest } from '../setup/forThisTest.js'

/** Has Node's `fetch` give up after 50 ms instead of 300 s. */
async function hurry(): Promise<void> {
  await fetch('data:,') // Node loads it at the first use
  const names = [1, 2].map((version) => Symbol.for(`undici.globalDispatcher.${version}`))
  const name = names.find((each) => Reflect.has(globalThis, each)) ?? Symbol()
  const usual = Reflect.get(globalThis, name)
  const hurried = new usual.constructor({ headersTimeout: 50, bodyTimeout: 50 })
  Reflect.set(globalThis, name, hurried)
  onTestFinished(async () => {
    Reflect.set(globalThis, name, usual)
    await hurried.destroy()
  })
}

/** `together-react relay` in this process. */
async function startRelay(upstreamUrl: string): Promise<{ url: string; close(): Promise<unknown> }> {
  const signals: (() => void)[] = []
  const relay = { apiKey: key, allowedModels: [llama], public: true as const, upstreamUrl }
  return new Promise((resolve) => {
    const exited = serveRelay(
      { port: 0, host: '127.0.0.1', graceMs: 0, redisUrl: null, relay },
      {
        write(line) {
          const { event, url } = JSON.parse(line)
          if (event !== 'listening') return
          const close = () => {
            for (const signal of signals) signal()
            return exited
          }
          resolve({ url, close })
        },
        writeError: () => {},
        onSignal(listener) {
          signals.push(() => listener('SIGTERM'))
          return () => {}
        },
      },
    )
  })
}

describe.each(['before a reply', 'within a reply'])('a silence %s', (place) => {
  /** A server whose replies are silent until the test ends them. */
  const silent = () => forThisTest(serveUpstream((reply) => place === 'within a reply' && begin(reply)))
  const begin = (reply: Parameters<typeof beginEvents>[0]) => {
    beginEvents(reply)
    reply.write(eventOf('Hel'))
  }

  it('does not end what patientFetch waits for, as it ends any other', async () => {
    await hurry()
    const { url, replies } = await silent()
    const patient = patientFetch(url).then((response) => response.text())
    await expect(fetch(url).then((response) => response.text())).rejects.toThrow()
    for (const reply of replies) reply.end('the end')
    expect(await patient).toContain('the end')
  })

  it('does not end a reply which together-react relay waits for', async () => {
    await hurry()
    const upstream = await silent()
    const { url } = await forThisTest(startRelay(upstream.url))
    const reading = openStream(url).then((client) => client.rest())
    await expect.poll(() => upstream.replies.length).toBe(1)
    await expect(fetch(upstream.url).then((response) => response.text())).rejects.toThrow()
    for (const reply of upstream.replies) {
      if (!reply.headersSent) beginEvents(reply)
      reply.end(eventOf('lo'))
    }
    expect(await reading).toContain(eventOf('lo'))
  })
})

it('patientFetch obeys its signal', async () => {
  const { url, replies, open } = await forThisTest(serveUpstream())
  const client = new AbortController()
  const patient = patientFetch(url, { signal: client.signal })
  await expect.poll(() => replies.length).toBe(1)
  client.abort()
  await expect(patient).rejects.toThrow(/abort/)
  await expect.poll(open).toBe(0)
})
