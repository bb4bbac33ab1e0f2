// The flow of short-lived tokens over real sockets: the server of examples/node hands them out, its page's own module
// asks for them, and a generator sends what the page would send.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { TogetherAIChatGenerator } from '../../src/core/index.js'
import { createNodeListener } from '../../src/node/index.js'
import { forThisTest } from '../setup/forThisTest.js'
import { serve } from '../setup/serve.mjs'
import { chatRequest, key, llama, loadExample, saidIn, secret, startUpstream } from './support.js'

type Handler = (request: Request) => Promise<Response>
type Environment = Record<string, string>
type Send = (input: string, init?: RequestInit) => Promise<Response>

interface Server {
  createApp(environment: Environment, pages: URL): Handler
}
interface Page {
  createRelayTokens(url: string, send?: Send): { headers(): Promise<Record<string, string>>; fetch: Send }
}

afterEach(() => {
  vi.restoreAllMocks()
})

const visitor = 'visitor=01234567-89ab-cdef-0123-456789abcdef'

async function start() {
  const { createApp } = await loadExample<Server>('node/app.js')
  const upstream = await startUpstream()
  const environment = { TOGETHER_API_KEY: key, RELAY_TOKEN_SECRET: secret, TOGETHER_BASE_URL: upstream.url }
  const answers: [path: string, status: number][] = []
  const app = createApp(environment, await builtPage())
  const counted: Handler = async (request) => {
    const response = await app(request)
    answers.push([new URL(request.url).pathname, response.status])
    return response
  }
  const { origin } = await forThisTest(serve(createNodeListener(counted)))
  return { origin, environment, answers, keys: upstream.keys }
}

/** What `npm run build` would have made. */
async function builtPage(): Promise<URL> {
  const folder = await mkdtemp(join(tmpdir(), 'together-react-example-'))
  await forThisTest({ close: () => rm(folder, { recursive: true }) })
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Chat</title>')
  await writeFile(join(folder, 'secret.txt'), 'not a file of a page')
  return pathToFileURL(folder)
}

/** A page with a session, and what it sends. `change` may spoil what the server answers. */
async function openPage(origin: string, change: (response: Response) => Promise<Response> = async (same) => same) {
  const { createRelayTokens } = await loadExample<Page>('node/page/relayTokens.js')
  const send: Send = async (input, init) => {
    const headers = { ...(init?.headers as Record<string, string>), cookie: visitor, 'sec-fetch-site': 'same-origin' }
    return change(await fetch(new URL(input, origin), { ...init, headers }))
  }
  const tokens = createRelayTokens('/api/relay-token', send)
  const generator = new TogetherAIChatGenerator({
    apiKey: null,
    apiBaseUrl: `${origin}/api/together`,
    model: llama,
    maxRetries: 0,
    ...tokens,
  })
  return { generator, tokens }
}

const asked = (answers: [string, number][]) => answers.map(([path, status]) => `${path.split('/').at(-1)} ${status}`)

describe('examples/node: a page with short-lived tokens', { timeout: 30_000 }, () => {
  it('asks for a token once, and keeps it', async () => {
    const { origin, answers, keys } = await start()
    const { generator } = await openPage(origin)
    const { replies } = await generator.run('Hi')
    await generator.run('And?', { streamingCallback: () => {} })
    expect(replies[0]?.text).toBe('as expected')
    expect(asked(answers)).toEqual(['relay-token 200', 'completions 200', 'completions 200'])
    expect(keys).toEqual([`Bearer ${key}`, `Bearer ${key}`])
  })

  it('gets its reply with a new token when the relay refuses the one it kept', async () => {
    const { origin, answers, environment } = await start()
    const { generator } = await openPage(origin)
    await generator.run('Hi')
    environment.RELAY_TOKEN_SECRET = `another-${secret}`
    const { replies } = await generator.run('And?', { streamingCallback: () => {} })
    expect(replies[0]?.text).toBe('as expected')
    expect(asked(answers).slice(2)).toEqual(['completions 401', 'relay-token 200', 'completions 200'])
  })

  it('asks twice and no more when every token is refused', async () => {
    const { origin, answers, keys } = await start()
    const spoil = async (response: Response) =>
      response.url.endsWith('/relay-token') ? Response.json({ token: 'spoilt', expiresInSeconds: 300 }) : response
    const { generator } = await openPage(origin, spoil)
    await expect(generator.run('Hi')).rejects.toMatchObject({ code: 'authentication', status: 401, attempts: 2 })
    expect(asked(answers)).toEqual(['relay-token 200', 'completions 401', 'relay-token 200', 'completions 401'])
    expect(keys).toEqual([])
  })

  it('asks for a new token before the old one ends, and once for requests at the same time', async () => {
    const { origin, answers } = await start()
    const { tokens } = await openPage(origin)
    await tokens.headers()
    const now = performance.now.bind(performance)
    vi.spyOn(performance, 'now').mockImplementation(() => now() + 269_000)
    await tokens.headers()
    expect(answers).toHaveLength(1)
    vi.spyOn(performance, 'now').mockImplementation(() => now() + 271_000)
    const [one, two] = await Promise.all([tokens.headers(), tokens.headers()])
    expect(one).toEqual(two)
    expect(answers).toHaveLength(2)
  })

  it('says that nobody is signed in when there is no token to have', async () => {
    const { origin } = await start()
    const signedOut = async (response: Response) =>
      response.url.endsWith('/relay-token') ? new Response(null, { status: 401 }) : response
    const { generator } = await openPage(origin, signedOut)
    await expect(generator.run('Hi')).rejects.toMatchObject({
      code: 'callback',
      cause: { message: expect.stringMatching(/sign in again/) },
    })
  })
})

describe('examples/node: its server', { timeout: 30_000 }, () => {
  it.each<[string, RequestInit, number]>([
    ['no session', {}, 401],
    ['another site, with the cookie', { headers: { cookie: visitor, 'sec-fetch-site': 'cross-site' } }, 403],
    ['another method', { method: 'GET', headers: { cookie: visitor } }, 405],
  ])('hands out no token for %s', async (_, init, status) => {
    const { origin } = await start()
    expect((await fetch(`${origin}/api/relay-token`, { method: 'POST', ...init })).status).toBe(status)
  })

  it('gives a new visitor a session with the page, and no file which is not of the page', async () => {
    const { origin } = await start()
    const response = await fetch(origin)
    expect(await response.text()).toContain('<title>Chat</title>')
    expect(response.headers.get('set-cookie')).toMatch(/^visitor=[\w-]{36}; Path=\/; HttpOnly; SameSite=Lax$/)
    expect((await fetch(`${origin}/secret.txt`)).status).toBe(404)
    expect((await fetch(`${origin}/..%2fpackage.json`)).status).toBe(404)
  })

  it('relays nothing without a token', async () => {
    const { origin, keys } = await start()
    const response = await fetch(chatRequest(`${origin}/api/together/chat/completions`, { cookie: visitor }))
    expect([await saidIn(response), keys]).toEqual(['unauthorized', []])
  })
})
