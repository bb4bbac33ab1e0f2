import { afterEach, describe, expect, it, vi } from 'vitest'
import { createTogetherRelay } from '../../src/relay/index.js'
import { reply } from '../../src/testing/index.js'
import { chatRequest, key, llama, page, refusalFrom, setup } from './setup.js'

describe('what reaches Together AI', () => {
  it('is the body, with the key of the server and headers made from nothing', async () => {
    const { relay, calls } = setup({}, [reply('ok')])
    const headers = { authorization: 'Bearer attacker', cookie: 'session=1', 'x-base-url': 'http://169.254.169.254' }
    const response = await relay(chatRequest({ max_tokens: 8 }, headers))
    expect(await response.text()).toContain('"content":"ok"')
    expect(calls).toHaveLength(1)
    expect(calls[0]?.url).toBe('https://api.together.xyz/v1/chat/completions')
    expect(calls[0]?.headers).toEqual({
      accept: 'text/event-stream',
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
    })
    expect(calls[0]?.body).toMatchObject({ model: llama, stream: true, max_tokens: 8 })
  })

  it('goes to the upstream fixed at construction', async () => {
    const { relay, calls } = setup({ upstreamUrl: 'http://127.0.0.1:9/v1/' })
    await relay(chatRequest({}, { 'x-target-url': 'http://elsewhere.test' }))
    expect(calls[0]?.url).toBe('http://127.0.0.1:9/v1/chat/completions')
  })

  it('has max_tokens, clamped', async () => {
    const { relay, calls } = setup({ limits: { maxTokens: 100 } })
    await relay(chatRequest({}))
    await relay(chatRequest({ max_tokens: 1e9 }))
    await relay(chatRequest({ max_tokens: 7 }))
    expect(calls.map((call) => call.body?.max_tokens)).toEqual([100, 100, 7])
  })

  it('has the key of a Secret or of the environment, read for each request', async () => {
    vi.stubEnv('TOGETHER_API_KEY', 'from-environment')
    const environment = setup({ apiKey: undefined })
    await environment.relay(chatRequest())
    const secret = setup({ apiKey: { resolveValue: () => 'from-secret' } })
    await secret.relay(chatRequest())
    expect([environment.calls[0]?.headers.authorization, secret.calls[0]?.headers.authorization]).toEqual([
      'Bearer from-environment',
      'Bearer from-secret',
    ])
  })
})

afterEach(() => {
  vi.unstubAllEnvs()
})

describe('the body is refused', () => {
  const models = { limits: { messages: 3, choices: 2, tools: 1 } }
  const image = (url: string) => [{ role: 'user', content: [{ type: 'image_url', image_url: { url } }] }]

  it.each([
    ['another model', { model: 'other/model' }, 'model_not_allowed'],
    ['another safety model', { safety_model: 'other/guard' }, 'model_not_allowed'],
    ['an unknown field', { best_of: 2 }, 'unknown_field'],
    ['too many messages', { messages: Array(4).fill({ role: 'user', content: 'x' }) }, 'invalid_messages'],
    ['no messages', { messages: [] }, 'invalid_messages'],
    ['a remote image', { messages: image('http://169.254.169.254/') }, 'remote_url'],
    ['too many choices', { n: 3 }, 'invalid_n'],
    ['too many tools', { tools: [{}, {}] }, 'invalid_tools'],
    ['no tokens', { max_tokens: 0 }, 'invalid_max_tokens'],
  ])('for %s', async (_, body, code) => {
    const { relay, calls } = setup(models)
    expect(await refusalFrom(await relay(chatRequest(body)))).toMatchObject({ status: 400, code })
    expect(calls).toHaveLength(0)
  })

  it('unless the field or image is allowed', async () => {
    const { relay, calls } = setup({ allowFields: ['top_a'] })
    expect((await relay(chatRequest({ top_a: 2, messages: image('data:image/png;base64,AAAA') }))).status).toBe(200)
    expect(calls[0]?.body).toMatchObject({ top_a: 2 })
  })

  it('when it is no JSON, too large, or too slow', async () => {
    const { relay, calls } = setup({ limits: { bodyBytes: 100, readMs: 20 } })
    const post = (body: BodyInit) =>
      relay(
        new Request(`${page}/chat/completions`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body,
          duplex: 'half',
        } as RequestInit),
      )
    expect(await refusalFrom(await post('{oops'))).toMatchObject({ status: 400, code: 'invalid_json' })
    expect(await refusalFrom(await post('€'.repeat(40)))).toMatchObject({ status: 413 })
    expect(await refusalFrom(await post(new ReadableStream({ pull: () => new Promise(() => {}) })))).toMatchObject({
      status: 408,
    })
    expect(calls).toHaveLength(0)
  })
})

describe('other requests are refused', () => {
  it('for path, method and content type', async () => {
    const { relay } = setup()
    expect(await refusalFrom(await relay(new Request(`${page}/api/together/files`)))).toMatchObject({ status: 404 })
    const get = await relay(new Request(`${page}/chat/completions`))
    expect([get.status, get.headers.get('allow')]).toEqual([405, 'POST, OPTIONS'])
    expect((await relay(chatRequest({}, { 'content-type': 'text/plain' }))).status).toBe(415)
  })

  it('when authenticate says no, throws, or is slow', async () => {
    const { relay, calls } = setup({
      limits: { authMs: 20 },
      authenticate: (request) => {
        const who = request.headers.get('authorization')
        if (who === 'throw') throw new Error('database down')
        if (who === 'hang') return new Promise(() => {})
        return who === 'Bearer ok' ? { id: 'ada' } : null
      },
    })
    const statusOf = async (authorization: string) => (await relay(chatRequest({}, { authorization }))).status
    expect(await statusOf('Bearer ok')).toBe(200)
    expect(await statusOf('Bearer bad')).toBe(401)
    expect(await statusOf('throw')).toBe(503)
    expect(await statusOf('hang')).toBe(503)
    expect(calls).toHaveLength(1)
  })

  it('without a key', async () => {
    vi.stubEnv('TOGETHER_API_KEY', '')
    const strict = () => {
      throw new Error('TOGETHER_API_KEY is not set')
    }
    for (const apiKey of [undefined, { resolveValue: () => null }, { resolveValue: strict }]) {
      expect(await refusalFrom(await setup({ apiKey }).relay(chatRequest()))).toMatchObject({
        status: 500,
        code: 'no_api_key',
      })
    }
  })

  it('at construction, without a choice between authenticate and public', () => {
    expect(() => createTogetherRelay({ allowedModels: [] })).toThrow(TypeError)
    const both = { allowedModels: [], public: true as const, authenticate: () => null }
    expect(() => createTogetherRelay(both)).toThrow(TypeError)
  })

  it('beyond the turns of one identity, whatever its headers say', async () => {
    const { relay, calls } = setup({ limits: { perMinute: 2 } })
    const responses = await Promise.all(
      [1, 2, 3].map((host) => relay(chatRequest({}, { 'x-forwarded-for': `10.0.0.${host}` }))),
    )
    expect(responses.map((response) => response.status)).toEqual([200, 200, 429])
    expect(Number(responses[2]?.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(calls).toHaveLength(2)
  })
})

describe('origins', () => {
  const site = (origin: string | null, fetchSite: string | null) => ({
    ...(origin === null ? {} : { origin }),
    ...(fetchSite === null ? {} : { 'sec-fetch-site': fetchSite }),
  })

  it.each([
    [null, null, 200],
    [null, 'same-origin', 200],
    [null, 'cross-site', 403],
    [page, 'same-origin', 200],
    [page, 'cross-site', 403],
    [page, null, 403],
  ])('without a list: %s, %s is %i', async (origin, fetchSite, status) => {
    expect((await setup().relay(chatRequest({}, site(origin, fetchSite)))).status).toBe(status)
  })

  it.each([
    [page, 'cross-site', 200],
    ['https://evil.test', 'same-origin', 403],
    ['http://app.test', 'cross-site', 403],
    ['null', 'cross-site', 403],
    ['', 'cross-site', 403],
  ])('with a list: %s, %s is %i', async (origin, fetchSite, status) => {
    const { relay } = setup({ allowedOrigins: [page] })
    const response = await relay(chatRequest({}, site(origin, fetchSite)))
    expect(response.status).toBe(status)
    expect(response.headers.get('access-control-allow-origin')).toBe(status === 200 ? page : null)
    expect(response.headers.get('vary')).toBe('origin')
  })

  it('are told by OPTIONS what they may send, without authenticate', async () => {
    const { relay } = setup({ allowedOrigins: [page], authenticate: () => null })
    const preflight = (origin: string) =>
      relay(new Request(`${page}/v1/models`, { method: 'OPTIONS', headers: site(origin, 'cross-site') }))
    const response = await preflight(page)
    expect(response.status).toBe(204)
    expect(response.headers.get('access-control-allow-methods')).toBe('GET, OPTIONS')
    expect(response.headers.get('access-control-allow-headers')).toBe('content-type, authorization')
    expect((await preflight('https://evil.test')).status).toBe(403)
  })
})
