// The recipes which mount the relay in an app: each over a real socket, by the names which the package exports.
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { describe, expect, it } from 'vitest'
import { forThisTest } from '../setup/forThisTest.js'
import { serve } from '../setup/serve.mjs'
import { chatRequest, key, llama, loadExample, saidIn, startUpstream } from './support.js'

type Environment = Record<string, string>
type App = RequestListener & { fetch(request: Request): Promise<Response> }

const cookie = 'theme=dark; user=ann'

/** The example in examples/<name>/app.js, served as its server.js does. */
async function startExample(name: 'express' | 'hono', environment: Environment): Promise<string> {
  const { createApp } = await loadExample<{ createApp(environment: Environment): App }>(`${name}/app.js`)
  const app = createApp(environment)
  if (name === 'express') return (await forThisTest(serve(app))).origin
  return (await forThisTest(listening(createAdaptorServer({ fetch: app.fetch }) as Server))).origin
}

async function listening(server: Server) {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

describe.each(['express', 'hono'] as const)('examples/%s', { timeout: 30_000 }, (name) => {
  async function start() {
    const { url, keys } = await startUpstream()
    const origin = await startExample(name, { TOGETHER_API_KEY: key, TOGETHER_BASE_URL: url })
    return { origin, keys, chatUrl: `${origin}/api/together/chat/completions` }
  }

  it('answers a user, with the key of the server', async () => {
    const { chatUrl, keys } = await start()
    expect(await saidIn(await fetch(chatRequest(chatUrl, { cookie })))).toBe('as expected')
    expect(keys).toEqual([`Bearer ${key}`])
  })

  it('streams', async () => {
    const { chatUrl } = await start()
    const response = await fetch(chatRequest(chatUrl, { cookie }, true))
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/)
    expect(await response.text()).toMatch(/data: \[DONE\]\n\n$/)
  })

  it('lists the models', async () => {
    const { origin } = await start()
    const rows = await (await fetch(`${origin}/api/together/models`, { headers: { cookie } })).json()
    expect(rows.map(({ id }: { id: string }) => id)).toEqual([llama])
  })

  it('refuses who is not signed in, and pages of other sites, before Together AI is asked', async () => {
    const { chatUrl, keys } = await start()
    const evil = { cookie, origin: 'https://evil.test', 'sec-fetch-site': 'cross-site' }
    expect(await saidIn(await fetch(chatRequest(chatUrl)))).toBe('unauthorized')
    expect(await saidIn(await fetch(chatRequest(chatUrl, evil)))).toBe('origin_not_allowed')
    expect(keys).toEqual([])
  })

  it('closes the upstream when its client goes away', async () => {
    const upstream = await heldUpstream()
    const origin = await startExample(name, { TOGETHER_API_KEY: key, TOGETHER_BASE_URL: upstream.url })
    const client = new AbortController()
    const request = chatRequest(`${origin}/api/together/chat/completions`, { cookie }, true)
    const response = await fetch(request, { signal: client.signal })
    await response.body?.getReader().read()
    client.abort()
    await upstream.closed
  })
})

it('examples/express reads JSON elsewhere as before', async () => {
  const origin = await startExample('express', { TOGETHER_API_KEY: key })
  const init = { method: 'POST', body: '{"a":1}', headers: { 'content-type': 'application/json' } }
  expect(await (await fetch(`${origin}/api/echo`, init)).json()).toEqual({ a: 1 })
})

/** An upstream which sends one event and no more, and tells when its client has gone. */
async function heldUpstream() {
  let tell = () => {}
  const closed = new Promise<void>((resolve) => {
    tell = resolve
  })
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: {"choices":[]}\n\n')
    response.once('close', tell)
  })
  const { origin } = await forThisTest(listening(server))
  return { url: `${origin}/v1`, closed }
}
