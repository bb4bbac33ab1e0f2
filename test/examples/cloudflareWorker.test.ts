import { readFileSync } from 'node:fs'
import { describe, expect, it, vi } from 'vitest'
import { signRelayToken } from '../../src/relay/index.js'
import { beginEvents, eventOf, serveUpstream } from '../relay/sockets/serveUpstream.js'
import { forThisTest } from '../setup/forThisTest.js'
import { chatRequest, key, loadExample, saidIn, secret, startUpstream } from './support.js'

interface Worker {
  default: { fetch(request: Request, env: Record<string, string>, context: Context): Promise<Response> }
}

interface Context {
  waitUntil(promise: Promise<unknown>): void
}

const page = 'https://app.example'
const chatUrl = 'https://relay.example/v1/chat/completions'

describe('examples/cloudflare-worker', { timeout: 30_000 }, () => {
  async function start() {
    const { url, keys } = await startUpstream()
    return { keys, ...(await startWorker(url)) }
  }

  /** The worker, and what the runtime has to wait for before it may tear its requests down. */
  async function startWorker(url: string) {
    vi.resetModules() // an isolate of its own, where no relay was made yet
    const { default: worker } = await loadExample<Worker>('cloudflare-worker/src/worker.js')
    const env = { TOGETHER_API_KEY: key, RELAY_TOKEN_SECRET: secret, ALLOWED_ORIGIN: page, TOGETHER_BASE_URL: url }
    const authorization = `Bearer ${await signRelayToken({ id: 'ann' }, secret)}`
    const waiting = new Set<Promise<unknown>>()
    const waitUntil = (promise: Promise<unknown>) => {
      waiting.add(promise)
      void promise.finally(() => waiting.delete(promise))
    }
    return { authorization, waiting, ask: (request: Request) => worker.fetch(request, env, { waitUntil }) }
  }

  it('answers the page of the listed origin which has a token, with the key of its secrets', async () => {
    const { ask, keys, authorization } = await start()
    const response = await ask(chatRequest(chatUrl, { origin: page, authorization }))
    expect(response.headers.get('access-control-allow-origin')).toBe(page)
    expect(await saidIn(response)).toBe('as expected')
    expect(keys).toEqual([`Bearer ${key}`])
  })

  it('refuses no token and other origins', async () => {
    const { ask, keys, authorization } = await start()
    expect(await saidIn(await ask(chatRequest(chatUrl, { origin: page })))).toBe('unauthorized')
    const evil = { origin: 'https://evil.test', authorization }
    expect(await saidIn(await ask(chatRequest(chatUrl, evil)))).toBe('origin_not_allowed')
    expect(keys).toEqual([])
  })

  it('is kept alive until a reply has ended, or its client has left: then the upstream is closed', async () => {
    const upstream = await forThisTest(
      serveUpstream((reply) => {
        beginEvents(reply)
        reply.write(eventOf('Hel'))
      }),
    )
    const { ask, authorization, waiting } = await startWorker(upstream.url)
    const read = async () => {
      const reader = (await ask(chatRequest(chatUrl, { origin: page, authorization }, true))).body?.getReader()
      expect(new TextDecoder().decode((await reader?.read())?.value)).toBe(eventOf('Hel'))
      return reader
    }
    const [leaving, staying] = [await read(), await read()]
    expect([upstream.open(), waiting.size]).toEqual([2, 2])
    await leaving?.cancel()
    await expect.poll(() => [upstream.open(), waiting.size]).toEqual([1, 1])
    for (const reply of upstream.replies) reply.end('data: [DONE]\n\n')
    while (!(await staying?.read())?.done);
    await expect.poll(() => waiting.size).toBe(0)
  })

  it('is kept alive while it has not answered, and told when the client leaves', async () => {
    const upstream = await forThisTest(serveUpstream())
    const { ask, authorization, waiting } = await startWorker(upstream.url)
    const client = new AbortController()
    const request = chatRequest(chatUrl, { origin: page, authorization })
    const response = ask(new Request(request, { signal: client.signal }))
    await expect.poll(() => upstream.open()).toBe(1)
    expect(waiting.size).toBe(1)
    client.abort()
    await expect.poll(() => upstream.open()).toBe(0)
    await (await response).body?.cancel()
    await expect.poll(() => waiting.size).toBe(0)
    const settings = readFileSync(new URL('../../examples/cloudflare-worker/wrangler.jsonc', import.meta.url), 'utf8')
    expect(settings).toContain('"compatibility_flags": ["enable_request_signal"]') // without it no signal ever fires
  })

  it('lets no request wait for what another asks', async () => {
    const { ask, keys, authorization } = await start()
    const models = () =>
      ask(new Request('https://relay.example/v1/models', { headers: { origin: page, authorization } }))
    const responses = await Promise.all([models(), models()])
    expect(responses.map(({ status }) => status)).toEqual([200, 200])
    expect(keys).toHaveLength(2)
  })

  it('answers the preflight', async () => {
    const { ask } = await start()
    const response = await ask(new Request(chatUrl, { method: 'OPTIONS', headers: { origin: page } }))
    expect([response.status, response.headers.get('access-control-allow-headers')]).toEqual([
      204,
      'content-type, authorization',
    ])
  })
})
