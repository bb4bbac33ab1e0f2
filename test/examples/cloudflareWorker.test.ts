import { describe, expect, it, vi } from 'vitest'
import { signRelayToken } from '../../src/relay/index.js'
import { chatRequest, key, loadExample, saidIn, secret, startUpstream } from './support.js'

interface Worker {
  default: { fetch(request: Request, env: Record<string, string>): Promise<Response> }
}

const page = 'https://app.example'
const chatUrl = 'https://relay.example/v1/chat/completions'

describe('examples/cloudflare-worker', { timeout: 30_000 }, () => {
  async function start() {
    vi.resetModules() // an isolate of its own, where no relay was made yet
    const { default: worker } = await loadExample<Worker>('cloudflare-worker/src/worker.js')
    const { url, keys } = await startUpstream()
    const env = { TOGETHER_API_KEY: key, RELAY_TOKEN_SECRET: secret, ALLOWED_ORIGIN: page, TOGETHER_BASE_URL: url }
    const authorization = `Bearer ${await signRelayToken({ id: 'ann' }, secret)}`
    return { keys, authorization, ask: (request: Request) => worker.fetch(request, env) }
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

  it('answers the preflight', async () => {
    const { ask } = await start()
    const response = await ask(new Request(chatUrl, { method: 'OPTIONS', headers: { origin: page } }))
    expect([response.status, response.headers.get('access-control-allow-headers')]).toEqual([
      204,
      'content-type, authorization',
    ])
  })
})
